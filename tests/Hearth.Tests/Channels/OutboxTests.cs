using Hearth.Accounts;
using Hearth.Channels;
using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Channels;

/// <summary>AC-30: a call is stored before anybody is told that help is coming, goes out whatever dies, and is known again by its id.</summary>
public class OutboxTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_is_written_for_each_channel_that_reaches_the_person_and_says_when_none_does()
    {
        await using var calling = await Calling.StartAsync(host);
        var (cast, call) = (calling.Cast, Guid.NewGuid());
        Assert.Equal([Channel.Email, Channel.Webhook], await calling.CallAsync(cast.Noor, call));
        Assert.Equal([Channel.Email], await calling.CallAsync(cast.Leila, call));
        Assert.Empty(await calling.CallAsync(cast.Dan, call));
        // The same call once more is the same.
        Assert.Equal([Channel.Email, Channel.Webhook], await calling.CallAsync(cast.Noor, call));
        Assert.Equal(3, (await calling.DeliveriesAsync()).Count);

        // Whoever may not come in is not called.
        await host.Scopes.WriteAsync(cast.ProgramId, async s => (await s.GetRequiredService<HearthDb>().MembershipsOfProgram().SingleAsync(m => m.PersonId == cast.Leila.PersonId, Cancel)).Suspend(), Cancel);
        Assert.Empty(await calling.CallAsync(cast.Leila, Guid.NewGuid()));
    }

    [Fact]
    public async Task It_is_part_of_the_act_and_gone_with_it()
    {
        await using var calling = await Calling.StartAsync(host);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Scopes.WriteAsync<bool>(calling.Cast.ProgramId, async s =>
        {
            Assert.NotEmpty(await s.GetRequiredService<Outbox>().CallAsync(calling.Cast.Noor.PersonId, Guid.NewGuid(), CallKind.NeedsAnswer, null, Cancel));
            throw new InvalidOperationException("the act failed");
        }, Cancel));
        Assert.Empty(await calling.DeliveriesAsync());
    }

    [Fact]
    public async Task Many_servers_at_once_send_each_once()
    {
        await using var calling = await Calling.StartAsync(host);
        var calls = Enumerable.Range(0, 12).Select(_ => Guid.NewGuid()).ToList();
        foreach (var call in calls) await calling.CallAsync(calling.Cast.Noor, call);
        var servers = Enumerable.Range(0, 4).Select(_ => calling.Sweep()).ToList();
        await Task.WhenAll(servers.Select(s => Task.Run(() => calling.SendAsync(s))));

        var sent = await calling.DeliveriesAsync();
        Assert.Equal(24, sent.Count);
        Assert.All(sent, d => Assert.True(d is { SentAt: not null, Tries: 1, LeasedUntil: null }));
        Assert.Equal(sent.Where(d => d.Channel == Channel.Webhook).Select(d => $"{d.Id}").Order(), calling.Provider.Ids.Order());
        Assert.Equal(12, calling.MailServer.Messages.Count());
    }

    [Fact]
    public async Task What_a_server_had_in_hand_when_it_died_goes_out_under_the_same_id_when_its_lease_is_over()
    {
        await using var calling = await Calling.StartAsync(host);
        calling.Provider.Answer = null; // takes it, and does not say so
        await calling.CallAsync(calling.Cast.Noor, Guid.NewGuid());
        using var power = new CancellationTokenSource();
        var dying = await calling.Sweep().BeginAsync(calling.Cast.ProgramId, power.Token);
        while (calling.MailServer.Messages.Any() is false || calling.Provider.Connections == 0) await Task.Delay(10, Cancel);
        await power.CancelAsync();
        await Task.WhenAll(dying);

        calling.Provider.Answer = "200 OK";
        await calling.SendAsync();
        Assert.Null((await calling.DeliveriesAsync()).Single(d => d.Channel == Channel.Webhook).SentAt); // nobody takes it before

        await calling.AgeAsync(Duration.FromSeconds(31));
        await calling.SendAsync();
        var delivery = (await calling.DeliveriesAsync()).Single(d => d.Channel == Channel.Webhook);
        Assert.True(delivery is { SentAt: not null, Tries: 2 });
        while (calling.Provider.Got.Count < 2) await Task.Delay(10, Cancel);
        Assert.Equal([$"{delivery.Id}", $"{delivery.Id}"], calling.Provider.Ids);
    }

    [Fact]
    public async Task What_is_refused_is_tried_again_under_the_same_id_and_not_for_ever()
    {
        await using var calling = await Calling.StartAsync(host);
        calling.Provider.Answer = "500 Oh no";
        await calling.CallAsync(calling.Cast.Noor, Guid.NewGuid());
        await calling.SendAsync();
        var first = (await calling.DeliveriesAsync()).Single(d => d.Channel == Channel.Webhook);
        Assert.True(first is { SentAt: null, GivenUpAt: null, Flaw: Flaw.SaidNo, Tries: 1, LeasedUntil: null } && first.NextTryAt > first.MadeAt);
        await calling.SendAsync();
        Assert.Single(calling.Provider.Got); // not yet due

        await calling.AgeAsync(Duration.FromSeconds(3));
        calling.Provider.Answer = "204 No Content";
        await calling.SendAsync();
        Assert.Equal([$"{first.Id}", $"{first.Id}"], calling.Provider.Ids);
        Assert.True((await calling.DeliveriesAsync()).Single(d => d.Channel == Channel.Webhook) is { SentAt: not null, Flaw: null });

        calling.Provider.Answer = "500 Oh no";
        await calling.CallAsync(calling.Cast.Noor, Guid.NewGuid());
        await calling.AgeAsync(Duration.FromHours(5));
        await calling.SendAsync();
        Assert.Contains(await calling.DeliveriesAsync(), d => d is { GivenUpAt: not null, SentAt: null, Channel: Channel.Webhook });
    }

    [Fact]
    public async Task A_try_whose_lease_ran_out_decides_nothing_any_more()
    {
        await using var calling = await Calling.StartAsync(host);
        calling.Provider.Answer = null;
        await calling.CallAsync(calling.Cast.Noor, Guid.NewGuid());
        var slow = await calling.Sweep().BeginAsync(calling.Cast.ProgramId, Cancel);
        while (calling.Provider.Connections == 0 || !calling.MailServer.Messages.Any()) await Task.Delay(10, Cancel);
        await calling.AgeAsync(Duration.FromSeconds(31));
        calling.Provider.Answer = "500 Oh no";
        await calling.SendAsync();
        calling.Provider.HangUp.SetResult();
        await Task.WhenAll(slow);
        Assert.True((await calling.DeliveriesAsync()).Single(d => d.Channel == Channel.Webhook) is { Flaw: Flaw.SaidNo, Tries: 2, SentAt: null });
    }

    [Fact]
    public async Task One_that_cannot_be_made_ready_stops_no_other_and_ends_some_day()
    {
        await using var calling = await Calling.StartAsync(host);
        var cast = calling.Cast;
        // Noor's address in Leila's row, as somebody with the database in their hands would do it: it does not open there.
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            var noors = (await db.AddressesOf(cast.Noor.PersonId).AsNoTracking().SingleAsync(a => a.Channel == Channel.Email, Cancel)).Address;
            await db.AddressesOf(cast.Leila.PersonId).ExecuteUpdateAsync(a => a.SetProperty(x => x.Address, noors), Cancel);
        }, Cancel);
        await calling.CallAsync(cast.Leila, Guid.NewGuid());
        await calling.CallAsync(cast.Noor, Guid.NewGuid());
        await calling.SendAsync();
        Assert.Contains("noor.sealedword", Assert.Single(calling.MailServer.Messages), StringComparison.Ordinal);
        var leilas = (await calling.DeliveriesAsync()).Single(d => d.PersonId == cast.Leila.PersonId);
        Assert.True(leilas is { Flaw: Flaw.Ours, SentAt: null, GivenUpAt: null });
        await calling.AgeAsync(Duration.FromHours(5));
        await calling.SendAsync();
        Assert.NotNull((await calling.DeliveriesAsync()).Single(d => d.Id == leilas.Id).GivenUpAt);
        Assert.Single(calling.MailServer.Messages);
    }

    [Fact]
    public async Task What_somebody_has_taken_does_not_go_out_any_more()
    {
        await using var calling = await Calling.StartAsync(host);
        var (taken, open) = (Guid.NewGuid(), Guid.NewGuid());
        await calling.CallAsync(calling.Cast.Leila, taken);
        await calling.CallAsync(calling.Cast.Leila, open);
        await host.Scopes.WriteAsync(calling.Cast.ProgramId, s => s.GetRequiredService<Outbox>().StopAsync(taken, Cancel), Cancel);
        await calling.SendAsync();
        Assert.Equal(open, Assert.Single(await calling.DeliveriesAsync(), d => d.SentAt != null).CallId);
        Assert.Single(calling.MailServer.Messages);
    }

    [Fact]
    public async Task The_running_server_sends_by_itself_when_the_bell_rings()
    {
        await using var calling = await Calling.StartAsync(host);
        var sweep = calling.Sweep();
        await sweep.StartAsync(Cancel);
        await calling.CallAsync(calling.Cast.Leila, Guid.NewGuid());
        host.Services.GetRequiredService<Bell>().Ring(calling.Cast.ProgramId);
        while (!calling.MailServer.Messages.Any()) await Task.Delay(20, Cancel);
        await sweep.StopAsync(Cancel);
    }

    [Fact]
    public async Task Two_programs_calls_do_not_meet()
    {
        await using var one = await Calling.StartAsync(host);
        await using var other = await Calling.StartAsync(host);
        await one.CallAsync(one.Cast.Noor, Guid.NewGuid());
        await other.SendAsync();
        Assert.Empty(other.MailServer.Got);
        Assert.All(await one.DeliveriesAsync(), d => Assert.Null(d.SentAt));
        Assert.Empty(await other.CallAsync(one.Cast.Noor, Guid.NewGuid()));
    }
}
