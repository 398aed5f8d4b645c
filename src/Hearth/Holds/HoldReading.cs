using Hearth.Database;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Holds;

/// <summary>Something that waits, or was not let in, for its author or for staff who may read it.</summary>
/// <param name="EndWords">Why it was not let in.</param>
public sealed record HeldSight(Hold Hold, string Author, string Text, string? Plea, HoldEndKind? End, string? EndedBy, Instant? EndedAt, string? EndWords);

/// <summary>A pause of the viewer's own writing.</summary>
public sealed record PauseSight(WritingPause Pause, string By, string Words);

/// <summary>What somebody has to know where they write.</summary>
/// <param name="Own">What they wrote here, and that is not there for the others.</param>
/// <param name="Others">To those who keep this place: something of somebody's waits here.</param>
public sealed record HereSight(IReadOnlyList<HeldSight> Own, bool Others, PauseSight? Pause)
{
    public static readonly HereSight Nothing = new([], false, null);
}

/// <summary>What pages show of what waits.</summary>
public sealed class HoldReading(HearthDb db, Viewer viewer, Sealer sealer, Clock clock)
{
    /// <param name="topic">Null: what begins a topic there.</param>
    /// <param name="keeps">The viewer looks after this place.</param>
    public async Task<HereSight> HereAsync(Guid space, Guid? topic, bool keeps)
    {
        var rows = await db.HoldsOfProgram().AsNoTracking().Where(h => h.SpaceId == space && h.TopicId == topic && h.Text != null && (h.AuthorId == viewer.PersonId || keeps && !db.HoldEndsOfProgram().Any(e => e.HoldId == h.Id)))
            .OrderBy(h => h.HeldAt).Take(50).ToListAsync();
        return new(await OpenAsync([.. rows.Where(h => h.AuthorId == viewer.PersonId)]), rows.Exists(h => h.AuthorId != viewer.PersonId), await PauseAsync());
    }

    public async Task<PauseSight?> PauseAsync()
    {
        var found = await (from p in db.PausesInForce(clock.Now).AsNoTracking()
                           join staff in db.PeopleOfProgram() on p.PausedBy equals staff.Id
                           where p.PersonId == viewer.PersonId
                           orderby p.Until descending
                           select new { Pause = p, staff.Name }).FirstOrDefaultAsync();
        return found is null ? null : new(found.Pause, found.Name, await sealer.OpenAsync(WritingPause.WordsAt(found.Pause.Id), found.Pause.Words));
    }

    /// <summary>Opens those that the caller's access query has found.</summary>
    public async Task<IReadOnlyList<HeldSight>> OpenAsync(IReadOnlyList<Hold> holds)
    {
        if (holds.Count == 0) return [];
        var ids = holds.Select(h => h.Id).ToList();
        var ends = await db.HoldEndsOfProgram().AsNoTracking().Where(e => ids.Contains(e.HoldId)).ToDictionaryAsync(e => e.HoldId);
        var who = holds.Select(h => h.AuthorId).Concat(ends.Values.Select(e => e.EndedBy)).Distinct().ToList();
        var names = await db.PeopleOfProgram().Where(p => who.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name);
        List<HeldSight> opened = [];
        foreach (var hold in holds)
        {
            var end = ends.GetValueOrDefault(hold.Id);
            opened.Add(new(hold, names[hold.AuthorId], hold.Text is null ? "" : await sealer.OpenAsync(Hold.TextAt(hold.Id), hold.Text), hold.Plea is null ? null : await sealer.OpenAsync(Hold.PleaAt(hold.Id), hold.Plea),
                end?.Kind, end is null ? null : names[end.EndedBy], end?.EndedAt, end?.Words is null ? null : await sealer.OpenAsync(HoldEnd.WordsAt(hold.Id), end.Words)));
        }
        return opened;
    }
}
