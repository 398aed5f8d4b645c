using Hearth.Accounts;
using System.Net;
using System.Text;
using Hearth.BreakGlass;
using Hearth.Database;
using Hearth.People;
using Hearth.SignIn;
using Hearth.Tests.Groups;
using Hearth.Tests.Notes;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.BreakGlass;

/// <summary>AC-21: who has no part in somebody's care opens nothing of theirs, but by breaking the glass; and that shows.</summary>
public class GlassTests(HearthHost host)
{
    private const string Why = "She called the line and cannot be found.";

    [Fact]
    public async Task One_persons_records_are_opened_and_nobody_elses()
    {
        var (book, wren, june) = await WrittenAsync();
        var (cast, noor) = (book.Cast, book.Cast.Noor);
        await ArriveAsync(cast, cast.Wren);
        var tonight = await ArriveAsync(cast, cast.June);
        foreach (var shut in (string[])[$"/notes/{wren}", $"/people/{cast.Wren.PersonId}/records"]) Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(noor, shut));

        Assert.Equal($"/people/{cast.Wren.PersonId}/records", (await BreakAsync(noor, cast.Wren)).Headers.Location!.ToString());
        Assert.Contains($"/notes/{wren}", await noor.Client.ReadAsync($"/people/{cast.Wren.PersonId}/records"), StringComparison.Ordinal);
        Assert.Equal("wrensword", await book.WordsAsync(noor, wren));
        Assert.Contains("wrensleaving", await noor.Client.ReadAsync($"/sessions/{book.Session}/said/{cast.Wren.PersonId}"), StringComparison.Ordinal);

