using Hearth.Database;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Milestones;

/// <param name="SpaceId">With whose readers it is shared; null: with nobody.</param>
public sealed record MilestoneSight(Guid Id, Writer By, bool Own, string Words, Instant At, Guid? SpaceId, ILookup<ResponseKind, Writer> Responses);

/// <summary>Milestones as the viewer may see them, opened.</summary>
internal sealed class MilestoneReading(HearthDb db, Viewer viewer, Sealer sealer)
{
    /// <summary>So many are shown as words; stones there are for sixty.</summary>
    public const int OnPage = 30, Stones = 60;

    /// <summary>One's own, the latest first.</summary>
    public Task<IReadOnlyList<MilestoneSight>> MineAsync() => OpenAsync(db.MilestonesOf(viewer).OrderByDescending(m => m.MarkedAt).Take(OnPage));

    /// <summary>Those shared in a space, the latest first.</summary>
    public Task<IReadOnlyList<MilestoneSight>> SharedAsync(Guid space) => OpenAsync(db.MilestonesSharedWith(viewer).Where(m => m.SpaceId == space).OrderByDescending(m => m.SharedAt).Take(OnPage));

    /// <summary>One stone for each, the viewer's own among them.</summary>
    public Task<List<bool>> StonesAsync(Guid space) => db.MilestonesSharedWith(viewer).Where(m => m.SpaceId == space).OrderByDescending(m => m.SharedAt).Take(Stones).Select(m => m.PersonId == viewer.PersonId).ToListAsync();

    private async Task<IReadOnlyList<MilestoneSight>> OpenAsync(IQueryable<Milestone> which)
    {
        var rows = await which.AsNoTracking().ToListAsync();
        var ids = rows.Select(r => r.Id).ToList();
        var responses = await db.MilestoneResponsesVisibleTo(viewer).AsNoTracking().Where(r => ids.Contains(r.MilestoneId)).OrderBy(r => r.At).ThenBy(r => r.PersonId).ToListAsync();
        var who = rows.Select(r => r.PersonId).Concat(responses.Select(r => r.PersonId)).Distinct().ToList();
        var people = await db.PeopleOfProgram().Where(p => who.Contains(p.Id)).Select(p => new Writer(p.Id, p.Name, Roles.Staff.Contains(p.Role), p.JoinedAt)).ToDictionaryAsync(p => p.Id);
        var by = responses.ToLookup(r => r.MilestoneId);
        List<MilestoneSight> sights = [];
        foreach (var row in rows)
            sights.Add(new(row.Id, people[row.PersonId], row.PersonId == viewer.PersonId, await sealer.OpenAsync(Milestone.WordsAt(row.Id), row.Words), row.SharedAt ?? row.MarkedAt, row.SpaceId, by[row.Id].ToLookup(r => r.Kind, r => people[r.PersonId])));
        return sights;
    }
}
