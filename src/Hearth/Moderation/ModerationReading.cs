using Hearth.Database;
using Hearth.Groups;
using Hearth.Holds;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Moderation;

/// <summary>What waits, with the name of the place that it was written in; null: it is a story.</summary>
public sealed record WaitingSight(HeldSight Held, string? Where);

/// <summary>What staff look at, and authors of their own.</summary>
public sealed class ModerationReading(HearthDb db, Viewer viewer, HoldReading holds)
{
    /// <summary>What waits for the viewer to read first, the oldest first.</summary>
    /// <param name="author">Of one person only.</param>
    public async Task<IReadOnlyList<WaitingSight>> WaitingAsync(Guid? author = null) =>
        await NamedAsync(await db.HoldsKeptBy(viewer).AsNoTracking().Waiting(db).Where(h => author == null || h.AuthorId == author).OrderBy(h => h.HeldAt).Take(50).ToListAsync());

    /// <summary>The viewer's own that stand nowhere.</summary>
    public async Task<IReadOnlyList<WaitingSight>> MineAsync() =>
        await NamedAsync(await db.HoldsOf(viewer).AsNoTracking().Where(h => h.Text != null).OrderByDescending(h => h.HeldAt).Take(50).ToListAsync());

    /// <summary>One, as its author or as somebody who may read it first. Null: neither.</summary>
    public async Task<WaitingSight?> OneAsync(Guid id)
    {
        var found = await db.HoldsOf(viewer).AsNoTracking().SingleOrDefaultAsync(h => h.Id == id) ?? await db.HoldsKeptBy(viewer).AsNoTracking().SingleOrDefaultAsync(h => h.Id == id);
        return found is null ? null : (await NamedAsync([found]))[0];
    }

    private async Task<IReadOnlyList<WaitingSight>> NamedAsync(List<Hold> found)
    {
        var ids = found.Select(h => h.SpaceId).OfType<Guid>().Distinct().ToList();
        var names = ids.Count == 0 ? [] : await (from s in db.SpacesOfProgram()
                                                 join g in db.GroupsOfProgram() on s.GroupId equals (Guid?)g.Id into groups
                                                 from g in groups.DefaultIfEmpty()
                                                 where ids.Contains(s.Id)
                                                 select new { s.Id, Name = g == null ? s.Name : g.Name }).ToDictionaryAsync(s => s.Id, s => s.Name);
        return [.. (await holds.OpenAsync(found)).Select(h => new WaitingSight(h, h.Hold.SpaceId is { } space ? names[space] : null))];
    }
}
