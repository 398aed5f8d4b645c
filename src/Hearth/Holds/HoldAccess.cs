using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Holds;

public static class HoldAccess
{
    /// <summary>A viewer's own, whatever became of them.</summary>
    public static IQueryable<Hold> HoldsOf(this HearthDb db, Viewer viewer) => db.Set<Hold>().Where(h => viewer.SignedIn && h.AuthorId == viewer.PersonId);

    /// <summary>Those that nothing has ended. Not a viewer's: to be narrowed by whoever asks.</summary>
    internal static IQueryable<Hold> Waiting(this IQueryable<Hold> holds, HearthDb db) => holds.Where(h => !db.Set<HoldEnd>().Any(e => e.HoldId == h.Id));

    internal static IQueryable<Hold> HoldsOfProgram(this HearthDb db) => db.Set<Hold>();

    internal static Task<bool> HasEndedAsync(this HearthDb db, Hold hold, CancellationToken cancel) => db.Set<HoldEnd>().AnyAsync(e => e.HoldId == hold.Id, cancel);

    internal static IQueryable<HoldEnd> HoldEndsOfProgram(this HearthDb db) => db.Set<HoldEnd>();

    /// <summary>Pauses that last at this moment.</summary>
    internal static IQueryable<WritingPause> PausesInForce(this HearthDb db, Instant now) => db.Set<WritingPause>().Where(p => p.EndedAt == null && p.Until > now);

    /// <summary>A viewer's own.</summary>
    public static IQueryable<WritingPause> PausesOf(this HearthDb db, Viewer viewer) => db.Set<WritingPause>().Where(p => viewer.SignedIn && p.PersonId == viewer.PersonId);

    /// <summary>Until when somebody may not write to peers; null: they may. Paths to a person from the program never ask this.</summary>
    public static Task<Instant?> PausedUntilAsync(this HearthDb db, Guid person, Instant now, CancellationToken cancel = default) =>
        db.PausesInForce(now).Where(p => p.PersonId == person).MaxAsync(p => (Instant?)p.Until, cancel);

    /// <summary>The program's words, those that were taken off the list too: for who looks after the program.</summary>
    public static IQueryable<HoldWord> HoldWordsVisibleTo(this HearthDb db, Viewer viewer)
    {
        var may = viewer.Is(Role.Supervisor, Role.Admin);
        return db.Set<HoldWord>().Where(_ => may);
    }

    internal static IQueryable<HoldWord> HoldWordsOfProgram(this HearthDb db) => db.Set<HoldWord>().Where(w => w.RemovedAt == null);

    internal static IQueryable<HoldSettings> HoldSettingsOfProgram(this HearthDb db) => db.Set<HoldSettings>();

    // An update locks on both databases, to the end of the transaction; one that changes nothing changes nothing.

    /// <summary>
    /// The hold, with its row held: it ends once. By what it is and not by whether it waits: on PostgreSQL whoever waited for the row
    /// would judge that by what was there before.
    /// </summary>
    internal static async Task<Hold?> HoldAsync(this IQueryable<Hold> which, CancellationToken cancel) =>
        await which.ExecuteUpdateAsync(h => h.SetProperty(x => x.Word, x => x.Word), cancel) == 1 ? await which.SingleOrDefaultAsync(cancel) : null;
}
