using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Boundaries;

public static class BoundaryAccess
{
    /// <summary>One's own; nobody else's, for no role.</summary>
    public static IQueryable<Quieting> QuietingsOf(this HearthDb db, Viewer viewer) => db.Set<Quieting>().Where(q => q.PersonId == viewer.PersonId);

    /// <summary>Whom a person does not want to read.</summary>
    public static IQueryable<Guid> QuietedBy(this HearthDb db, Guid person) => db.Set<Quieting>().Where(q => q.PersonId == person).Select(q => q.OtherId);

    /// <summary>Who does not want to read a person: for what is left undone silently, and shown to nobody.</summary>
    public static IQueryable<Guid> WhoQuieted(this HearthDb db, Guid person) => db.Set<Quieting>().Where(q => q.OtherId == person).Select(q => q.PersonId);

    /// <summary>Whom a person is kept apart from.</summary>
    public static IQueryable<Guid> ApartFrom(this HearthDb db, Guid person) =>
        db.Set<Separation>().Where(s => s.EndedAt == null && (s.OneId == person || s.OtherId == person)).Select(s => s.OneId == person ? s.OtherId : s.OneId);

    /// <summary>
    /// Whose words a person is not shown, anywhere that people write: whom they quieted, and whom they are kept apart from. Every access
    /// query over what peers write leaves these out, so that pages, answers, searches and notices do.
    /// </summary>
    public static IQueryable<Guid> UnseenBy(this HearthDb db, Guid person) => db.QuietedBy(person).Concat(db.ApartFrom(person));

    /// <summary>Whether two are kept apart.</summary>
    public static Task<bool> AreApartAsync(this HearthDb db, Guid one, Guid other, CancellationToken cancel) => db.ApartFrom(one).ContainsAsync(other, cancel);

    /// <summary>Who is kept apart from whom: for those who decide it.</summary>
    public static IQueryable<Separation> SeparationsVisibleTo(this HearthDb db, Viewer viewer)
    {
        var decides = viewer.Is(Role.Facilitator, Role.Therapist, Role.Supervisor);
        return db.Set<Separation>().Where(_ => decides);
    }

    /// <summary>Those that a viewer was told of.</summary>
    public static IQueryable<Separation> SeparationsToldTo(this HearthDb db, Viewer viewer) =>
        db.Set<Separation>().Where(s => s.EndedAt == null && (s.OneKnows && s.OneId == viewer.PersonId || s.OtherKnows && s.OtherId == viewer.PersonId));
}
