using Hearth.Database;
using Hearth.Notes.Rules;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Notes;

/// <summary>Which words of a note seem to name somebody who was there and whom it is not about.</summary>
public sealed class NamesSeen(HearthDb db, Viewer viewer, Sealer sealer)
{
    /// <param name="about">Whose note it is: their own name may stand in it.</param>
    public async Task<IReadOnlyList<string>> InAsync(string text, Guid session, Guid? about, CancellationToken cancel = default)
    {
        var there = db.AttendanceVisibleTo(viewer).Where(a => a.SessionId == session && a.PersonId != about && !db.SessionLeadersOfProgram().Any(l => l.SessionId == session && l.PersonId == a.PersonId)).Select(a => a.PersonId);
        var names = await db.PeopleOfProgram().Where(p => there.Contains(p.Id)).Select(p => p.Name).ToListAsync(cancel);

        // Opened to compare and never shown, so it is nobody's look. Only for staff, who may look them up: a peer who leads could
        // otherwise try names until one is said back.
        foreach (var identity in await db.LegalIdentitiesVisibleTo(viewer).AsNoTracking().Where(i => there.Contains(i.PersonId)).ToListAsync(cancel))
            names.AddRange(FirstNames(await sealer.OpenAsync(LegalIdentity.PlaceOf(identity.PersonId), identity.FullName, cancel)));

        var own = about is { } id ? await db.PeopleOfProgram().Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(cancel) : null;
        return NameRule.NamesIn(text, names.Where(n => !string.Equals(n, own, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>All but the last: "Mary Ann Smith" is called Mary, or Ann. Somebody with one name has that.</summary>
    private static IEnumerable<string> FirstNames(string full)
    {
        var parts = full.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 ? parts[..^1] : parts;
    }
}
