using System.Net;
using Hearth.Database;
using Hearth.Groups;
using Hearth.People;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.LiveRooms;

/// <summary>Where somebody is against the licences of those who lead: said to the leaders, before anybody is let in; it stops nobody.</summary>
public class PlaceTests(HearthHost host)
{
    [Fact]
    public async Task Leaders_are_told_before_they_let_somebody_in_and_peers_never()
    {
        var evening = await Evening.PlanAsync(host);
        await ArriveAsync(evening, evening.Cast.Wren, "US-OR");
        await ArriveAsync(evening, evening.Cast.June, "US-MN");
        await using var circle = await Circle.OpenAsync(host, evening);
        var (leila, wren, june) = (circle.Cast.Leila, circle.Cast.Wren, circle.Cast.June);
        await circle.ComeAsync(wren);
        var juneLine = await circle.ComeAsync(june);

        var door = await leila.Client.ReadAsync($"/sessions/{circle.Session}/room");
        Assert.Contains("Wren is in Oregon tonight.", door, StringComparison.Ordinal);
        Assert.Contains("Dan’s license covers Minnesota.", door, StringComparison.Ordinal);
        Assert.Contains("Leila’s license covers Minnesota.", door, StringComparison.Ordinal);
        Assert.DoesNotContain("June is in", door, StringComparison.Ordinal);
        Assert.Single(await host.KindsAsync(circle.Cast), "liverooms.place-told");

        // It stops nobody; and it stands in the leading part while they are inside.
        await circle.DoAsync(leila, "admit", ("Person", wren.PersonId.ToString()));
        await circle.DoAsync(leila, "admit", ("Person", june.PersonId.ToString()));
        Assert.Contains("Wren is in Oregon tonight.", await leila.Client.ReadAsync($"/sessions/{circle.Session}/room"), StringComparison.Ordinal);
        await juneLine.SubscribeAsync(circle.Stage);
        await circle.DoAsync(wren, "raise-hand");
        await juneLine.UntilAsync(p => p.Fragments.Count > 0);
        foreach (var told in juneLine.Fragments.Select(f => f.Html).Append(await june.Client.ReadAsync($"/sessions/{circle.Session}/room")).Append(await wren.Client.ReadAsync($"/sessions/{circle.Session}/room")))
            Assert.DoesNotContain("Oregon", told, StringComparison.Ordinal);
        Assert.Single(await host.KindsAsync(circle.Cast), "liverooms.place-told");
    }

    [Fact]
    public async Task A_licence_that_reaches_says_nothing_and_one_out_of_date_is_none()
    {
        var evening = await Evening.PlanAsync(host);
        await host.Scopes.WriteAsync(evening.Cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            var today = s.GetRequiredService<Clock>().Now.InUtc().Date;
            db.Add(Qualification.Record(evening.Cast.ProgramId, evening.Cast.Dan.PersonId, QualificationKind.Licence, "LPC, Oregon", today.PlusDays(-100), today.PlusDays(100), evening.Cast.Ada.PersonId, s.GetRequiredService<Clock>().Now, "US-OR"));
            db.Add(Qualification.Record(evening.Cast.ProgramId, evening.Cast.Leila.PersonId, QualificationKind.Licence, "LPC, Iowa", today.PlusDays(-100), today.PlusDays(-10), evening.Cast.Ada.PersonId, s.GetRequiredService<Clock>().Now, "US-IA"));
            await db.SaveChangesAsync();
        });
        await ArriveAsync(evening, evening.Cast.Wren, "US-OR");
        await ArriveAsync(evening, evening.Cast.June, "US-IA");
        await using var circle = await Circle.OpenAsync(host, evening);
        await circle.ComeAsync(circle.Cast.Wren);
        await circle.ComeAsync(circle.Cast.June);
        var door = await circle.Cast.Leila.Client.ReadAsync($"/sessions/{circle.Session}/room");
        Assert.DoesNotContain("Wren is in", door, StringComparison.Ordinal);
        Assert.Contains("June is in Iowa tonight.", door, StringComparison.Ordinal);
        Assert.Contains("Dan’s license covers Minnesota and Oregon.", door, StringComparison.Ordinal);
    }

    private static async Task ArriveAsync(Evening evening, Member who, string place) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await who.Client.PostFormAsync($"/sessions/{evening.SessionId}/arrive/answer", ("Where", "Home"), ("Place", place), ("Privacy", "Alone"), ("CallBack", "218-555-0138"))).StatusCode);
}
