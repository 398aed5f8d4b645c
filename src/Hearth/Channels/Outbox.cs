using Hearth.Database;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Channels;

/// <summary>
/// Calls a person out of the house. What is written here is sent at least once, whatever dies meanwhile; what it is about stays here.
/// </summary>
public sealed class Outbox(HearthDb db, AfterCommit after, Bell bell, CallSettings settings, Clock clock)
{
    /// <summary>
    /// Writes a call in the transaction that is open: one delivery for each channel that reaches this person, and none twice for the same
    /// call. In a verb it goes out as soon as that is committed; whoever writes through <see cref="Scopes"/> rings the <see cref="Bell"/>
    /// afterwards, or it goes out within a second.
    /// </summary>
    /// <param name="call">What it is about: the same call for the same person is one, also when two ask at once (the later one's transaction fails and is to be tried again).</param>
    /// <returns>The channels by which it goes out. Empty: nothing reaches this person, and nothing was written; somebody else is to be called.</returns>
    public async Task<IReadOnlyList<Channel>> CallAsync(Guid person, Guid call, CallKind kind, Instant? answerBy, CancellationToken cancel)
    {
        var by = await ChannelsOfAsync(person, cancel);
        await WriteAsync(by, person, call, kind, answerBy, cancel);
        return by;
    }

    /// <summary>The same through one channel.</summary>
    /// <returns>Whether it goes out.</returns>
    internal async Task<bool> CallByAsync(Channel channel, Guid person, Guid call, CallKind kind, CancellationToken cancel)
    {
        if (!(await ChannelsOfAsync(person, cancel)).Contains(channel)) return false;
        await WriteAsync([channel], person, call, kind, null, cancel);
        return true;
    }

    /// <summary>By what somebody can be called now: the channel is set up, they have an address there or asked a browser, and they may come in. At any hour: quiet hours are for notices.</summary>
    public async Task<IReadOnlyList<Channel>> ChannelsOfAsync(Guid person, CancellationToken cancel)
    {
        var up = await SetUpAsync(cancel);
        return (await db.ReachedBy().Where(r => r.PersonId == person).Select(r => r.Channel).ToListAsync(cancel)).Where(up.Contains).Order().ToList();
    }

    /// <summary>By what somebody hears of ordinary notices, besides the app: what they set up themselves, and may come in.</summary>
    public async Task<IReadOnlyList<Channel>> ChannelsForNoticesAsync(Guid person, CancellationToken cancel) =>
    [
        .. settings.Mail.IsSetUp && await db.MailboxesToWriteTo().AnyAsync(b => b.PersonId == person && b.ConfirmedAt != null, cancel) ? (Channel[])[Channel.Email] : [],
        .. settings.PushIsSetUp && await db.DevicesToTell().AnyAsync(d => d.PersonId == person, cancel) ? (Channel[])[Channel.Push] : [],
    ];

    /// <summary>Something new is there for somebody. The same rules as for a call, and no word of what it is.</summary>
    public Task NoticeAsync(Guid person, IReadOnlyList<Channel> by, CancellationToken cancel) => WriteAsync(by, person, Guid.NewGuid(), CallKind.Notice, null, cancel);

    /// <summary>Sends the code that waits in somebody's <see cref="Mailbox"/>.</summary>
    public Task CodeAsync(Mailbox mailbox, CancellationToken cancel) => WriteAsync([Channel.Email], mailbox.PersonId, mailbox.CodeId, CallKind.Code, null, cancel);

    /// <summary>Whether a channel reaches one of them.</summary>
    public async Task<bool> ReachesAnyAsync(IReadOnlyList<Guid> people, CancellationToken cancel)
    {
        if (people.Count == 0) return false;
        var up = (await SetUpAsync(cancel)).ToArray();
        return await db.ReachedBy().AnyAsync(r => people.Contains(r.PersonId) && up.Contains(r.Channel), cancel);
    }

    /// <summary>The channels that this program has.</summary>
    public async Task<IReadOnlyList<Channel>> SetUpAsync(CancellationToken cancel) =>
    [
        .. settings.Mail.IsSetUp ? (Channel[])[Channel.Email] : [],
        .. await db.WebhookOfProgram().AnyAsync(cancel) ? (Channel[])[Channel.Webhook] : [],
        .. settings.PushIsSetUp ? (Channel[])[Channel.Push] : [],
    ];

    /// <summary>Somebody has it: what has not gone out stays here.</summary>
    public async Task StopAsync(Guid call, CancellationToken cancel)
    {
        var now = clock.Now;
        await db.DeliveriesOfProgram().Where(d => d.CallId == call && d.SentAt == null && d.GivenUpAt == null).ExecuteUpdateAsync(d => d.SetProperty(x => x.GivenUpAt, now), cancel);
    }

    private async Task WriteAsync(IReadOnlyList<Channel> by, Guid person, Guid call, CallKind kind, Instant? answerBy, CancellationToken cancel)
    {
        var there = await db.DeliveriesOfProgram().Where(d => d.CallId == call && d.PersonId == person).Select(d => d.Channel).ToListAsync(cancel);
        foreach (var channel in by.Except(there)) db.Add(Delivery.Of(db.CurrentProgram, call, person, channel, kind, answerBy, clock.Now));
        await db.SaveChangesAsync(cancel);
        var program = db.CurrentProgram;
        after.Do(() =>
        {
            bell.Ring(program);
            return Task.CompletedTask;
        });
    }
}
