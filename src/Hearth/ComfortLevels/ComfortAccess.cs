using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.ComfortLevels;

public static class ComfortAccess
{
    /// <summary>One's own choice. What others see of it, they see in the rooms that respect it.</summary>
    public static IQueryable<ComfortChoice> ComfortOf(this HearthDb db, Viewer viewer) => db.Set<ComfortChoice>().Where(c => c.PersonId == viewer.PersonId);

    public static async Task<Comfort> ComfortNowAsync(this HearthDb db, Viewer viewer, CancellationToken cancel = default) =>
        (await db.ComfortOf(viewer).AsNoTracking().SingleOrDefaultAsync(cancel))?.Comfort ?? Comfort.Everything;
}
