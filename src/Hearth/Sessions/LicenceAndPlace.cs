using System.Security.Cryptography;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Sessions.Rules;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Sessions;

/// <summary>Reads what <see cref="LicenceRule"/> decides on, for a live room and those who lead it. Of the whereabouts it opens the state or country alone.</summary>
public static class LicenceAndPlace
{
    /// <summary>Whoever is in a place that no leader's licence covers; and the leaders with a licence.</summary>
    public static async Task<(IReadOnlyDictionary<Guid, PlaceGap> Gaps, IReadOnlyList<Licensed> Licensed)> PlaceGapsAsync(this HearthDb db, Sealer sealer, Session session, CancellationToken cancel = default)
    {
        var said = await db.ArrivalsOfProgram().AsNoTracking().Where(a => a.SessionId == session.Id && a.Region != null).Select(a => new { a.PersonId, a.Region }).ToListAsync(cancel);
        if (said.Count == 0) return (new Dictionary<Guid, PlaceGap>(), []);

        var licensed = await db.LicensedForAsync(session, cancel);
        var gaps = new Dictionary<Guid, PlaceGap>();
        foreach (var one in said)
        {
            try
            {
                var place = await sealer.OpenAsync(Arrival.RegionAt(session.Id, one.PersonId), one.Region!, cancel);
                if (LicenceRule.GapOf(place, licensed) is { } gap) gaps[one.PersonId] = gap;
            }
            catch (CryptographicException)
            {
                // Its key is gone, or it was put somewhere else: nothing can be said about it, and the room goes on.
            }
        }
        return (gaps, licensed);
    }

    private static async Task<List<Licensed>> LicensedForAsync(this HearthDb db, Session session, CancellationToken cancel)
    {
        var zone = await db.ThisProgram().Select(p => p.Zone).SingleAsync(cancel);
        var day = session.StartsAt.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc).Date;
        var papers = await db.SessionLeadersOfProgram().Where(l => l.SessionId == session.Id)
            .Join(db.QualificationsOfProgram(), l => l.PersonId, q => q.PersonId, (l, q) => q)
            .Join(db.PeopleOfProgram(), q => q.PersonId, p => p.Id, (q, p) => new { Paper = q, p.Id, p.Name }).AsNoTracking().ToListAsync(cancel);
        return [.. papers.Where(p => LicenceRule.Covers(p.Paper, day)).GroupBy(p => (p.Id, p.Name)).OrderBy(g => g.Key.Name, StringComparer.Ordinal)
            .Select(g => new Licensed(g.Key.Id, g.Key.Name, [.. g.Select(p => p.Paper.Place!).Distinct().Order(StringComparer.Ordinal)]))];
    }
}
