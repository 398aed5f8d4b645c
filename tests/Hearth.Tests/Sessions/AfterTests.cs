using System.Net;
using System.Text;
using Hearth.Database;
using Hearth.Sessions;
using Hearth.Sessions.Rules;
using Hearth.Tests.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Sessions;

public class AfterTests(HearthHost host)
{
    [Fact]
    public async Task Two_questions_may_be_answered_changed_and_taken_back()
    {
        var cast = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast, state: SessionState.Ended);
        var path = $"/sessions/{session.Id}/after";
        Assert.Contains("Leila can read this, to plan the next one. Peers can’t.", await cast.Wren.Client.ReadAsync(path), StringComparison.Ordinal);

        var said = await cast.Wren.Client.PostFormAsync(path + "/say", ("Helped", "BeingHeard"), ("Helped", "TheBreak"), ("Own", "the silence was kind"), ("Tired", "ABit"));
        Assert.Equal(HttpStatusCode.SeeOther, said.StatusCode);
        Assert.Contains("That’s everything for now.", await cast.Wren.Client.ReadAsync(said.Headers.Location!.ToString()), StringComparison.Ordinal);
        var sealedWords = await host.LookAsync(cast, db => db.LeavingsForLeaders(Leila(cast)).AsNoTracking().SingleAsync());
        Assert.DoesNotContain("silence", Encoding.UTF8.GetString(sealedWords.Answers.Bytes), StringComparison.Ordinal);

