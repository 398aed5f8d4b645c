using Hearth.Accounts;
using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Notices;

public static class NoticeAccess
{
    /// <summary>One's own.</summary>
    public static IQueryable<Notice> NoticesTo(this HearthDb db, Viewer viewer) => db.Set<Notice>().Where(n => n.PersonId == viewer.PersonId);

    public static IQueryable<NoticeChoice> NoticeChoiceOf(this HearthDb db, Viewer viewer) => db.Set<NoticeChoice>().Where(c => c.PersonId == viewer.PersonId);

    /// <summary>Of these, the ones who may come in: nobody else is told of anything.</summary>
    internal static IQueryable<Guid> WhoMayBeTold(this HearthDb db, IReadOnlyCollection<Guid> people) =>
        db.MembershipsOfProgram().Where(m => people.Contains(m.PersonId) && m.State == MembershipState.Active).Select(m => m.PersonId).Distinct();

    /// <summary>Everybody who may come in.</summary>
    internal static IQueryable<Guid> EverybodyInside(this HearthDb db) => db.MembershipsOfProgram().Where(m => m.State == MembershipState.Active).Select(m => m.PersonId).Distinct();

    /// <summary>For what sends them.</summary>
    internal static IQueryable<Notice> NoticesOfProgram(this HearthDb db) => db.Set<Notice>();

    internal static IQueryable<Notice> NoticesDue(this HearthDb db, Instant now) => db.Set<Notice>().Where(n => n.DueAt <= now);

    internal static Task<NoticeChoice?> NoticeChoiceOfAsync(this HearthDb db, Guid person, CancellationToken cancel) => db.Set<NoticeChoice>().AsNoTracking().SingleOrDefaultAsync(c => c.PersonId == person, cancel);
}
