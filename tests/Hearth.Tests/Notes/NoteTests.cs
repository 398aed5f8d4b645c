using System.Net;
using System.Text;
using Hearth.Database;
using Hearth.Groups;
using Hearth.LiveRooms;
using Hearth.Notes;
using Hearth.Notes.Rules;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Sessions;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Notes;

public class NoteTests(HearthHost host)
{
    [Fact]
    public async Task The_groups_note_starts_from_plan_and_attendance_without_a_name()
    {
        var book = await NoteBook.OpenAsync(host);
        var begun = Typed(await book.Cast.Leila.Client.ReadAsync(book.PathOf(null)));
        Assert.Contains("2 people took part, from 31 to 48 minutes", begun, StringComparison.Ordinal);
        Assert.Contains("What has been hard (40 minutes), for: Saying how it is", begun, StringComparison.Ordinal);
        Assert.Empty(NameRule.NamesIn(begun, ["Wren", "June"]));
    }

    [Fact]
    public async Task A_persons_note_starts_from_their_own_evening_and_from_what_they_agreed_to()
    {
        var book = await NoteBook.OpenAsync(host);
        var (cast, after) = (book.Cast, $"/sessions/{book.Session}/after/say");
        await cast.Wren.Client.PostFormAsync(after, ("Own", "the silence was kind"), ("InNote", "true"));
        await cast.June.Client.PostFormAsync(after, ("Own", "too many words tonight"));

        var wren = Typed(await cast.Leila.Client.ReadAsync(book.PathOf(cast.Wren)));
        Assert.Contains("Wren was there for 48 minutes", wren, StringComparison.Ordinal);
        Assert.Contains("for: Saying how it is", wren, StringComparison.Ordinal);
        Assert.Contains("the silence was kind", wren, StringComparison.Ordinal);
        Assert.DoesNotContain("too many words", wren, StringComparison.Ordinal);
        Assert.DoesNotContain("June", wren, StringComparison.Ordinal);

        // June said something too, to her leaders and not for her record.
        Assert.Contains("too many words", await cast.Leila.Client.ReadAsync($"/sessions/{book.Session}/said"), StringComparison.Ordinal);
        Assert.DoesNotContain("too many words", await cast.Leila.Client.ReadAsync(book.PathOf(cast.June)), StringComparison.Ordinal);

        // Tomas was not there: there is no note about him.
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Leila.Client.GetAsync(book.PathOf(cast["Tomas"]), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await book.SaveAsync(cast.Leila, cast["Tomas"], "x")).StatusCode);
    }

    [Fact]
    public async Task A_name_is_pointed_out_and_may_stay()
    {
        var book = await NoteBook.OpenAsync(host);
        var cast = book.Cast;
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var identity = await s.GetRequiredService<HearthDb>().Set<LegalIdentity>().SingleAsync(i => i.PersonId == cast.June.PersonId);
            s.GetRequiredService<HearthDb>().Remove(identity);
            var june = await s.GetRequiredService<HearthDb>().PeopleOfProgram().SingleAsync(p => p.Id == cast.June.PersonId);
            await s.GetRequiredService<HearthDb>().SaveChangesAsync();
            s.GetRequiredService<HearthDb>().Add(LegalIdentity.Of(june, await s.GetRequiredService<Sealer>().SealAsync(june.Id, LegalIdentity.PlaceOf(june.Id), "Margarete Ellen Amado")));
        });

        Assert.Equal(HttpStatusCode.SeeOther, (await book.SaveAsync(cast.Leila, null, "In june the group will meet at margaréte’s.")).StatusCode);
        var page = await cast.Leila.Client.ReadAsync(book.PathOf(null));
        Assert.Contains("This says “june”, “margaréte’s”.", page, StringComparison.Ordinal);
        var note = (await book.NoteOf(null))!;
        Assert.Contains("This says “june”", await cast.Leila.Client.ReadAsync($"/notes/{note.Id}/sign"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await book.SignAsync(cast.Leila, note)).StatusCode);
        Assert.Contains("notes.names-kept", await host.KindsAsync(cast));
        Assert.Contains("In june the group", await book.WordsAsync(cast.Leila, note.Id), StringComparison.Ordinal);

        // In June's own note it is hers, and Wren's name is the one that is seen.
        await book.SaveAsync(cast.Leila, cast.June, "June listened to Wren.");
        Assert.Contains("This says “Wren”.", await cast.Leila.Client.ReadAsync(book.PathOf(cast.June)), StringComparison.Ordinal);
        // Who was not there, and who led, are no secret of the evening.
        await book.SaveAsync(cast.Leila, cast.Wren, "Leila asked about Tomas.");
        Assert.DoesNotContain("This says", await cast.Leila.Client.ReadAsync(book.PathOf(cast.Wren)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_who_leads_writes_the_groups_note_alone_and_learns_no_legal_name_by_trying()
    {
        var book = await NoteBook.OpenAsync(host, LedBy.Peer, ["Idris"]);
        var (cast, idris) = (book.Cast, book.Cast["Idris"]);
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            db.Remove(await db.Set<LegalIdentity>().SingleAsync(i => i.PersonId == cast.June.PersonId));
            await db.SaveChangesAsync();
            db.Add(LegalIdentity.Of(await db.PeopleOfProgram().SingleAsync(p => p.Id == cast.June.PersonId), await s.GetRequiredService<Sealer>().SealAsync(cast.June.PersonId, LegalIdentity.PlaceOf(cast.June.PersonId), "Margarete Amado")));
        });
        Assert.Equal(HttpStatusCode.SeeOther, (await book.SaveAsync(idris, null, "Wren and Margarete spoke.")).StatusCode);
        var page = await idris.Client.ReadAsync(book.PathOf(null));
        Assert.Contains("This says “Wren”.", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await idris.Client.GetAsync(book.PathOf(cast.Wren), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await book.SaveAsync(idris, cast.Wren, "x")).StatusCode);
        Assert.DoesNotContain("There for 48 minutes", await idris.Client.ReadAsync($"/sessions/{book.Session}/notes"), StringComparison.Ordinal);
        // What peers lead is no treatment: with the group's note all are signed.
        Assert.Equal(HttpStatusCode.SeeOther, (await book.SignAsync(idris, (await book.NoteOf(null))!)).StatusCode);
        Assert.Contains("All notes are signed.", await idris.Client.ReadAsync($"/sessions/{book.Session}/notes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_note_never_changes_and_is_added_to()
    {
        var book = await NoteBook.OpenAsync(host);
        var (cast, leila, dan) = (book.Cast, book.Cast.Leila, book.Cast.Dan);
        var note = await book.WriteAsync(leila, cast.Wren, "Took their turn.");

        var refused = await book.SaveAsync(leila, cast.Wren, "Took another.");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("This note is signed, so it stays as it is.", await refused.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await book.SignAsync(dan, note)).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await dan.Client.PostFormAsync($"/notes/{note.Id}/add/save", ("Text", "Wrote to us next day."), ("Version", "-1"))).StatusCode);
        Assert.Equal("Took their turn.", await book.WordsAsync(leila, note.Id)); // a draft is no addition yet
        var added = Assert.Single(await book.AdditionsAsync(note.Id));
        Assert.Equal(HttpStatusCode.SeeOther, (await book.SignAsync(dan, added)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await book.SignAsync(dan, added)).StatusCode);
        Assert.Equal("Took their turn.|Wrote to us next day.", await book.WordsAsync(leila, note.Id));
        var page = await leila.Client.ReadAsync($"/notes/{note.Id}");
        Assert.Contains("Signed by Leila on ", page, StringComparison.Ordinal);
        Assert.Contains("Signed by Dan on ", page, StringComparison.Ordinal);

        // An addition is not added to, and has no page of its own.
        Assert.Equal(HttpStatusCode.NotFound, (await dan.Client.PostFormAsync($"/notes/{added.Id}/add/save", ("Text", "x"), ("Version", "-1"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await dan.Client.GetAsync($"/notes/{added.Id}", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Fifty_signatures_at_once_are_one()
    {
        var book = await NoteBook.OpenAsync(host);
        Assert.Equal(HttpStatusCode.SeeOther, (await book.SaveAsync(book.Cast.Leila, null, "We met.")).StatusCode);
        var note = (await book.NoteOf(null))!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => book.SignAsync(i % 2 == 0 ? book.Cast.Leila : book.Cast.Dan, note)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(49, answers.Count(a => a.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Single(await book.SignaturesAsync());
        Assert.Single(await book.ChainAsync(), h => h.Kind == "notes.signed");
    }

    [Fact]
    public async Task A_save_and_a_signature_at_once_leave_what_was_read_over_signed_or_nothing()
    {
        var book = await NoteBook.OpenAsync(host);
        await book.SaveAsync(book.Cast.Leila, null, "We met.");
        var note = (await book.NoteOf(null))!;
        var (signing, saving) = (book.SignAsync(book.Cast.Leila, note), book.SaveAsync(book.Cast.Dan, null, "We met, and more."));
        await Task.WhenAll(signing, saving);
        Assert.Single(((HttpResponseMessage[])[await signing, await saving]), a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal((await signing).StatusCode == HttpStatusCode.SeeOther ? "We met." : "We met, and more.", await book.WordsAsync(book.Cast.Leila, note.Id));
    }

    [Fact]
    public async Task A_second_leader_does_not_write_over_the_first()
    {
        var book = await NoteBook.OpenAsync(host);
        await book.SaveAsync(book.Cast.Leila, null, "First.");
        var second = await book.Cast.Dan.Client.PostFormAsync($"{book.PathOf(null)}/save", ("Text", "Second."), ("Version", "-1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Contains("Second.", await second.WordsAsync(), StringComparison.Ordinal);
        Assert.Contains("First.", await book.Cast.Dan.Client.ReadAsync(book.PathOf(null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_reads_which_note_and_every_look_is_about_the_person()
    {
        var book = await NoteBook.OpenAsync(host);
        var other = await NoteBook.OpenAsync(host);
        var cast = book.Cast;
        var (group, own) = (await book.WriteAsync(cast.Leila, null, "groupword"), await book.WriteAsync(cast.Dan, cast.Wren, "ownword"));

        foreach (var reader in new[] { cast.Leila, cast.Dan })
        {
            Assert.Equal("groupword", await book.WordsAsync(reader, group.Id));
            Assert.Equal("ownword", await book.WordsAsync(reader, own.Id));
        }
        foreach (var reader in new[] { cast.Noor, cast["Anand"] })
        {
            Assert.Equal("groupword", await book.WordsAsync(reader, group.Id));
            Assert.Contains($"/notes/{group.Id}", await reader.Client.ReadAsync("/notes"), StringComparison.Ordinal);
            await NothingAsync(reader, own.Id);
        }
        // Not even the one it is about, for now; never a peer; the admin runs the software and no care.
        foreach (var stranger in new[] { cast.Wren, cast.June, cast["Ruth"], cast["Idris"], cast.Ada, cast["Sol"], cast.Kit, other.Cast.Leila, other.Cast.Noor })
        {
            await NothingAsync(stranger, group.Id);
            await NothingAsync(stranger, own.Id);
        }

        var reads = (await book.ChainAsync()).Where(h => h.Kind == "notes.read").ToList();
        Assert.Equal(2, reads.Count(h => h.Subject == own.Id.ToString("D")));
        Assert.All(reads.Where(h => h.Subject == own.Id.ToString("D")), h => Assert.NotEqual("", h.About));
        Assert.Equal(4, reads.Count(h => h.Subject == group.Id.ToString("D")));

        async Task NothingAsync(Member who, Guid note)
        {
            foreach (var path in new[] { $"/notes/{note}", $"/notes/{note}/print", $"/notes/{note}/sign", $"/notes/{note}/add" })
            {
                var answer = await who.Client.GetAsync(path, TestContext.Current.CancellationToken);
                Assert.DoesNotMatch("groupword|ownword", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                if (who.Name != "Kit") Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_draft_of_the_group_is_its_leaders_and_goes_on_no_paper()
    {
        var book = await NoteBook.OpenAsync(host);
        var cast = book.Cast;
        await book.SaveAsync(cast.Leila, null, "draftword");
        var note = (await book.NoteOf(null))!;
        Assert.Equal("draftword", await book.WordsAsync(cast.Dan, note.Id));
        foreach (var reader in new[] { cast.Noor, cast["Anand"] })
            Assert.Equal(HttpStatusCode.NotFound, (await reader.Client.GetAsync($"/notes/{note.Id}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Leila.Client.GetAsync($"/notes/{note.Id}/print", TestContext.Current.CancellationToken)).StatusCode);

        await book.SignAsync(cast.Leila, note);
        var paper = await cast.Leila.Client.ReadAsync($"/notes/{note.Id}/print");
        Assert.Contains("draftword", paper, StringComparison.Ordinal);
        Assert.Contains("Printed by Leila on ", paper, StringComparison.Ordinal);
        Assert.Single(await host.KindsAsync(cast), "notes.printed");
    }

    [Theory]
    [InlineData("""UPDATE "Notes" SET "Text" = {1} WHERE "Id" = {0}""")]
    [InlineData("""UPDATE "NoteSignatures" SET "SignedBy" = {2} WHERE "NoteId" = {0}""")]
    [InlineData("""DELETE FROM "NoteSignatures" WHERE "NoteId" = {0}""")]
    [InlineData("""UPDATE "Notes" SET "PersonId" = {3} WHERE "Id" = {0}""")]
    public async Task What_is_changed_in_the_file_is_found(string sql)
    {
        var book = await NoteBook.OpenAsync(host);
        var cast = book.Cast;
        await book.SaveAsync(cast.Leila, cast.Wren, "The first words.");
        var older = (await book.NoteOf(cast.Wren))!.Text.Bytes; // sealed for this very row: the seal alone would open it
        var note = await book.WriteAsync(cast.Leila, cast.Wren, "The last words.");
        Assert.Equal("The last words.", await book.WordsAsync(cast.Dan, note.Id));

        Assert.Equal(1, await host.Scopes.WriteAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Database.ExecuteSqlRawAsync(sql, note.Id, older, cast.Dan.PersonId, cast.June.PersonId)));
        var page = await cast.Dan.Client.ReadAsync($"/notes/{note.Id}");
        Assert.Contains("not as they were signed", page, StringComparison.Ordinal);
        Assert.DoesNotContain("words.", System.Text.RegularExpressions.Regex.Match(page, "<p class=\"note-words\">.*?</p>").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_are_sealed_and_the_chain_says_nothing_about_them()
    {
        var book = await NoteBook.OpenAsync(host);
        var note = await book.WriteAsync(book.Cast.Leila, book.Cast.Wren, "plainword");
        Assert.DoesNotContain("plainword", Encoding.UTF8.GetString(note.Text.Bytes), StringComparison.Ordinal);
        var signed = Assert.Single(await book.ChainAsync(), h => h.Kind == "notes.signed");
        Assert.Equal(64, signed.Proof.Length);
        Assert.NotEqual(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("plainword"u8)), signed.Proof);
    }

    [Fact]
    public async Task The_last_signature_takes_with_it_what_was_written_and_how_long_people_spoke()
    {
        var book = await NoteBook.OpenAsync(host);
        var cast = book.Cast;
        var text = Guid.NewGuid();
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var (db, now) = (s.GetRequiredService<HearthDb>(), s.GetRequiredService<Clock>().Now);
            db.Add(RoomText.Write(cast.ProgramId, book.Session, text, cast.Wren.PersonId, await s.GetRequiredService<Sealer>().SealForProgramAsync(RoomText.Place(book.Session, text), "chatword"), now));
            var voice = RoomVoice.Of(cast.ProgramId, book.Session, cast.Wren.PersonId);
            voice.Heard(400);
            db.Add(voice);
        });
        var (said, notes) = ($"/sessions/{book.Session}/said", $"/sessions/{book.Session}/notes");
        Assert.Contains("chatword", await cast.Leila.Client.ReadAsync(said), StringComparison.Ordinal);
        Assert.Contains("Spoke for about 7 minutes.", await cast.Leila.Client.ReadAsync(notes), StringComparison.Ordinal);
        Assert.Single(await host.KindsAsync(cast), "liverooms.written-read");
        foreach (var stranger in new[] { cast.Wren, cast.Noor, cast.Ada, cast["Idris"] })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.GetAsync(said, TestContext.Current.CancellationToken)).StatusCode);

        await book.WriteAsync(cast.Leila, null, "We met.");
        await book.WriteAsync(cast.Leila, cast.Wren, "There.");
        Assert.Contains("chatword", await cast.Leila.Client.ReadAsync(said), StringComparison.Ordinal);
        Assert.Contains("The note about June waits.", await cast.Leila.Client.ReadAsync("/notes"), StringComparison.Ordinal);
        await book.WriteAsync(cast.Dan, cast.June, "There too.");

        Assert.DoesNotContain("chatword", await cast.Leila.Client.ReadAsync(said), StringComparison.Ordinal);
        Assert.DoesNotContain("Spoke for", await cast.Leila.Client.ReadAsync(notes), StringComparison.Ordinal);
        Assert.Contains("liverooms.erased", await host.KindsAsync(cast));
        Assert.Contains("Nothing waits.", await cast.Leila.Client.ReadAsync("/notes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_are_written_by_the_leaders_of_that_session_after_its_end()
    {
        var book = await NoteBook.OpenAsync(host, leaders: ["Leila"]);
        var (cast, other) = (book.Cast, await Cast.GatherAsync(host));
        foreach (var stranger in new[] { cast.Wren, cast.Dan, cast.Noor, cast.Ada, cast["Sol"], other.Leila })
            foreach (var about in new[] { null, cast.Wren })
                Assert.Equal(HttpStatusCode.NotFound, (await book.SaveAsync(stranger, about, "x")).StatusCode);
        var open = await host.EveningAsync(cast, state: SessionState.Open);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Leila.Client.PostFormAsync($"/sessions/{open.Id}/note/save", ("Text", "x"), ("Version", "-1"))).StatusCode);
    }

    private static string Typed(string page) => page[page.IndexOf("<textarea", StringComparison.Ordinal)..page.IndexOf("</textarea>", StringComparison.Ordinal)];
}
