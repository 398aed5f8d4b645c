using Hearth.Accounts;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Moderation;

/// <summary>What verbs do to something that waits. They hold its row first, so that of a hundred at once one ends it.</summary>
public sealed class HoldDesk(HearthDb db, Viewer viewer, SpaceGate gate, PostDesk posts, CalledFor called, HappeningLog happenings, Clock clock)
{
    /// <summary>Ends it, by the viewer, and tells its author and whoever else could have.</summary>
    public async Task EndAsync(Hold hold, HoldEndKind kind, string happening, CancellationToken cancel, Sealing.Sealed? words = null, byte[]? print = null)
    {
        db.Add(HoldEnd.Of(hold, kind, viewer.PersonId, clock.Now, words, print));
        if (kind != HoldEndKind.NotReleased) hold.Erase();
        happenings.Record(happening, hold.Id, hold.AuthorId);
        await db.SaveChangesAsync(cancel);
        if (hold.CalledAt is not null) await called.SettleAsync(hold.AuthorId, cancel);
        await gate.TellAsync(hold, cancel);
    }

    /// <summary>What waited stands from now on: in its space, or as a story.</summary>
    /// <returns>False: its author cannot read there any more.</returns>
    public async Task<bool> StandsAsync(Hold hold, string text, CancellationToken cancel)
    {
        if (hold.SpaceId is not null) return await PutUpAsync(hold.Place, hold.AuthorId, text, hold.PressId, cancel);
        if (!await db.MembershipsOfProgram().AnyAsync(m => m.PersonId == hold.AuthorId && m.State == MembershipState.Active, cancel)) return false;
        db.Add(Story.Of(hold.ProgramId, hold.AuthorId, hold.Named, text, clock.Now));
        return true;
    }

    /// <summary>It stands from now on, as the next of its topic.</summary>
    /// <returns>False: its author cannot read there any more, or the place is gone.</returns>
    public async Task<bool> PutUpAsync(HeldPlace place, Guid author, string text, Guid press, CancellationToken cancel)
    {
        if (!await db.ReadersOf(place.Space!.Value).AnyAsync(p => p.Id == author, cancel)) return false;
        Topic? topic;
        if (place.Topic is { } there) topic = await db.TopicsOfProgram().Where(t => t.Id == there).HoldAsync(cancel);
        else db.Add(topic = Topic.Start(viewer.ProgramId, place.Space.Value, author, place.Ask!.Value, clock.Now));
        if (topic is null) return false;
        await posts.PutUpAsync(topic, author, text, press, cancel);
        return true;
    }
}
