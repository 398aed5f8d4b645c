using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hearth.Accounts;
using Hearth.Channels;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Notices;
using Hearth.SignIn;
using Hearth.Tests.FollowUps;
using Hearth.Tests.Groups;
using Hearth.Tests.Notices;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Channels;

/// <summary>Staff are called in the browsers that they asked, at any hour, in words that say nothing; and nobody else is. Noor is on call, then Ada.</summary>
public sealed class PushCallTests : IAsyncDisposable
{
    private readonly HearthHost host;
    private readonly PushService service = new();
    private readonly PushBrowser browser = new();
    private readonly Push push;

    public PushCallTests(HearthHost host) => (this.host, push) = (host, host.PushTo(service));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Instant Now => host.Services.GetRequiredService<Clock>().Now;

    /// <summary>Nobody has an e-mail or a pager here.</summary>
    private async Task<Calling> GatherAsync()
    {
        var calling = await Calling.StartAsync(host);
        calling.Push = push;
        await Calling.DoneAsync(calling.Cast.Noor.Client.PostFormAsync("/calls/mail/remove"));
        await Calling.DoneAsync(calling.Cast.Leila.Client.PostFormAsync("/calls/mail/remove"));
        await Calling.DoneAsync(calling.Cast.Ada.Client.PostFormAsync($"/channels/pagers/{calling.Cast.Noor.PersonId}/remove"));
        return calling;
    }

    private Task AskInAsync(Calling calling, Member who) => host.AskedInAsync(calling, who, browser, service.Url(who.Name));

    private static async Task AskAsync(Calling calling) => await Calling.DoneAsync(calling.Cast.Wren.Client.PostFormAsync("/hard-moment/ask"));

    private IEnumerable<string> PushedTo(string name) => service.Got.Where(g => g.StartsWith($"POST /push/{name} ", StringComparison.Ordinal));

    private JsonElement Last() => JsonDocument.Parse(browser.Read(service.Bodies.Last())).RootElement.Clone();

    [Fact]
    public async Task Whoever_is_on_call_is_called_in_their_browser_in_quiet_hours_too_and_whatever_notices_they_want()
    {
        await using var calling = await GatherAsync();
        var (cast, noor) = (calling.Cast, calling.Cast.Noor);
        await AskInAsync(calling, noor);
        await Calling.DoneAsync(noor.Client.PostFormAsync("/availability/quiet", [("Quiet", "Yes"), ("From", "00:00"), ("Until", "00:00"), ("Zone", "America/Chicago"), .. Enum.GetNames<DayOfWeek>().Select(d => ("Days", d))]));
        await Calling.DoneAsync(noor.Client.PostFormAsync("/notices/how")); // of nothing

        await AskAsync(calling);
        // She is reached, so that nobody else is called in the same moment.
        Assert.Equal([noor.PersonId], await host.CalledAsync(cast));
        await calling.SendAsync();
        var delivery = Assert.Single(await calling.DeliveriesAsync());
        Assert.True(delivery is { Channel: Channel.Push, SentAt: not null } && delivery.PersonId == noor.PersonId);

        var pushed = Last();
        Assert.Equal(["title", "path", "id"], pushed.EnumerateObject().Select(p => p.Name));
        Assert.Matches("^A notice needs an answer by [0-9]{1,2}:[0-9]{2}.(am|pm)$", pushed.GetProperty("title").GetString());
        Assert.Equal("/today", pushed.GetProperty("path").GetString());
        Assert.Equal(delivery.Id, pushed.GetProperty("id").GetGuid());
        var request = Assert.Single(service.Got);
        Assert.Contains("Urgency: high", request, StringComparison.OrdinalIgnoreCase);
        foreach (var says in (string[])[request, pushed.ToString()])
            Assert.DoesNotMatch($"Wren|North House|{cast.Canary}|{cast.ProgramId}|{noor.PersonId}|{cast.Wren.PersonId}|{delivery.CallId}", Regex.Replace(says, "POST /push/Noor", ""));
    }