        Assert.Equal("/today", (await cast.Wren.Client.PostFormAsync(path + "/say", ("Own", ""))).Headers.Location!.ToString());
        Assert.False(await host.LookAsync(cast, db => db.LeavingsForLeaders(Leila(cast)).AnyAsync()));
    }

    [Fact]
    public async Task What_is_said_on_leaving_is_read_by_the_leaders_alone_and_each_look_is_recorded()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast, state: SessionState.Ended);
        await cast.Wren.Client.PostFormAsync($"/sessions/{session.Id}/after/say", ("Own", "the silence was kind"), ("Tired", "WornOut"));

        Assert.Contains("the silence was kind", await cast.Leila.Client.ReadAsync($"/sessions/{session.Id}/note"), StringComparison.Ordinal);
        Assert.Single(await host.KindsAsync(cast), "sessions.leaving-read");
        foreach (var stranger in new[] { cast.June, cast.Wren, cast.Dan, cast.Noor, cast.Ada, cast["Idris"], other.Leila })
        {
            var answer = await stranger.Client.GetAsync($"/sessions/{session.Id}/note", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        Assert.DoesNotContain("silence", await cast.June.Client.ReadAsync($"/sessions/{session.Id}/after"), StringComparison.Ordinal);
        foreach (var stranger in new[] { cast["Pilar"], cast.Dan, other.Wren })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.PostFormAsync($"/sessions/{session.Id}/after/say", ("Own", "x"))).StatusCode);
    }

    [Fact]
    public async Task It_is_not_asked_before_and_bad_answers_are_refused()
    {
        var cast = await Cast.GatherAsync(host);
        var planned = await host.EveningAsync(cast);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostFormAsync($"/sessions/{planned.Id}/after/say", ("Tired", "ABit"))).StatusCode);
        var ended = await host.EveningAsync(cast, state: SessionState.Ended);
        foreach (var bad in new[] { ("Tired", "Sleepy"), ("Helped", "Everything"), ("Own", new string('x', 400)), ("Rating", "5") })
        {
            var refused = await cast.Wren.Client.PostFormAsync($"/sessions/{ended.Id}/after/say", ("Own", "kept words"), bad);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }
    }

    [Fact]
    public async Task The_note_starts_from_plan_and_attendance_without_a_name()
    {
        var cast = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast, state: SessionState.Ended);
        await AttendAsync(cast, session, ("Wren", 48), ("June", 31), ("Leila", 50));

        var page = await cast.Leila.Client.ReadAsync($"/sessions/{session.Id}/note");
        var note = page[page.IndexOf("<textarea", StringComparison.Ordinal)..page.IndexOf("</textarea>", StringComparison.Ordinal)];
        Assert.Contains("2 people took part, from 31 to 48 minutes", note, StringComparison.Ordinal);
        Assert.Contains("What has been hard (40 minutes), for: Saying how it is", note, StringComparison.Ordinal);
        Assert.Empty(NoteRule.NamesIn(note, ["Wren", "June"]));
        Assert.Contains("48 minutes", page, StringComparison.Ordinal);
        Assert.Contains("Wren", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_that_names_a_member_is_sent_back_and_an_ordinary_word_may_stay()
    {
        var cast = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast, state: SessionState.Ended);
        await AttendAsync(cast, session, ("Wren", 48), ("June", 31));
        var path = $"/sessions/{session.Id}/note/save";

        var refused = await cast.Leila.Client.PostFormAsync(path, ("Text", "In June the group will meet outside."), ("Version", "-1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.WordsAsync();
        Assert.Contains("This says “June”", page, StringComparison.Ordinal);
        Assert.Contains("In June the group will meet outside.", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync(path, ("Text", "In June the group will meet outside."), ("NoNames", "true"), ("Version", "-1"))).StatusCode);
        Assert.Contains("In June the group will meet outside.", await cast.Leila.Client.ReadAsync($"/sessions/{session.Id}/note"), StringComparison.Ordinal);
        var kinds = await host.KindsAsync(cast);
        Assert.Contains("sessions.note-saved", kinds);
        Assert.Contains("sessions.note-read", kinds);
        var stored = await host.LookAsync(cast, db => db.NotesForLeaders(Leila(cast)).AsNoTracking().SingleAsync());
        Assert.DoesNotContain("outside", Encoding.UTF8.GetString(stored.Text.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_leader_does_not_write_over_the_first()
    {
        var cast = await Cast.GatherAsync(host);
        var session = await host.EveningAsync(cast, leaders: ["Leila", "Dan"], state: SessionState.Ended);
        var path = $"/sessions/{session.Id}/note/save";
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync(path, ("Text", "First."), ("Version", "-1"))).StatusCode);
        var second = await cast.Dan.Client.PostFormAsync(path, ("Text", "Second."), ("Version", "-1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Contains("Second.", await second.WordsAsync(), StringComparison.Ordinal);
        Assert.Contains("First.", await cast.Dan.Client.ReadAsync($"/sessions/{session.Id}/note"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_are_written_by_the_leaders_of_that_session_after_its_end()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var ended = await host.EveningAsync(cast, state: SessionState.Ended);
        foreach (var stranger in new[] { cast.Wren, cast.Dan, cast.Noor, cast.Ada, cast["Sol"], other.Leila })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.PostFormAsync($"/sessions/{ended.Id}/note/save", ("Text", "x"), ("Version", "-1"))).StatusCode);
        var open = await host.EveningAsync(cast, state: SessionState.Open);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Leila.Client.PostFormAsync($"/sessions/{open.Id}/note/save", ("Text", "x"), ("Version", "-1"))).StatusCode);
    }

    [Theory]
    [InlineData("Wren spoke.", true)]
    [InlineData("They said “Wren”.", true)]
    [InlineData("A wren sang.", false)]
    [InlineData("Wrens sang.", false)]
    [InlineData("Several people spoke.", false)]
    public void A_name_stands_as_a_word_of_its_own(string text, bool named) => Assert.Equal(named, NoteRule.NamesIn(text, ["Wren"]).Count > 0);

    private Task AttendAsync(Cast cast, Session session, params (string Name, int Minutes)[] there) => host.Scopes.WriteAsync(cast.ProgramId, s =>
    {
        foreach (var (name, minutes) in there) s.GetRequiredService<HearthDb>().Add(Attendance.Of(session, cast[name].PersonId, minutes));
        return Task.CompletedTask;
    });

    private static Viewer Leila(Cast cast)
    {
        var viewer = new Viewer();
        viewer.Become(cast.Leila.AccountId, cast.Leila.MembershipId, cast.ProgramId, cast.Leila.PersonId, Role.Facilitator, "Leila", "UTC", true);
        return viewer;
    }
}
