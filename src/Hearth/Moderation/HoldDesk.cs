using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Moderation;

/// <summary>What verbs do to something that waits. They hold its row first, so that of a hundred at once one ends it.</summary>
public sealed class HoldDesk(HearthDb db, Viewer viewer, SpaceGate gate, SpacePages pages, FollowUpDesk followUps, FollowUpPages followUpPages, HappeningLog happenings, Clock clock, AfterCommit after)
{
    /// <summary>Ends it, by the viewer, and tells its author and whoever else could have.</summary>
    public async Task EndAsync(Hold hold, HoldEndKind kind, string happening, CancellationToken cancel, Sealing.Sealed? words = null, byte[]? print = null)
    {
        db.Add(HoldEnd.Of(hold, kind, viewer.PersonId, clock.Now, words, print));
        if (kind != HoldEndKind.NotReleased) hold.Erase();
        happenings.Record(happening, hold.Id, hold.AuthorId);
        await SettleAsync(hold, cancel);
        await gate.TellAsync(hold, cancel);
    }

    /// <summary>It stands from now on, as the next of its topic.</summary>
    /// <returns>False: its author cannot read there any more, or the place is gone.</returns>
    public async Task<Topic?> PutUpAsync(HeldPlace place, Guid author, string text, Guid press, Instant now, CancellationToken cancel)
    {
        if (!await db.ReadersOf(place.Space!.Value).AnyAsync(p => p.Id == author, cancel)) return null;
        Topic? topic;
        if (place.Topic is { } there) topic = await db.TopicsOfProgram().Where(t => t.Id == there).HoldAsync(cancel);
        else db.Add(topic = Topic.Start(viewer.ProgramId, place.Space.Value, author, place.Ask!.Value, now));
        if (topic is null) return null;
        db.Add(topic.Write(author, text, press, now));
        after.Do(() => pages.TellAsync(topic));
        return topic;
    }

    /// <summary>Whoever was called need not come any more, unless something else of that person waits too long; what may be about a hard moment is ended by a person.</summary>
    private async Task SettleAsync(Hold hold, CancellationToken cancel)
    {
        if (hold.CalledAt is null || hold.SoundsHard || await db.HoldsOfProgram().Waiting(db).AnyAsync(h => h.AuthorId == hold.AuthorId && h.Id != hold.Id && h.CalledAt != null, cancel)) return;
        if (await followUps.HoldAsync(db.FollowUpsOfProgram().Where(f => f.PersonId == hold.AuthorId && f.Kind == FollowUpKind.Waiting && f.ClosedAt == null), cancel) is not { } open) return;
        open.Close(FollowUpEnd.NotNeeded, viewer.PersonId, clock.Now);
        await followUps.StepAsync(open, FollowUpStepKind.Ended, viewer.PersonId, clock.Now, cancel: cancel);
        await followUps.HushAsync(open, cancel);
        after.Do(() => followUpPages.TellAsync(open));
    }
}