    [Fact]
    public async Task Sent_again_it_is_known_by_the_same_id_and_one_that_somebody_has_is_not_sent_again()
    {
        await using var calling = await GatherAsync();
        await AskInAsync(calling, calling.Cast.Noor);
        service.Answer = "503 Later";
        await AskAsync(calling);
        await calling.SendAsync();
        var first = Last().GetProperty("id").GetGuid();
        Assert.Equal(Flaw.SaidNo, Assert.Single(await calling.DeliveriesAsync()).Flaw);
        Assert.Contains("the browser’s maker did not take it.", await calling.Cast.Ada.Client.ReadAsync("/channels"), StringComparison.Ordinal);
        service.Answer = "201 Created";
        await calling.AgeAsync(Duration.FromSeconds(3));
        await calling.SendAsync();
        Assert.Equal(2, service.Bodies.Count);
        Assert.Equal(first, Last().GetProperty("id").GetGuid());
        // What its maker still holds for a browser that is off gives way to it.
        Assert.All(service.Got, g => Assert.Contains($"Topic: {first:N}", g, StringComparison.OrdinalIgnoreCase));

        // Another round is another call; taken before it left, it stays here.
        var one = await host.OnlyFollowUpAsync(calling.Cast);
        for (var round = 0; round < 2; round++) await host.SweepAsync(calling.Cast, one.AskedAt + Duration.FromMinutes(20));
        Assert.Contains(await calling.DeliveriesAsync(), d => d is { SentAt: null, GivenUpAt: null });
        await Calling.DoneAsync(calling.Cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/take"));
        await calling.SendAsync();
        Assert.Equal(2, service.Bodies.Count);
    }

    [Fact]
    public async Task It_goes_to_whom_the_rota_calls_and_to_nobody_else()
    {
        await using var calling = await GatherAsync();
        await using var other = await Calling.StartAsync(host);
        var cast = calling.Cast;
        foreach (var who in (Member[])[cast.Noor, cast.Ada, cast.Leila, cast.Dan, cast.Wren, cast.June, cast["Ruth"]]) await AskInAsync(calling, who);
        await host.AskedInAsync(other, other.Cast.Noor, browser, service.Url("Elsewhere"));
        await AskAsync(calling);
        await calling.SendAsync();
        Assert.Single(PushedTo("Noor"));
        Assert.Single(service.Got);
        Assert.Empty(await other.DeliveriesAsync());

        var one = await host.OnlyFollowUpAsync(cast);
        await host.SweepAsync(cast, one.AskedAt + Duration.FromMinutes(2));
        await calling.SendAsync();
        Assert.Single(PushedTo("Ada"));
        Assert.Equal(2, service.Got.Count);

        // Not even where somebody's code would call a peer.
        Assert.Empty(await calling.CallAsync(cast.Wren, Guid.NewGuid()));
        Assert.Empty(await calling.CallAsync(other.Cast.Noor, Guid.NewGuid()));
    }

    [Theory]
    [InlineData("signed out"), InlineData("taken away"), InlineData("suspended"), InlineData("discharged"), InlineData("no staff any more")]
    public async Task Whoever_is_not_to_be_called_is_not_also_when_it_was_on_its_way(string how)
    {
        await using var calling = await GatherAsync();
        var leila = calling.Cast.Leila;
        await AskInAsync(calling, leila);
        Assert.Equal([Channel.Push], await calling.CallAsync(leila, Guid.NewGuid()));
        if (how == "signed out") await leila.Client.PostAsync("/sign-out", null, Cancel);
        else if (how == "taken away") await Calling.DoneAsync(leila.Client.PostFormAsync("/notices/devices/remove"));
        else
            await host.Scopes.WriteAsync(calling.Cast.ProgramId, async s =>
            {
                var db = s.GetRequiredService<HearthDb>();
                var membership = await db.MembershipsOfProgram().SingleAsync(m => m.PersonId == leila.PersonId, Cancel);
                if (how == "suspended") membership.Suspend();
                else if (how == "discharged") membership.Discharge();
                else await db.Set<Hearth.People.Person>().Where(p => p.Id == leila.PersonId).ExecuteUpdateAsync(p => p.SetProperty(x => x.Role, Role.Alum), Cancel);
            }, Cancel);
        await calling.SendAsync();
        Assert.Empty(service.Got);
        Assert.Equal(Flaw.NoAddress, Assert.Single(await calling.DeliveriesAsync()).Flaw);
        Assert.Empty(await calling.CallAsync(leila, Guid.NewGuid()));
    }

    [Fact]
    public async Task Whom_no_browser_reaches_is_called_together_with_the_next_one_whom_one_does()
    {
        await using var calling = await GatherAsync();
        await AskInAsync(calling, calling.Cast.Ada);
        await AskAsync(calling);
        Assert.Equal([calling.Cast.Noor.PersonId, calling.Cast.Ada.PersonId], await host.CalledAsync(calling.Cast));
        await calling.SendAsync();
        Assert.Single(PushedTo("Ada"));
        Assert.Single(service.Got);
    }

    [Fact]
    public async Task A_test_of_it_counts_when_the_human_says_that_it_reached_them()
    {
        await using var calling = await GatherAsync();
        var cast = calling.Cast;
        var before = await cast.Ada.Client.ReadAsync("/channels");
        Assert.Contains("Has not asked in a browser", before, StringComparison.Ordinal);
        Assert.Contains("In a browser in which you ask for notices, calls are shown too", await cast.Leila.Client.ReadAsync("/calls"), StringComparison.Ordinal);
        var none = await cast.Ada.Client.PostFormAsync("/channels/test", ("Person", $"{cast.Leila.PersonId}"), ("Channel", "Push"));
        Assert.Contains("Leila can’t be called that way yet.", await none.WordsAsync(), StringComparison.Ordinal);

        await AskInAsync(calling, cast.Leila);
        Assert.Contains("Calls are shown in each browser in which you asked", await cast.Leila.Client.ReadAsync("/calls"), StringComparison.Ordinal);
        await Calling.DoneAsync(cast.Ada.Client.PostFormAsync("/channels/test", ("Person", $"{cast.Leila.PersonId}"), ("Channel", "Push")));
        await calling.SendAsync();
        var pushed = Last();
        Assert.Equal("A test of how you are reached", pushed.GetProperty("title").GetString());
        var path = pushed.GetProperty("path").GetString()!;
        Assert.StartsWith("/a/", path, StringComparison.Ordinal);
        Assert.Equal(Assert.Single(await calling.DeliveriesAsync()).Id, pushed.GetProperty("id").GetGuid());
        foreach (var stranger in (Member[])[cast.Noor, cast.Ada, cast.Wren]) Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.PostFormAsync(path + "/here")).StatusCode);
        Assert.DoesNotContain("Last answered by a human", await cast.Ada.Client.ReadAsync("/channels"), StringComparison.Ordinal);