        // Nobody else's, no list of all, no paper; and to read: nothing can be written with it.
        foreach (var shut in (string[])[$"/notes/{june}", $"/people/{cast.June.PersonId}/records", $"/sessions/{book.Session}/said/{cast.June.PersonId}", $"/sessions/{book.Session}/said", $"/notes/{wren}/print", $"/notes/{wren}/add", book.PathOf(cast.Wren)])
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(noor, shut));
        Assert.Equal(HttpStatusCode.NotFound, (await book.SaveAsync(noor, cast.Wren, "x")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await noor.Client.PostFormAsync($"/notes/{wren}/add/save", ("Text", "x"), ("Version", "-1"))).StatusCode);
        Assert.NotEqual(Guid.Empty, tonight);

        // Each look under it is its own fact, about her.
        var kinds = await host.KindsAsync(cast);
        Assert.Single(kinds, "breakglass.broken");
        Assert.Single(kinds, "notes.read-under-glass");
        Assert.Single(kinds, "sessions.leaving-read-under-glass");
    }

    [Fact]
    public async Task Where_somebody_is_opens_to_a_supervisor_who_is_not_on_call()
    {
        var cast = await Cast.GatherAsync(host);
        var vera = await JoinAsync(cast, "Vera", Role.Supervisor);
        var session = await ArriveAsync(cast, cast.Wren);
        var path = $"/sessions/{session}/whereabouts/{cast.Wren.PersonId}";
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(vera, path));
        await BreakAsync(vera, cast.Wren);
        Assert.Contains("14 Birch Road", await vera.Client.ReadAsync(path), StringComparison.Ordinal);
        Assert.Single(await host.KindsAsync(cast), "sessions.whereabouts-read-under-glass");
        // Noor is on call, and needs none.
        Assert.Contains("14 Birch Road", await cast.Noor.Client.ReadAsync(path), StringComparison.Ordinal);
        Assert.Single(await host.KindsAsync(cast), "sessions.whereabouts-read");
    }

    [Fact]
    public async Task It_says_so_on_every_page_until_it_is_ended()
    {
        var (book, wren, _) = await WrittenAsync();
        var noor = book.Cast.Noor;
        await BreakAsync(noor, book.Cast.Wren);
        foreach (var path in (string[])["/today", "/people", "/agreement/mine", "/hard-moment", $"/notes/{Guid.NewGuid()}", $"/notes/{wren}"])
        {
            var page = await noor.Client.ReadAsync(path);
            Assert.True(page.Contains("Wren’s records are open to you until", StringComparison.Ordinal) && page.Contains("End it now", StringComparison.Ordinal), path);
        }
        foreach (var other in new[] { book.Cast.Leila, book.Cast.Ada, book.Cast.Wren }) Assert.DoesNotContain("records are open", await other.Client.ReadAsync("/today"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await noor.Client.PostFormAsync("/glass/end")).StatusCode);
        Assert.DoesNotContain("records are open", await noor.Client.ReadAsync("/today"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(noor, $"/notes/{wren}"));
    }

    [Fact]
    public async Task After_its_hour_it_opens_nothing()
    {
        var (book, wren, _) = await WrittenAsync();
        await BreakAsync(book.Cast.Noor, book.Cast.Wren);
        await AgeAsync(book.Cast, Duration.FromMinutes(60));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(book.Cast.Noor, $"/notes/{wren}"));
        Assert.DoesNotContain("records are open", await book.Cast.Noor.Client.ReadAsync("/today"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_supervisor_with_a_reason_who_showed_again_who_they_are_and_one_at_a_time()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        foreach (var stranger in new[] { cast.Leila, cast["Anand"], cast.Ada, cast["Idris"], cast.Wren, cast.June, other.Noor })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await BreakAsync(stranger, cast.Wren)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, $"/people/{cast.Wren.PersonId}/break-glass"));
        }
        // Not over a colleague, not over oneself.
        foreach (var person in new[] { cast.Leila, cast.Noor, cast.Ada }) Assert.Equal(HttpStatusCode.NotFound, (await BreakAsync(cast.Noor, person)).StatusCode);
        foreach (var bad in (string[])["", "urgent", new string('x', 600)])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Noor.Client.PostFormAsync($"/people/{cast.Wren.PersonId}/break-glass/yes", ("Reason", bad))).StatusCode);

        // Whoever has a way to sign in shows it again first.
        await host.Scopes.WriteAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Set<Account>().Where(a => a.Id == cast.Noor.AccountId).ExecuteUpdateAsync(a => a.SetProperty(x => x.PasswordHash, "x").SetProperty(x => x.TwoFactorEnabled, true)));
        Assert.True(await host.LookAsync(cast, db => db.HasFactorsAsync(cast.Noor.AccountId)));
        var first = await BreakAsync(cast.Noor, cast.Wren);
        Assert.StartsWith("/prove?to=", first.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Empty(await host.LookAsync(cast, db => db.Set<Glass>().ToListAsync()));
        await host.Scopes.WriteAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Set<Account>().Where(a => a.Id == cast.Noor.AccountId).ExecuteUpdateAsync(a => a.SetProperty(x => x.PasswordHash, (string?)null).SetProperty(x => x.TwoFactorEnabled, false)));

        var at = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => BreakAsync(cast.Noor, i % 2 == 0 ? cast.Wren : cast.June)));
        Assert.Single(at, a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.Single(await host.LookAsync(cast, db => db.Set<Glass>().ToListAsync()));
    }

    [Fact]
    public async Task Somebody_else_takes_the_second_look_and_without_it_the_right_lapses()
    {
        var cast = await Cast.GatherAsync(host);
        var (other, vera) = (await Cast.GatherAsync(host), await JoinAsync(cast, "Vera", Role.Supervisor));
        await BreakAsync(cast.Noor, cast.Wren);
        var glass = (await host.LookAsync(cast, db => db.Set<Glass>().AsNoTracking().SingleAsync()));
        Assert.DoesNotContain("cannot be found", Encoding.UTF8.GetString(glass.Reason.Bytes), StringComparison.Ordinal);
        var (review, yes) = ($"/glass/{glass.Id}/review", $"/glass/{glass.Id}/review/yes");

        Assert.Contains("Noor opened Wren’s records", await cast.Ada.Client.ReadAsync("/glass"), StringComparison.Ordinal);
        Assert.Contains("cannot be found", await vera.Client.ReadAsync(review), StringComparison.Ordinal);
        Assert.Single(await host.KindsAsync(cast), "breakglass.reason-read");
        foreach (var stranger in new[] { cast.Noor, cast.Leila, cast.Wren, other.Noor, other.Ada })
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, review));
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.PostFormAsync(yes, ("Verdict", "InOrder"))).StatusCode);
        }

        await AgeAsync(cast, Duration.FromHours(24));
        var lapsed = await BreakAsync(cast.Noor, cast.June);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, lapsed.StatusCode);
        Assert.Contains("Until somebody has, you can open no other.", await lapsed.WordsAsync(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Ada.Client.PostFormAsync(yes, ("Verdict", "NotInOrder"))).StatusCode);
        var both = await Task.WhenAll(vera.Client.PostFormAsync(yes, ("Verdict", "InOrder")), cast.Ada.Client.PostFormAsync(yes, ("Verdict", "NotInOrder"), ("Why", "The reason is thin.")));
        Assert.Single(both, a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(HttpStatusCode.SeeOther, (await BreakAsync(cast.Noor, cast.June)).StatusCode);
    }

    [Fact]
    public async Task What_was_not_in_order_ends_at_once()
    {
        var (book, wren, _) = await WrittenAsync();
        await BreakAsync(book.Cast.Noor, book.Cast.Wren);
        Assert.Equal("wrensword", await book.WordsAsync(book.Cast.Noor, wren));
        var glass = await host.LookAsync(book.Cast, db => db.Set<Glass>().AsNoTracking().SingleAsync());
        Assert.Contains("A note about them", await book.Cast.Ada.Client.ReadAsync($"/glass/{glass.Id}/review"), StringComparison.Ordinal);
        Assert.DoesNotContain("wrensword", await book.Cast.Ada.Client.ReadAsync($"/glass/{glass.Id}/review"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await book.Cast.Ada.Client.PostFormAsync($"/glass/{glass.Id}/review/yes", ("Verdict", "NotInOrder"), ("Why", "No need was shown."))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(book.Cast.Noor, $"/notes/{wren}"));
    }

    [Fact]
    public async Task The_person_sees_it_at_once_and_no_word_of_it()
    {
        var (book, wren, _) = await WrittenAsync();
        await BreakAsync(book.Cast.Noor, book.Cast.Wren);
        await book.WordsAsync(book.Cast.Noor, wren);
        var page = await book.Cast.Wren.Client.ReadAsync("/who-looked");
        Assert.Contains("Noor opened your records for an hour without being part of your care", page, StringComparison.Ordinal);
        Assert.Contains("Noor opened a note about you during that hour.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot be found", page, StringComparison.Ordinal);
        Assert.DoesNotContain("wrensword", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Noor", await book.Cast.June.Client.ReadAsync("/who-looked"), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> BreakAsync(Member by, Member person) => by.Client.PostFormAsync($"/people/{person.PersonId}/break-glass/yes", ("Reason", Why));

    private static async Task<HttpStatusCode> StatusAsync(Member by, string path) => (await by.Client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode;

    /// <summary>Wren and June each with a signed note and words on leaving.</summary>
    private async Task<(NoteBook Book, Guid Wren, Guid June)> WrittenAsync()
    {
        var book = await NoteBook.OpenAsync(host);
        foreach (var (member, word) in new[] { (book.Cast.Wren, "wrensleaving"), (book.Cast.June, "junesleaving") })
            Assert.Equal(HttpStatusCode.SeeOther, (await member.Client.PostFormAsync($"/sessions/{book.Session}/after/say", ("Own", word))).StatusCode);
        return (book, (await book.WriteAsync(book.Cast.Leila, book.Cast.Wren, "wrensword")).Id, (await book.WriteAsync(book.Cast.Leila, book.Cast.June, "junesword")).Id);
    }

    private async Task<Guid> ArriveAsync(Cast cast, Member who)
    {
        var session = await host.EveningAsync(cast);
        Assert.Equal(HttpStatusCode.SeeOther, (await who.Client.PostFormAsync($"/sessions/{session.Id}/arrive/answer", ("Where", "14 Birch Road"), ("Place", "US-MN"), ("Privacy", "Alone"), ("CallBack", "218-555-0138"))).StatusCode);
        return session.Id;
    }

    private async Task<Member> JoinAsync(Cast cast, string name, Role role)
    {
        var account = new Account { Id = Guid.NewGuid(), UserName = $"{name}-{cast.ProgramId:N}" };
        return await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var (db, now) = (s.GetRequiredService<HearthDb>(), s.GetRequiredService<Clock>().Now);
            Assert.True((await s.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Account>>().CreateAsync(account)).Succeeded);
            var person = Person.Join(cast.ProgramId, name, "America/Chicago", role, now);
            var membership = Membership.Start(account.Id, cast.ProgramId, person.Id, role, now);
            db.Add(person);
            await db.SaveChangesAsync();
            db.Add(membership);
            var agreement = await Hearth.Agreements.AgreementAccess.CurrentAgreementAsync(db);
            db.Add(Hearth.Agreements.Signature.Under(agreement!, person.Id, await s.GetRequiredService<Hearth.Sealing.Sealer>().SealAsync(person.Id, Hearth.Agreements.Signature.Place(person.Id, agreement!.Id), name), now));
            return new Member(cast.ProgramId, person.Id, account.Id, membership.Id, name, role, host.ClientOf(membership));
        });
    }

    /// <summary>As if it had been broken so much earlier.</summary>
    private Task AgeAsync(Cast cast, Duration by) => host.Scopes.WriteAsync(cast.ProgramId, async s =>
    {
        var db = s.GetRequiredService<HearthDb>();
        var glass = await db.Set<Glass>().AsNoTracking().SingleAsync();
        var (at, ends) = (glass.BrokenAt - by, glass.EndsAt - by);
        await db.Set<Glass>().ExecuteUpdateAsync(g => g.SetProperty(x => x.BrokenAt, at).SetProperty(x => x.EndsAt, ends));
    });
}
