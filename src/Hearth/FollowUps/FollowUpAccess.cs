using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.FollowUps;

public static class FollowUpAccess
{
    /// <summary>
    /// Those that a viewer may open: supervisors and admins all of their program; other staff those that they have or were called
    /// for. Never a peer, and nobody whom it is about (who asked themselves reads <see cref="HardMomentsOf"/>).
    /// </summary>
    public static IQueryable<FollowUp> FollowUpsVisibleTo(this HearthDb db, Viewer viewer)
    {
        var (all, staff, me) = (viewer.Is(Role.Supervisor, Role.Admin), viewer.IsStaff, viewer.PersonId);
        return db.Set<FollowUp>().Where(f => staff && f.PersonId != me && (all || f.OwnerId == me || db.Set<StaffCall>().Any(c => c.FollowUpId == f.Id && c.PersonId == me)));
    }

    /// <summary>What somebody asked for themselves. What others noticed about them is not theirs to read: it would name who did.</summary>
    public static IQueryable<FollowUp> HardMomentsOf(this HearthDb db, Viewer viewer) => db.Set<FollowUp>().Where(f => f.Kind == FollowUpKind.HardMoment && f.PersonId == viewer.PersonId);

    /// <summary>What somebody asked for, for themselves or for a peer: whether it waits, who has it, whether it has ended; of a peer's, nothing more.</summary>
    public static IQueryable<FollowUp> FollowUpsAskedBy(this HearthDb db, Viewer viewer) => db.Set<FollowUp>().Where(f => db.Set<FollowUpAsker>().Any(a => a.FollowUpId == f.Id && a.PersonId == viewer.PersonId));

    /// <summary>Open ones that a viewer has or was called for themselves: what they were called for may be opened for their sake.</summary>
    public static IQueryable<FollowUp> FollowUpsWith(this HearthDb db, Viewer viewer)
    {
        var (staff, me) = (viewer.IsStaff, viewer.PersonId);
        return db.Set<FollowUp>().Where(f => staff && f.ClosedAt == null && (f.OwnerId == me || db.Set<StaffCall>().Any(c => c.FollowUpId == f.Id && c.PersonId == me)));
    }

    /// <summary>Those that a viewer was called for and that nobody has.</summary>
    public static IQueryable<FollowUp> CallsTo(this HearthDb db, Viewer viewer)
    {
        var (staff, me) = (viewer.IsStaff, viewer.PersonId);
        return db.Set<FollowUp>().Where(f => staff && f.ClosedAt == null && f.OwnerId == null && f.EasedAt == null && db.Set<StaffCall>().Any(c => c.FollowUpId == f.Id && c.PersonId == me));
    }

    /// <summary>Those that a viewer was given and has not ended.</summary>
    public static IQueryable<FollowUp> FollowUpsGivenTo(this HearthDb db, Viewer viewer)
    {
        var (staff, me) = (viewer.IsStaff, viewer.PersonId);
        return db.Set<FollowUp>().Where(f => staff && f.Kind == FollowUpKind.Unanswered && f.ClosedAt == null && f.OwnerId == me);
    }

    public static IQueryable<FollowUpStep> StepsOf(this HearthDb db, IQueryable<FollowUp> followUps) => db.Set<FollowUpStep>().Where(s => followUps.Any(f => f.Id == s.FollowUpId));

    /// <summary>Those for which somebody is to be called now, in the program in scope.</summary>
    internal static IQueryable<FollowUp> FollowUpsToCall(this HearthDb db, Instant now) => db.Set<FollowUp>().Where(f => f.NextCallAt <= now);

    internal static IQueryable<FollowUp> FollowUpsOfProgram(this HearthDb db) => db.Set<FollowUp>();

    internal static IQueryable<FollowUpStep> StepsOfProgram(this HearthDb db) => db.Set<FollowUpStep>();

    internal static IQueryable<FollowUpAsker> AskersOfProgram(this HearthDb db) => db.Set<FollowUpAsker>();

    internal static IQueryable<StaffCall> CallsOfProgram(this HearthDb db) => db.Set<StaffCall>();
}