        Assert.Contains("It was shown in your browser.", await cast.Leila.Client.ReadAsync(path), StringComparison.Ordinal);
        await Calling.DoneAsync(cast.Leila.Client.PostFormAsync(path + "/here"));
        var after = await cast.Noor.Client.ReadAsync("/channels");
        Assert.Contains("Last answered by a human:", after, StringComparison.Ordinal);
        Assert.Contains("Answered a test", after, StringComparison.Ordinal);
        Assert.DoesNotContain("/push/", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_goes_with_the_next_sign_in_there_and_ends_with_it()
    {
        await using var calling = await GatherAsync();
        var noor = calling.Cast.Noor;
        await AskInAsync(calling, noor);
        var (first, next, elsewhere) = (await DevicesTicketAsync(calling), Guid.NewGuid(), Guid.NewGuid());
        byte[] here = [.. Enumerable.Repeat((byte)1, 32)], there = [.. Enumerable.Repeat((byte)2, 32)];
        await host.Scopes.WriteAsync(calling.Cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            var membership = await db.MembershipsOfProgram().SingleAsync(m => m.PersonId == noor.PersonId, Cancel);
            await db.Tickets().Where(t => t.Id == first).ExecuteUpdateAsync(t => t.SetProperty(x => x.Lineage, here), Cancel);
            db.Add(Ticket.Start(elsewhere, membership, Now + Duration.FromDays(2), lineage: there));
        }, Cancel);
        using var sweep = ActivatorUtilities.CreateInstance<NoticeSweep>(host.Services);
        await sweep.CleanAsync(calling.Cast.ProgramId, Now, Cancel);
        Assert.Equal(first, await DevicesTicketAsync(calling));

        await host.Scopes.WriteAsync(calling.Cast.ProgramId, async s =>
            s.GetRequiredService<HearthDb>().Add(Ticket.Start(next, await s.GetRequiredService<HearthDb>().MembershipsOfProgram().SingleAsync(m => m.PersonId == noor.PersonId, Cancel), Now + Duration.FromDays(1), lineage: here)), Cancel);
        await sweep.CleanAsync(calling.Cast.ProgramId, Now, Cancel);
        Assert.Equal(next, await DevicesTicketAsync(calling));
        // The first is forgotten in time, and she is called all the same; the next ends, and so does it.
        await host.Scopes.WriteAsync(calling.Cast.ProgramId, s => s.GetRequiredService<HearthDb>().Tickets().Where(t => t.Id == first).ExecuteDeleteAsync(Cancel), Cancel);
        Assert.Equal([Channel.Push], await calling.CallAsync(noor, Guid.NewGuid()));
        var ended = Now;
        await host.Scopes.WriteAsync(calling.Cast.ProgramId, s => s.GetRequiredService<HearthDb>().Tickets().Where(t => t.Id == next).ExecuteUpdateAsync(t => t.SetProperty(x => x.EndedAt, ended), Cancel), Cancel);
        Assert.Empty(await calling.CallAsync(noor, Guid.NewGuid()));
    }

    private Task<Guid> DevicesTicketAsync(Calling calling) => host.LookAsync(calling.Cast, db => db.DevicesOfProgram().Select(d => d.TicketId).SingleAsync(Cancel));

    public async ValueTask DisposeAsync()
    {
        push.Dispose();
        browser.Dispose();
        await service.DisposeAsync();
    }
}
