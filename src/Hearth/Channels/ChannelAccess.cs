using Hearth.Accounts;
using Hearth.Database;
using Hearth.People;
using Hearth.Sealing;
using Hearth.SignIn;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Channels;

/// <summary>One channel by which one person can be called.</summary>
public sealed class Reached
{
    public Guid PersonId { get; init; }
    public Channel Channel { get; init; }
}

public static class ChannelAccess
{
    /// <summary>Every call of the program in scope: for what sends them.</summary>
    internal static IQueryable<Delivery> DeliveriesOfProgram(this HearthDb db) => db.Set<Delivery>();

    /// <summary>What waits to be sent now and is nobody's.</summary>
    internal static IQueryable<Delivery> DeliveriesDue(this HearthDb db, Instant now) =>
        db.Set<Delivery>().Where(d => d.SentAt == null && d.GivenUpAt == null && d.NextTryAt <= now && (d.LeasedUntil == null || d.LeasedUntil <= now));

    /// <summary>Addresses of those who may come in: nobody else is called.</summary>
    internal static IQueryable<CallAddress> AddressesToCall(this HearthDb db) =>
        db.Set<CallAddress>().Where(a => db.MembershipsOfProgram().Any(m => m.PersonId == a.PersonId && m.State == MembershipState.Active));

    /// <summary>Mailboxes of those who may come in. Whether one is confirmed, <see cref="Mailbox.ConfirmedAt"/> says.</summary>
    internal static IQueryable<Mailbox> MailboxesToWriteTo(this HearthDb db) =>
        db.Set<Mailbox>().Where(b => db.MembershipsOfProgram().Any(m => m.PersonId == b.PersonId && m.State == MembershipState.Active));

    /// <summary>Browsers of those who may come in, whose sign-in there nobody has ended: signed out, nothing is shown any more.</summary>
    internal static IQueryable<PushDevice> DevicesToTell(this HearthDb db) =>
        db.Set<PushDevice>().Where(d => db.Tickets().Any(t => t.Id == d.TicketId && t.EndedAt == null) && db.MembershipsOfProgram().Any(m => m.PersonId == d.PersonId && m.State == MembershipState.Active));

    /// <summary>Those of them that calls are shown in: browsers of staff. What else is told there each one chooses; a call is not chosen away.</summary>
    internal static IQueryable<PushDevice> DevicesToCall(this HearthDb db) =>
        db.DevicesToTell().Where(d => db.PeopleOfProgram().Any(p => p.Id == d.PersonId && Roles.Staff.Contains(p.Role)));

    /// <summary>By what each can be called: where they set an address, and in the browsers that they asked.</summary>
    internal static IQueryable<Reached> ReachedBy(this HearthDb db) =>
        db.AddressesToCall().Select(a => new Reached { PersonId = a.PersonId, Channel = a.Channel })
            .Union(db.DevicesToCall().Select(d => new Reached { PersonId = d.PersonId, Channel = Channel.Push }));

    /// <summary>
    /// Whoever signed in again in the same browser since: it goes with that sign-in from now on, and ends with it. Without this a browser
    /// that calls are shown in would fall silent unnoticed, when the sign-in in which it was asked is forgotten.
    /// </summary>
    internal static Task FollowSignInsAsync(this HearthDb db, CancellationToken cancel) => db.DevicesToTell()
        .Where(d => db.Tickets().Any(old => old.Id == d.TicketId && db.Tickets().Any(t => t.StartedAt > old.StartedAt && t.EndedAt == null && !t.Recovering && t.Lineage != null && t.Lineage == old.Lineage && t.MembershipId == old.MembershipId)))
        .ExecuteUpdateAsync(d => d.SetProperty(x => x.TicketId, x => db.Tickets().Where(t => t.EndedAt == null && !t.Recovering && db.Tickets().Any(old => old.Id == x.TicketId && t.StartedAt > old.StartedAt && t.Lineage != null && t.Lineage == old.Lineage && t.MembershipId == old.MembershipId))
            .OrderByDescending(t => t.StartedAt).Select(t => t.Id).First()), cancel);

    internal static IQueryable<PushDevice> DevicesOfProgram(this HearthDb db) => db.Set<PushDevice>();

