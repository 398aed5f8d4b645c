using System.Net;
using System.Text.Json;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Groups;
using Hearth.LiveRooms.Rules;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.LiveRooms;

/// <summary>
/// Somebody who leads becomes what may not lead, while the room is on: at the next act and the next push nothing of it is theirs,
/// on pages, on the line, on the media side, and whoever goes on leading goes on.
/// </summary>
public class NewRoleTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Signed in anew, as what they are now.</summary>
    private async Task<Member> AnewAsync(Member member, Role role) => member with
    {
        Role = role,
        Client = host.ClientOf(await host.Scopes.ReadAsync(member.ProgramId, s => s.GetRequiredService<HearthDb>().MembershipsOfProgram().AsNoTracking().SingleAsync(m => m.Id == member.MembershipId, Cancel), Cancel)),
    };

    private static async Task BecomeAsync(Cast cast, Member whom, Role role) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Ada.Client.PostFormAsync($"/people/{whom.PersonId}/role", ("Role", role.ToString()), ("Reason", "They asked for it."))).StatusCode);

    private static bool Refused(JsonElement answer) => answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("refused", out _);

    [Fact]
    public async Task Whoever_may_not_lead_any_more_leads_nothing_at_the_next_act_and_the_next_push()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        var (cast, dan) = (circle.Cast, circle.Cast.Dan);
        var page = await circle.ComeAsync(dan);
        Assert.False(Refused(await page.SubscribeAsync(circle.Leading)));
        Assert.NotNull(await circle.SitAsync(page));
        await circle.DoAsync(dan, "lock", ("Locked", "true"));
        var seat = (await circle.PersonAsync(dan)).Seat;
        Assert.True((await circle.MediaAsync())!.Seats.ContainsKey(seat));

        await BecomeAsync(cast, dan, Role.Admin);

        // The open page and the cookie are of before; the seat goes with the line.
        await page.Closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, (await circle.TryAsync(dan, "lock", ("Locked", "false"))).Status);
        await Circle.UntilAsync(async () => !(await circle.PersonAsync(dan)).Inside && !(await circle.MediaAsync())!.Seats.ContainsKey(seat));

        var now = await AnewAsync(dan, Role.Admin);
        Assert.Equal(HttpStatusCode.NotFound, (await circle.TryAsync(now, "lock", ("Locked", "false"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await circle.TryAsync(now, "knock")).Status);
        await using var after = await Html.Page.OpenAsync(host, now);
        Assert.True(Refused(await after.SubscribeAsync(circle.Leading)));
        Assert.True(Refused(await after.SubscribeAsync(circle.Stage)));
        Assert.True(Refused(await Circle.FrameAsync(after, "room", new { session = circle.Session })));
        Assert.True(Refused(await Circle.FrameAsync(after, "media-open", new { })));
        foreach (var path in (string[])[$"/sessions/{circle.Session}/room", $"/sessions/{circle.Session}/whereabouts/{cast.Wren.PersonId}", $"/sessions/{circle.Session}/said", $"/sessions/{circle.Session}/note"])
            Assert.Equal(HttpStatusCode.NotFound, (await now.Client.GetAsync(path, Cancel)).StatusCode);

        // Leila, who is what she was, leads on, and the door that he locked is hers to open.
        await circle.DoAsync(cast.Leila, "lock", ("Locked", "false"));
        Assert.True((await circle.PersonAsync(cast.Leila)).Leads);
    }

    [Fact]
    public async Task A_peer_who_leads_no_more_has_neither_group_nor_session_nor_what_is_planned()
    {
        var evening = await Evening.PlanAsync(host);
        var (cast, idris) = (evening.Cast, evening.Cast["Idris"]);
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            db.Add(SessionLeader.Of(await db.SessionsOfProgram().SingleAsync(x => x.Id == evening.SessionId, Cancel), idris.PersonId));
            db.Add(GroupLeader.Of(await db.GroupsOfProgram().SingleAsync(Cancel), idris.PersonId));
        }, Cancel);
        Assert.Equal(HttpStatusCode.OK, (await idris.Client.GetAsync($"/sessions/{evening.SessionId}/plan", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await idris.Client.GetAsync($"/sessions/{evening.SessionId}/room", Cancel)).StatusCode);

        await BecomeAsync(cast, idris, Role.Mentor);

        var now = await AnewAsync(idris, Role.Mentor);
        foreach (var path in (string[])["", "/plan", "/room", "/camera", "/arrive"])
            Assert.Equal(HttpStatusCode.NotFound, (await now.Client.GetAsync($"/sessions/{evening.SessionId}{path}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await cast.Leila.Client.GetAsync($"/sessions/{evening.SessionId}/plan", Cancel)).StatusCode);
        var left = await host.Scopes.ReadAsync(cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            return (await db.LeadingOf(idris.PersonId).CountAsync(Cancel), await db.SessionLeadersOfProgram().CountAsync(l => l.PersonId == idris.PersonId, Cancel), await db.SessionLeadersOfProgram().CountAsync(Cancel));
        }, Cancel);
        Assert.Equal((0, 0, 2), left);
    }

    [Fact]
    public async Task Whoever_may_still_lead_leads_on()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        await BecomeAsync(circle.Cast, circle.Cast.Dan, Role.Therapist);
        var now = await AnewAsync(circle.Cast.Dan, Role.Therapist);
        await circle.DoAsync(now, "knock");
        await circle.DoAsync(now, "lock", ("Locked", "true"));
    }
}
