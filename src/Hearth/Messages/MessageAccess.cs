using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.Boundaries;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Groups;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Messages;

/// <summary>One person who can read one conversation.</summary>
public sealed class ConversationReader
{
    public Guid ConversationId { get; init; }
    public Guid PersonId { get; init; }
}

public static class MessageAccess
{
    /// <summary>
    /// Who can read what. Those who are in it or were asked; nobody of the staff but those whom it is with. Whoever is suspended, has left
    /// or has not signed what is promised now can open no page, and is no reader.
    /// </summary>
    public static IQueryable<ConversationReader> ConversationReaders(this HearthDb db) =>
        db.MembersWhoComeIn().Where(m => m.DeclinedAt == null).Select(m => new ConversationReader { ConversationId = m.ConversationId, PersonId = m.PersonId });

    /// <summary>
    /// Whom the line beside a box names: for whoever can read it too. Beside those who can read, whoever said that they would rather
    /// not: they read nothing, and a line without them would tell whoever asked.
    /// </summary>
    public static IQueryable<Person> NamedAsReadersOf(this HearthDb db, Guid conversation) =>
        db.PeopleOfProgram().Where(p => db.MembersWhoComeIn().Any(m => m.ConversationId == conversation && m.PersonId == p.Id));

    private static IQueryable<ConversationMember> MembersWhoComeIn(this HearthDb db) => db.Set<ConversationMember>().Where(m => m.LeftAt == null
        && db.MembershipsOfProgram().Any(p => p.PersonId == m.PersonId && p.State == MembershipState.Active)
        && db.SignaturesInForce().Any(s => s.PersonId == m.PersonId));

    public static IQueryable<Conversation> ConversationsVisibleTo(this HearthDb db, Viewer viewer) =>
        // Few are somebody's: found once, and not asked for anew at each message.
        db.Set<Conversation>().Where(c => db.ConversationReaders().Where(r => r.PersonId == viewer.PersonId).Select(r => r.ConversationId).Contains(c.Id));

    /// <summary>Whoever has a part in a conversation that the viewer can read.</summary>
    public static IQueryable<ConversationMember> MembersOfConversations(this HearthDb db, Viewer viewer) =>
        db.Set<ConversationMember>().Where(m => db.ConversationsVisibleTo(viewer).Select(c => c.Id).Contains(m.ConversationId));

    /// <summary>One's own part.</summary>
    public static IQueryable<ConversationMember> PartsOf(this HearthDb db, Viewer viewer) => db.MembersOfConversations(viewer).Where(m => m.PersonId == viewer.PersonId);

    /// <summary>
    /// What somebody is shown: their own, and of the others' what was written while neither blocked the other, but of nobody whom they do not
    /// want to read or are kept apart from. Whoever was asked and has not answered reads the first and nothing more.
    /// </summary>
    public static IQueryable<Message> MessagesVisibleTo(this HearthDb db, Viewer viewer)
    {
        var me = viewer.PersonId;
        return db.Set<Message>().Where(m => db.ConversationsVisibleTo(viewer).Select(c => c.Id).Contains(m.ConversationId)
            && (m.Number == 1 || db.PartsOf(viewer).Any(p => p.ConversationId == m.ConversationId && p.AcceptedAt != null))
            && (m.AuthorId == me || !db.UnseenBy(me).Contains(m.AuthorId) && !db.Set<Block>().Any(b => (b.ById == me && b.WhomId == m.AuthorId || b.ById == m.AuthorId && b.WhomId == me) && b.BlockedAt <= m.WrittenAt && (b.EndedAt == null || m.WrittenAt < b.EndedAt))));
    }

    /// <summary>
    /// What staff were told of: for supervisors, and for those who have the follow-up or were called for it. An admin runs the program in the
    /// software, which opens no door to what people write. Nobody reads what they are told about themselves.
    /// </summary>
    public static IQueryable<MessageReport> ReportsVisibleTo(this HearthDb db, Viewer viewer)
    {
        var (me, supervises) = (viewer.PersonId, viewer.Is(Role.Supervisor));
        return db.Set<MessageReport>().Where(r => r.AboutId != me && db.FollowUpsVisibleTo(viewer).Any(f => f.Id == r.FollowUpId && (supervises || f.OwnerId == me || db.Set<StaffCall>().Any(c => c.FollowUpId == f.Id && c.PersonId == me))));
    }

    /// <summary>The messages that go with it, and none besides.</summary>
    public static IQueryable<Message> MessagesTold(this HearthDb db, Viewer viewer, Guid? report = null) =>
        db.Set<Message>().Where(m => db.ReportsVisibleTo(viewer).Any(r => (report == null || r.Id == report) && r.ConversationId == m.ConversationId && r.FirstNumber <= m.Number && m.Number <= r.LastNumber));

    /// <summary>Pictures: of messages that a viewer is shown, and for staff of those that they were told of.</summary>
    public static IQueryable<MessagePicture> PicturesVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<MessagePicture>().Where(p => db.MessagesVisibleTo(viewer).Any(m => m.Id == p.Id) || db.MessagesTold(viewer).Any(m => m.Id == p.Id));

    /// <summary>What somebody told staff themselves: that they did, and nothing of what was found.</summary>
    public static IQueryable<MessageReport> ReportsBy(this HearthDb db, Viewer viewer) => db.Set<MessageReport>().Where(r => r.ToldBy == viewer.PersonId);

