using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Happenings;

public static class HappeningAccess
{
    /// <summary>The whole chain of the program in scope, in order.</summary>
    public static IQueryable<Happening> Chain(this HearthDb db) => db.Set<Happening>().AsNoTracking().OrderBy(h => h.Number);

    /// <summary>What concerns one person, by their pseudonym, in order.</summary>
    public static IQueryable<Happening> HappeningsAbout(this HearthDb db, string person) => db.Chain().Where(h => h.About == person);

    public static IQueryable<ChainHead> ChainHead(this HearthDb db) => db.Set<ChainHead>();
}
