using Hearth.Database;
using Hearth.Drafts;
using Hearth.Holds;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Spaces;

/// <summary>What is written in a space passes here first, in the same transaction (see <see cref="HoldGate"/>).</summary>
public sealed class SpaceGate(HearthDb db, Viewer viewer, HoldGate gate, DraftBox drafts, HoldPages pages, AfterCommit after)
{
    /// <summary>It may not be written, or waits until staff have read it; null: it stands at once.</summary>
    /// <param name="earlier">What it was before it was written differently.</param>
    public async Task<Outcome?> StopsAsync(HeldPlace place, string text, Guid press, CancellationToken cancel, Guid? earlier = null)
    {
        if (await gate.PausedAsync(cancel) is { } paused) return paused;
        var first = !await db.PostsOfProgram().AnyAsync(p => p.AuthorId == viewer.PersonId, cancel);
        if (await gate.HoldAsync(place, text, press, first, cancel, earlier) is not { } hold) return null;
        await TellAsync(hold, cancel);
        // It is taken, though not shown: nothing is left to send. What was written differently came from its own page: a draft here is of something else.
        if (earlier is null) await drafts.SentAsync(place.Topic is { } below ? $"/topics/{below}/reply" : $"/spaces/{place.Space}/start", cancel);
        return Outcome.To($"{(place.Topic is { } topic ? $"/topics/{topic}" : $"/spaces/{place.Space}")}#held-{hold.Id:N}");
    }

    /// <summary>Its author's pages and those of who looks after the space are told after the commit; nobody else's.</summary>
    public async Task TellAsync(Hold hold, CancellationToken cancel)
    {
        var keepers = hold.SpaceId is { } space ? await db.ReadersOf(space).Where(p => Roles.Staff.Contains(p.Role)).Select(p => p.Id).ToListAsync(cancel)
            : await db.PeopleOfProgram().Where(p => Roles.Staff.Contains(p.Role)).Select(p => p.Id).ToListAsync(cancel);
        after.Do(() => pages.TellAsync(keepers.Append(hold.AuthorId)));
    }
}