    /// <summary>That staff opened something of a conversation: for all who are in it.</summary>
    public static IQueryable<ReportOpening> OpeningsVisibleTo(this HearthDb db, Viewer viewer, Guid conversation) =>
        db.Set<ReportOpening>().Where(o => db.Set<MessageReport>().Any(r => r.Id == o.ReportId && r.ConversationId == conversation && db.ConversationsVisibleTo(viewer).Any(c => c.Id == r.ConversationId)));

    internal static IQueryable<ReportOpening> OpeningsOfProgram(this HearthDb db) => db.Set<ReportOpening>();

    /// <summary>A viewer's own, for finding a press again.</summary>
    public static IQueryable<Message> MessagesWrittenBy(this HearthDb db, Viewer viewer) => db.Set<Message>().Where(m => m.AuthorId == viewer.PersonId);

    /// <summary>Those whom a viewer blocks now. Who blocks the viewer is nobody's to ask.</summary>
    public static IQueryable<Block> BlocksOf(this HearthDb db, Viewer viewer) => db.Set<Block>().Where(b => b.ById == viewer.PersonId && b.EndedAt == null);

    /// <summary>Who hears nothing of what one person writes just now, whichever of them it comes from: for telling pages, never for showing.</summary>
    internal static IQueryable<Guid> SilentFor(this HearthDb db, Guid person) =>
        db.Set<Quieting>().Where(q => q.OtherId == person).Select(q => q.PersonId).Concat(db.ApartFrom(person)).Concat(db.Set<Block>().Where(b => b.EndedAt == null && (b.ById == person || b.WhomId == person)).Select(b => b.ById == person ? b.WhomId : b.ById));

    /// <summary>Peers to whom a viewer wrote for the first time, since then.</summary>
    internal static IQueryable<ConversationMember> FirstContactsBy(this HearthDb db, Viewer viewer, Instant since) =>
        db.Set<ConversationMember>().Where(m => m.PersonId != viewer.PersonId && db.Set<Conversation>().Any(c => c.Id == m.ConversationId && c.StartedBy == viewer.PersonId && c.StartedAt > since)
            && db.Set<Person>().Any(p => p.Id == m.PersonId && Roles.Peers.Contains(p.Role)));

    /// <summary>
    /// Peers to whom a viewer wrote for the first time and who have not said yes, here or in another conversation with them. Whether they
    /// said no cannot be told from it.
    /// </summary>
    internal static IQueryable<Person> NotAnswering(this HearthDb db, Viewer viewer)
    {
        var me = viewer.PersonId;
        return db.Set<Person>().Where(p => p.Id != me && Roles.Peers.Contains(p.Role)
            && db.Set<ConversationMember>().Any(m => m.PersonId == p.Id && m.AcceptedAt == null && db.Set<Conversation>().Any(c => c.Id == m.ConversationId && c.StartedBy == me))
            && !db.Set<ConversationMember>().Any(m => m.PersonId == p.Id && m.AcceptedAt != null && db.Set<ConversationMember>().Any(o => o.ConversationId == m.ConversationId && o.PersonId == me && o.AcceptedAt != null)));
    }

    /// <summary>Present places of some people in groups, whoever asks: for the rule of who may write to whom.</summary>
    internal static IQueryable<GroupMember> PlacesAmong(this HearthDb db, IReadOnlyCollection<Guid> people) => db.Set<GroupMember>().Where(m => m.LeftAt == null && people.Contains(m.PersonId));

    /// <inheritdoc cref="PlacesAmong"/>
    internal static IQueryable<GroupLeader> LeadingAmong(this HearthDb db, IReadOnlyCollection<Guid> people) => db.Set<GroupLeader>().Where(l => people.Contains(l.PersonId));

    /// <summary>Who of some people are kept apart from whom, whoever asks: for the same rule.</summary>
    internal static IQueryable<Separation> SeparationsAmong(this HearthDb db, IReadOnlyCollection<Guid> people) => db.Set<Separation>().Where(s => s.EndedAt == null && people.Contains(s.OneId) && people.Contains(s.OtherId));

    internal static IQueryable<Conversation> ConversationsOfProgram(this HearthDb db) => db.Set<Conversation>();

    internal static IQueryable<ConversationMember> ConversationMembersOfProgram(this HearthDb db) => db.Set<ConversationMember>();

    internal static IQueryable<Message> MessagesOfProgram(this HearthDb db) => db.Set<Message>();

    internal static IQueryable<MessagePolicy> MessagePolicyOfProgram(this HearthDb db) => db.Set<MessagePolicy>();

    internal static IQueryable<PairSwitch> PairSwitchesOfProgram(this HearthDb db) => db.Set<PairSwitch>();

    /// <summary>The conversation, with its row held to the end of the transaction: its next number is one writer's. (An update that changes nothing locks on both databases.)</summary>
    internal static async Task<Conversation?> HoldAsync(this IQueryable<Conversation> which, CancellationToken cancel) =>
        await which.ExecuteUpdateAsync(c => c.SetProperty(x => x.LastNumber, x => x.LastNumber), cancel) == 1 ? await which.SingleAsync(cancel) : null;
}
