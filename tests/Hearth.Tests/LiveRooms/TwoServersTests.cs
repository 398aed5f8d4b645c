using Hearth.Accounts;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Happenings;
using Hearth.LiveRooms;
using Hearth.LiveRooms.Media;
using Hearth.LiveRooms.Rules;
using Hearth.Sealing;
using Hearth.SignIn;
using Hearth.Tests.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Hearth.Tests.LiveRooms;

/// <summary>Two servers on one database: nothing that one of them keeps to itself may matter to anybody. With processes that are killed: the browser tests.</summary>
public class TwoServersTests(TwoServers two) : IClassFixture<TwoServers>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static void OnPostgres() => Assert.SkipUnless(HearthHost.OnPostgres, "A SQLite file belongs to one server.");

    [Fact]
    public void The_first_admin_finds_one_link_whichever_server_printed_it()
    {
        OnPostgres();
        Assert.Equal(2, two.FirstAdmin.Count);
        Assert.Single(two.FirstAdmin.Select(f => f.Path).Distinct());
        Assert.All(two.FirstAdmin, f => Assert.Contains("Nobody is here yet", f.Shown, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rooms_are_spread_over_both()
    {
        OnPostgres();
        var grains = two.A.Services.GetRequiredService<IGrainFactory>();
        var program = Guid.NewGuid();
        // Whichever server carries less comes first: the other tests' rooms may be on one of them, and each hears of the other's once a second.
        var shares = new List<string>();
        for (var more = 0; more < 10; more++)
        {
            var rooms = Enumerable.Range(0, 24).Select(_ => Guid.NewGuid()).ToList();
            foreach (var room in rooms) await grains.InRoomAsync(program, room, grain => grain.LookAsync());
            var where = new List<SiloAddress?>();
            foreach (var room in rooms) where.Add(await WhereAsync(program, room));
            Assert.DoesNotContain(null, where);
            var share = where.CountBy(s => s!).ToList();
            if (share.Count == 2 && share.All(s => s.Value >= 6)) return;
            shares.Add(string.Join(" and ", share.Select(s => $"{s.Value} on {s.Key}")));
        }

        Assert.Fail("Of 24 rooms at a time: " + string.Join("; ", shares));
    }

    [Fact]
    public async Task Two_on_different_servers_are_in_one_room_and_read_the_same_in_the_same_order()
    {
        OnPostgres();
        await using var circle = await Circle.OpenAsync(two.A, "Wren", "June");
        await using var there = circle.On(two.B);
        var (wren, june) = (circle.Cast.Wren.On(two.B), circle.Cast.June);
        var wrens = await there.ComeAsync(wren);
        var junes = await circle.ComeAsync(june);
        foreach (var page in new[] { wrens, junes }) Assert.True((await page.SubscribeAsync(circle.Stage)).TryGetProperty("seq", out _));
        Assert.Equal((await circle.PersonAsync(wren)).Seat, await there.SitAsync(wrens));

        for (var i = 0; i < 6; i++) await circle.DoAsync(i % 2 == 0 ? wren : june, "say", ("Text", $"line {i} {circle.Cast.Canary}"));
        foreach (var page in new[] { wrens, junes })
        {
            await page.UntilAsync(p => p.Fragments.Any(f => f.Html.Contains($"line 5 {circle.Cast.Canary}", StringComparison.Ordinal)));
            var last = page.Fragments.Last(f => f.Html.Contains(circle.Cast.Canary, StringComparison.Ordinal)).Html;
            var places = Enumerable.Range(0, 6).Select(i => last.IndexOf($"line {i} {circle.Cast.Canary}", StringComparison.Ordinal)).ToList();
            Assert.DoesNotContain(-1, places);
            Assert.Equal(places.Order(), places);
        }
    }

    [Fact]
    public async Task Somebody_suspended_on_one_server_has_no_page_left_on_the_other()
    {
        OnPostgres();
        await using var circle = await Circle.OpenAsync(two.A, "Wren", "June");
        await using var there = circle.On(two.B);
        var wrens = await there.ComeAsync(circle.Cast.Wren.On(two.B));
        var junes = await there.ComeAsync(circle.Cast.June.On(two.B));
        var seat = await there.SitAsync(wrens);
        Assert.True((await wrens.SubscribeAsync(circle.Stage)).TryGetProperty("seq", out _));

        var suspended = await circle.Cast.Leila.Client.PostFormAsync($"/people/{circle.Cast.Wren.PersonId}/suspend", ("Reason", "a reason of theirs"));
        Assert.Equal(HttpStatusCode.SeeOther, suspended.StatusCode);
        await wrens.Closed.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        await Circle.UntilAsync(async () => !(await circle.StateAsync()).IsInside(circle.Cast.Wren.PersonId));
        Assert.DoesNotContain(seat!, (await circle.StateAsync()).People.Values.Select(p => p.Seat));
        Assert.False(junes.Closed.Task.IsCompleted);
        Assert.Equal(Microsoft.AspNetCore.SignalR.Client.HubConnectionState.Connected, junes.Hub.State);
    }

    [Fact]
    public async Task Signing_out_on_one_server_cuts_that_sign_in_on_the_other_and_no_other_one()
    {
        OnPostgres();
        var cast = await Cast.GatherAsync(two.A);
        await using var hers = await Page.OpenAsync(two.B, cast.Wren.On(two.B));
        await using var elsewhere = await Page.OpenAsync(two.B, await AnotherBrowserAsync(cast.Wren));
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Wren.Client.PostFormAsync("/sign-out")).StatusCode);
        await hers.Closed.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.Equal(0, (await elsewhere.SubscribeAsync($"session/{cast.ProgramId:N}/test")).GetProperty("seq").GetInt64());

        async Task<Member> AnotherBrowserAsync(Member member) => member with
        {
            Client = two.B.ClientOf(await two.B.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().MembershipsOfProgram().AsNoTracking().SingleAsync(m => m.Id == member.MembershipId, Cancel), Cancel)),
        };
    }

    [Fact]
    public async Task Who_may_hear_is_asked_again_on_every_server()
    {
        OnPostgres();
        await using var circle = await Circle.OpenAsync(two.A, "Wren", "June");
        await using var there = circle.On(two.B);
        var wrens = await there.ComeAsync(circle.Cast.Wren.On(two.B));
        Assert.True((await wrens.SubscribeAsync(circle.Stage)).TryGetProperty("seq", out _));
        await two.A.Scopes.WriteAsync(circle.Cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            (await db.Set<GroupMember>().SingleAsync(m => m.PersonId == circle.Cast.Wren.PersonId, Cancel)).Leave(services.GetRequiredService<Clock>().Now);
        }, Cancel);
        await two.A.Services.GetRequiredService<Hearth.Html.Fragments>().RecheckPersonAsync(circle.Cast.Wren.PersonId);
        await wrens.UntilAsync(p => p.Heard.Any(h => h.Name == "left" && h.Body.GetProperty("stream").GetString() == circle.Stage));
    }

    [Fact]
    public async Task What_both_sweep_is_done_once()
    {
        OnPostgres();
        await using var circle = await Circle.OpenAsync(two.A, "Wren");
        await circle.DoAsync(circle.Cast.Wren, "say", ("Text", "to be erased"));
        await circle.DoAsync(circle.Cast.Leila, "end");
        await two.A.Scopes.WriteAsync(circle.Cast.ProgramId, services => services.GetRequiredService<HearthDb>().Set<Hearth.Sessions.Session>().Where(s => s.Id == circle.Session)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, x => x.EndedAt - Duration.FromHours(25)), Cancel), Cancel);
        var keepers = new[] { two.A, two.B }.Select(s => s.Services.GetServices<IHostedService>().OfType<RoomKeeper>().Single()).ToList();
        await Task.WhenAll(keepers.Concat(keepers).Select(k => k.EraseAsync(Cancel)));
        var erased = await two.A.Scopes.ReadAsync(circle.Cast.ProgramId, services => services.GetRequiredService<HearthDb>().Chain().CountAsync(h => h.Kind == "liverooms.erased", Cancel), Cancel);
        Assert.Equal(1, erased);
    }

    [Fact]
    public async Task A_server_that_leaves_leaves_its_rooms_to_the_others()
    {
        OnPostgres();
        var leaving = two.One();
        await leaving.InitializeAsync();
        await using var circle = await Circle.PlanAsync(two.A);
        var lives = leaving.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        // Its first call makes it live where we want it.
        RequestContext.Set(IPlacementDirector.PlacementHintKey, lives);
        await circle.Grain.LookAsync();
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        Assert.Equal(lives, await WhereAsync(circle.Cast.ProgramId, circle.Session));

        await circle.DoAsync(circle.Cast.Leila, "open");
        await circle.ComeAsync(circle.Cast.Leila);
        var wrens = await circle.ComeAsync(circle.Cast.Wren);
        await circle.DoAsync(circle.Cast.Leila, "admit", ("Person", circle.Cast.Wren.PersonId.ToString()));
        Assert.True((await wrens.SubscribeAsync(circle.Stage)).TryGetProperty("seq", out _));

        // Somebody writes all the while, and every word that was taken is there, once and in order.
        var taken = new List<string>();
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                await circle.DoAsync(circle.Cast.Leila, "say", ("Text", $"word {i:000}."));
                taken.Add($"word {i:000}.");
            }
        }, Cancel);
        await Circle.UntilAsync(() => Task.FromResult(taken.Count > 5));
        await leaving.DisposeAsync();
        var then = taken.Count;
        await Circle.UntilAsync(() => Task.FromResult(taken.Count > then + 5));
        await enough.CancelAsync();
        await writing;

        Assert.NotEqual(lives, await WhereAsync(circle.Cast.ProgramId, circle.Session));
        var said = (await circle.LogAsync()).Select(e => e.Read()).OfType<Said>().ToList();
        Assert.Equal(taken.Count, said.Count);
        await wrens.UntilAsync(p => p.Fragments.Any(f => f.Html.Contains(taken[^1], StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_lost_media_node_s_room_is_made_again_on_another_and_a_leaving_one_s_in_the_break()
    {
        OnPostgres();
        var nodes = two.Media.Nodes;
        (nodes["a"], nodes["b"], nodes[""]) = (MediaStanding.Here, MediaStanding.Here, MediaStanding.Leaving);
        try
        {
            await using var circle = await Circle.OpenAsync(two.A, "Wren", "June");
            var (wren, leila) = (circle.Cast.Wren, circle.Cast.Leila);
            await circle.DoAsync(leila, "mute", ("Person", wren.PersonId.ToString()), ("Muted", "true"));
            var first = (await circle.StateAsync()).Room!;
            Assert.StartsWith("a_", first, StringComparison.Ordinal);

            nodes["a"] = MediaStanding.Away;
            two.Media.Raise(new MediaNodeGone("a"));
            await Circle.UntilAsync(async () => (await circle.StateAsync()).Room!.StartsWith("b_", StringComparison.Ordinal));
            var second = (await circle.StateAsync()).Room!;
            await Circle.UntilAsync(() => Task.FromResult(two.Media.Rooms.TryGetValue(second, out var made) && made.Seats.Count == 3));
            Assert.True(two.Media.Rooms[second].Seats[(await circle.PersonAsync(wren)).Seat].Muted[MediaKind.Audio]);

            // It was only out of reach, and the room stands there yet: it is closed, and nobody goes back.
            nodes["a"] = MediaStanding.Here;
            two.Media.Raise(new MediaNodeReady("still", Fresh: false, "a"));
            await Circle.UntilAsync(() => Task.FromResult(!two.Media.Rooms.ContainsKey(first)));
            Assert.Equal(second, (await circle.StateAsync()).Room);

            nodes["b"] = MediaStanding.Leaving;
            await circle.Grain.ReconcileAsync("b", fresh: false);
            Assert.Equal(second, (await circle.StateAsync()).Room);
            await circle.DoAsync(leila, "break", ("Minutes", "5"));
            await circle.Grain.ReconcileAsync("b", fresh: false);
            var third = (await circle.StateAsync()).Room!;
            Assert.StartsWith("a_", third, StringComparison.Ordinal);
            Assert.True(two.Media.Rooms[third].Held);
            Assert.False(two.Media.Rooms.ContainsKey(second));
        }
        finally
        {
            nodes[""] = MediaStanding.Here;
            nodes.TryRemove("a", out _);
            nodes.TryRemove("b", out _);
        }
    }

    [Fact]
    public async Task Whoever_does_not_hold_the_key_is_not_spoken_to_at_a_server_s_port()
    {
        OnPostgres();
        foreach (var key in new[] { null, new KeyedTls(RandomNumberGenerator.GetBytes(32)) })
            Assert.False(await IsSpokenToAsync(key), key is null ? "nothing shown" : "another key");
        var root = two.A.Services.GetRequiredService<RootKey>();
        Assert.True(await IsSpokenToAsync(new KeyedTls(root.Derive("servers"))));
    }

    /// <summary>After the handshake a silo says who it is, unasked, to one of its own.</summary>
    private async Task<bool> IsSpokenToAsync(KeyedTls? key)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(IPAddress.Loopback, two.A.SiloPort, Cancel);
        await using var tls = new SslStream(line.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "hearth", RemoteCertificateValidationCallback = (_, _, _, _) => true,
                ClientCertificates = key is null ? null : [key.Certificate],
            }, Cancel);
            return await tls.ReadAsync(new byte[1], Cancel) == 1;
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            return false;
        }
    }

    private async Task<SiloAddress?> WhereAsync(Guid program, Guid session)
    {
        var grains = two.A.Services.GetRequiredService<IGrainFactory>();
        return await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grains.GetGrain<ILiveRoomGrain>(OpenRooms.Key(program, session)));
    }
}
