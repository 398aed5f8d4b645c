using System.Net;
using System.Text;
using Hearth.Database;
using Hearth.Sessions;
using Hearth.Tests.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

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

        Assert.Contains("the silence was kind", await cast.Leila.Client.ReadAsync($"/sessions/{session.Id}/said"), StringComparison.Ordinal);
        Assert.Single(await host.KindsAsync(cast), "sessions.leaving-read");
        foreach (var stranger in new[] { cast.June, cast.Wren, cast.Dan, cast.Noor, cast.Ada, cast["Idris"], other.Leila })
        {
            var answer = await stranger.Client.GetAsync($"/sessions/{session.Id}/said", TestContext.Current.CancellationToken);
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

    private static Viewer Leila(Cast cast)
    {
        var viewer = new Viewer();
        viewer.Become(cast.Leila.AccountId, cast.Leila.MembershipId, cast.ProgramId, cast.Leila.PersonId, Role.Facilitator, "Leila", "UTC", signedAt: NodaConstants.UnixEpoch);
        return viewer;
    }
}
