using System.Net;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;

namespace Hearth.Tests.LiveRooms;

/// <summary>Where people are, beside each of them in the leading part of the room: one press, by one leader, on record.</summary>
public class WhereaboutsTests(HearthHost host)
{
    private const string Home = "14 Birch Road, Duluth", Number = "218-555-0138";

    [Fact]
    public async Task Leaders_are_offered_a_look_and_the_room_itself_tells_nobody()
    {
        var evening = await Evening.PlanAsync(host);
        Assert.Equal(HttpStatusCode.SeeOther, (await evening.Cast.Wren.Client.PostFormAsync($"/sessions/{evening.SessionId}/arrive/answer", ("Where", Home), ("Place", "US-MN"), ("Privacy", "Headphones"), ("CallBack", Number))).StatusCode);
        await using var circle = await Circle.OpenAsync(host, evening, "Wren", "June");
        var (leila, dan, wren, june) = (circle.Cast.Leila, circle.Cast.Dan, circle.Cast.Wren, circle.Cast.June);
        var look = $"/sessions/{circle.Session}/whereabouts/{wren.PersonId}";
        var page = await circle.ComeAsync(leila);
        await page.SubscribeAsync(circle.Leading);
        var line = await circle.ComeAsync(june);
        await line.SubscribeAsync(circle.Stage);

        // The link and no answer: on the page, and in what is rendered once for all who lead.
        await circle.DoAsync(wren, "raise-hand");
        await page.UntilAsync(p => p.Fragments.Any(f => f.Html.Contains("data-invite", StringComparison.Ordinal) && f.Html.Contains(look, StringComparison.Ordinal)));
        Assert.Contains(look, await leila.Client.ReadAsync($"/sessions/{circle.Session}/room"), StringComparison.Ordinal);
        foreach (var told in page.Fragments.Select(f => f.Html).Append(await leila.Client.ReadAsync($"/sessions/{circle.Session}/room")))
        {
            Assert.DoesNotContain("Birch", told, StringComparison.Ordinal);
            Assert.DoesNotContain(Number, told, StringComparison.Ordinal);
        }
        Assert.Equal(0, await LooksAsync(circle));

        // Each leader's look is theirs, and recorded.
        foreach (var leader in new[] { leila, dan })
        {
            var answer = await leader.Client.ReadAsync(look);
            Assert.Contains(Home, answer, StringComparison.Ordinal);
            Assert.Contains(Number, answer, StringComparison.Ordinal);
        }
        Assert.Equal(2, await LooksAsync(circle));

        // Those who take part are offered nothing, and get nothing: not even the one whose home it is.
        foreach (var member in new[] { wren, june })
        {
            var room = await member.Client.ReadAsync($"/sessions/{circle.Session}/room");
            Assert.Contains("id=\"stage\"", room, StringComparison.Ordinal);
            Assert.DoesNotContain("whereabouts", room, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Birch", room, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await member.Client.GetAsync(look, TestContext.Current.CancellationToken)).StatusCode);
        }
        Assert.NotEmpty(line.Fragments);
        Assert.DoesNotContain(line.Fragments, f => f.Html.Contains("whereabouts", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(2, await LooksAsync(circle));
    }

    private async Task<int> LooksAsync(Circle circle) => (await host.KindsAsync(circle.Cast)).Count(k => k == "sessions.whereabouts-read");
}
