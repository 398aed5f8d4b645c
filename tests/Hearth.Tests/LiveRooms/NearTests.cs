using System.Net;
using Hearth.Database;
using Hearth.LiveRooms;
using Hearth.Sessions;
using Hearth.Tests.Sessions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.LiveRooms;

/// <summary>Who is near a room and not in it.</summary>
public class NearTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_waits_reads_nothing_of_what_is_said_inside()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        await circle.DoAsync(circle.Cast.Wren, "say", ("Text", "insidecanary"));
        await circle.DoAsync(circle.Cast.June, "knock");
        Task<string> PageOf(Member member) => member.Client.GetStringAsync($"/sessions/{circle.Session}/room", Cancel);
        Assert.Contains("insidecanary", await PageOf(circle.Cast.Wren), StringComparison.Ordinal);
        Assert.DoesNotContain("insidecanary", await PageOf(circle.Cast.June), StringComparison.Ordinal);
        Assert.DoesNotContain("insidecanary", await PageOf(circle.Cast.Dan), StringComparison.Ordinal); // who leads it, and has not come
    }

    [Fact]
    public async Task Whoever_leads_and_has_not_come_is_given_nothing_of_the_room()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        var dan = circle.Cast.Dan;
        var sight = await host.Scopes.ReadAsync(circle.Cast.ProgramId, services =>
        {
            services.GetRequiredService<Viewer>().Become(dan.AccountId, dan.MembershipId, dan.ProgramId, dan.PersonId, dan.Role, dan.Name, "UTC", signedAt: NodaConstants.UnixEpoch);
            return services.GetRequiredService<LiveRoom>().LookAsync(circle.Session);
        }, Cancel);
        Assert.Equal((false, null, null), (sight!.You.Standing == Hearth.LiveRooms.Rules.Standing.Inside, sight.Room, sight.Leading));
    }

    [Fact]
    public async Task What_was_called_off_has_no_door()
    {
        var cast = await Cast.GatherAsync(host);
        var planned = await host.EveningAsync(cast);
        Assert.NotEqual(HttpStatusCode.NotFound, (await cast.Wren.Client.PostFormAsync($"/sessions/{planned.Id}/room/knock")).StatusCode);
        var other = await Cast.GatherAsync(host);
        var off = await host.EveningAsync(other, state: SessionState.Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Wren.Client.PostFormAsync($"/sessions/{off.Id}/room/knock")).StatusCode);
    }

    [Fact]
    public async Task When_the_words_change_an_open_line_says_nothing_before_they_are_signed()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        var page = await circle.ComeAsync(circle.Cast.Wren);
        Assert.False((await page.SubscribeAsync(circle.Stage)).TryGetProperty("refused", out _));
        await circle.Cast.PromiseAnewAsync(host);
        Assert.Equal("not-found", (await page.SubscribeAsync(circle.You(circle.Cast.Wren))).GetProperty("refused").GetString());
        Assert.Equal("not-found", (await Circle.FrameAsync(page, "media-open", new { })).GetProperty("refused").GetString());
    }
}
