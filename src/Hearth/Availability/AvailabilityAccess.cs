using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.Availability.Rules;
using Hearth.Database;
using Hearth.Groups;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Availability;

public static class AvailabilityAccess
{
    /// <summary>One's own choice, whole.</summary>
    public static IQueryable<OwnAvailability> AvailabilityOf(this HearthDb db, Viewer viewer) => db.Set<OwnAvailability>().Where(a => a.PersonId == viewer.PersonId);

    /// <summary>
    /// Fellow members of a person's groups who may come in: the only ones of whom others may see anything here. What is seen is made
    /// of these rows by <see cref="SeenOfAsync"/> and <see cref="CompanyForAsync"/>, and no page reads them itself.
    /// </summary>
    internal static IQueryable<OwnAvailability> AvailabilityInCircleOf(this HearthDb db, Guid person) =>
        db.Set<OwnAvailability>().Where(a => a.PersonId != person &&
            db.PeopleOfProgram().Any(p => p.Id == a.PersonId && Roles.Peers.Contains(p.Role)) &&
            db.MembersBeside(person).Select(m => m.PersonId).Contains(a.PersonId) &&
            db.MembershipsOfProgram().Any(m => m.PersonId == a.PersonId && m.State == MembershipState.Active) &&
            db.SignaturesInForce().Any(s => s.PersonId == a.PersonId));

    /// <summary>What the viewer may see of each of their circle who shows something now: around until, or resting until.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Seen>> SeenOfAsync(this HearthDb db, Viewer viewer, Instant now, CancellationToken cancel = default) =>
        (await db.WithZonesAsync(db.AvailabilityInCircleOf(viewer.PersonId), cancel))
            .Select(x => (x.Own.PersonId, Seen: Seen.Of(x.Own.ChosenQuiet, x.Own.AroundUntil, x.Zone, now)))
            .Where(x => x.Seen is not null).ToDictionary(x => x.PersonId, x => x.Seen!);

    /// <summary>Who of a person's circle said that they may be asked for company in a hard moment, and at a time such as this.</summary>
    public static async Task<IReadOnlyList<Guid>> CompanyForAsync(this HearthDb db, Guid person, Instant now, CancellationToken cancel = default) =>
        [.. (await db.WithZonesAsync(db.AvailabilityInCircleOf(person).Where(a => a.Company != CompanyChoice.No), cancel))
            .Where(x => CompanyTimes.MayBeAsked(x.Own.Company, x.Own.CompanyHours, x.Own.Quiet, x.Zone, now)).Select(x => x.Own.PersonId)];

    /// <summary>
    /// Until when each of these people wants their quiet now; whoever does not is not in it. For what holds things back: it shows nobody
    /// anything.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, Instant>> QuietHoursOf(this HearthDb db, IReadOnlyCollection<Guid> people, Instant now, CancellationToken cancel = default)
    {
        var own = await db.Set<OwnAvailability>().AsNoTracking().Where(a => people.Contains(a.PersonId)).ToDictionaryAsync(a => a.PersonId, a => a.Quiet, cancel);
        var zones = await db.PeopleOfProgram().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.Zone }).ToListAsync(cancel);
        return zones.Select(p => (p.Id, Until: own.GetValueOrDefault(p.Id, OwnAvailability.UsualQuiet)?.UntilOf(DateTimeZoneProviders.Tzdb[p.Zone], now)))
            .Where(p => p.Until is not null).ToDictionary(p => p.Id, p => p.Until!.Value);
    }

    /// <summary>One's own, to be changed; made here the first time.</summary>
    internal static async Task<OwnAvailability> OwnAvailabilityAsync(this HearthDb db, Viewer viewer, CancellationToken cancel)
    {
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        if (await db.AvailabilityOf(viewer).SingleOrDefaultAsync(cancel) is { } there) return there;
        var own = OwnAvailability.Of(viewer.ProgramId, viewer.PersonId);
        db.Add(own);
        return own;
    }

    private static async Task<IEnumerable<(OwnAvailability Own, DateTimeZone Zone)>> WithZonesAsync(this HearthDb db, IQueryable<OwnAvailability> rows, CancellationToken cancel) =>
        (await rows.AsNoTracking().Join(db.PeopleOfProgram(), a => a.PersonId, p => p.Id, (a, p) => new { Own = a, p.Zone }).ToListAsync(cancel)).Select(x => (x.Own, DateTimeZoneProviders.Tzdb[x.Zone]));
}
