using Hearth.Accounts;
using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.OnCall;

public static class ShiftAccess
{
    /// <summary>The shifts that a viewer may know of: all for supervisor and admin, their own for other staff.</summary>
    public static IQueryable<Shift> ShiftsVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<Shift>().Where(s => viewer.Role == Role.Supervisor || viewer.Role == Role.Admin || (viewer.IsStaff && s.PersonId == viewer.PersonId));

    /// <summary>Those that a viewer plans, changes and ends.</summary>
    public static IQueryable<Shift> ShiftsPlannedBy(this HearthDb db, Viewer viewer) =>
        db.Set<Shift>().Where(s => s.EndedAt == null && (viewer.Role == Role.Supervisor || viewer.Role == Role.Admin));

    /// <summary>Every shift of the program in scope that is not over: to find who is asked, whoever needs them.</summary>
    public static IQueryable<Shift> ShiftsInForce(this HearthDb db, Instant now) => db.Set<Shift>().Where(s => s.EndedAt == null || s.EndedAt > now);

    /// <summary>One person's shifts: for a verb that has already checked who asks.</summary>
    public static IQueryable<Shift> ShiftsOf(this HearthDb db, Guid person) => db.Set<Shift>().Where(s => s.PersonId == person && s.EndedAt == null);

    /// <summary>Holds somebody's place in the program to the end of the transaction, so that what is decided about their shifts is decided by one at a time.</summary>
    public static Task HoldPlaceAsync(this HearthDb db, Guid person, CancellationToken cancel) =>
        db.MembershipsOfProgram().Where(m => m.PersonId == person).ExecuteUpdateAsync(m => m.SetProperty(x => x.Stamp, x => x.Stamp), cancel);
}