    /// <summary>One person's: for verbs that have checked whose they are.</summary>
    internal static IQueryable<PushDevice> DevicesOf(this HearthDb db, Guid person) => db.Set<PushDevice>().Where(d => d.PersonId == person);

    /// <summary>One's own.</summary>
    public static IQueryable<Mailbox> MailboxOf(this HearthDb db, Viewer viewer) => db.Set<Mailbox>().Where(b => b.PersonId == viewer.PersonId);

    internal static IQueryable<Mailbox> MailboxesOf(this HearthDb db, Guid person) => db.Set<Mailbox>().Where(b => b.PersonId == person);

    /// <summary>All that one person has, for whoever ends it with them.</summary>
    internal static IQueryable<CallAddress> AddressesOf(this HearthDb db, Guid person) => db.Set<CallAddress>().Where(a => a.PersonId == person);

    /// <summary>One's own.</summary>
    public static IQueryable<CallAddress> OwnAddresses(this HearthDb db, Viewer viewer) => db.Set<CallAddress>().Where(a => viewer.IsStaff && a.PersonId == viewer.PersonId);

    /// <summary>Whom those who look after the channels may see there: staff who may come in.</summary>
    public static IQueryable<Person> PeopleToCall(this HearthDb db, Viewer viewer) =>
        db.PeopleVisibleTo(viewer).Where(p => (viewer.Role == Role.Admin || viewer.Role == Role.Supervisor) && Roles.Staff.Contains(p.Role) && db.MembershipsOfProgram().Any(m => m.PersonId == p.Id && m.State == MembershipState.Active));

    /// <summary>That somebody has an address, and since when. The address itself is opened by nobody but its holder and what sends.</summary>
    public static IQueryable<CallAddress> AddressesKnownTo(this HearthDb db, Viewer viewer) =>
        db.Set<CallAddress>().Where(a => db.PeopleToCall(viewer).Any(p => p.Id == a.PersonId));

    /// <summary>The same, and that somebody is called in a browser of theirs; in which, nobody sees.</summary>
    public static IQueryable<Reached> ReachedKnownTo(this HearthDb db, Viewer viewer) =>
        db.ReachedBy().Where(r => db.PeopleToCall(viewer).Any(p => p.Id == r.PersonId));

    /// <summary>By what the viewer is called themselves.</summary>
    public static IQueryable<Channel> CalledBy(this HearthDb db, Viewer viewer) => db.ReachedBy().Where(r => viewer.IsStaff && r.PersonId == viewer.PersonId).Select(r => r.Channel);

    /// <summary>Calls alone: to whom an ordinary notice went is nobody's business.</summary>
    public static IQueryable<Delivery> DeliveriesSeenBy(this HearthDb db, Viewer viewer) =>
        db.Set<Delivery>().Where(d => (d.Kind == CallKind.NeedsAnswer || d.Kind == CallKind.Drill) && (viewer.Role == Role.Admin || viewer.Role == Role.Supervisor));

    public static IQueryable<Drill> DrillsSeenBy(this HearthDb db, Viewer viewer) =>
        db.Set<Drill>().Where(_ => viewer.Role == Role.Admin || viewer.Role == Role.Supervisor);

    /// <summary>The tests that were meant for the viewer.</summary>
    public static IQueryable<Drill> DrillsFor(this HearthDb db, Viewer viewer) => db.Set<Drill>().Where(d => d.PersonId == viewer.PersonId);

    public static IQueryable<Webhook> WebhookSeenBy(this HearthDb db, Viewer viewer) =>
        db.Set<Webhook>().Where(_ => viewer.Role == Role.Admin || viewer.Role == Role.Supervisor);

    internal static IQueryable<Webhook> WebhookOfProgram(this HearthDb db) => db.Set<Webhook>();

    /// <summary>The one that they have there from now on. For verbs that have checked whose it is.</summary>
    internal static async Task SetAddressAsync(this HearthDb db, Guid person, Channel channel, Sealed address, Viewer by, Instant now, CancellationToken cancel)
    {
        if (await db.Set<CallAddress>().SingleOrDefaultAsync(a => a.PersonId == person && a.Channel == channel, cancel) is { } there) there.Change(address, by.PersonId, now);
        else db.Add(CallAddress.Of(db.CurrentProgram, person, channel, address, by.PersonId, now));
    }
}
