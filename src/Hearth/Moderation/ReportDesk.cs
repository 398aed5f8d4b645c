using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Notices;
using Hearth.Sealing;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Moderation;

/// <summary>What verbs do about a post that staff were told of.</summary>
public sealed class ReportDesk(HearthDb db, Viewer viewer, HoldPages pages, CalledFor called, NoticeDesk notices, HappeningLog happenings, Sealer sealer, Clock clock, AfterCommit after)
{
    /// <summary>Whoever told it, and those who may look at it.</summary>
    public async Task TellAsync(Report report, CancellationToken cancel)
    {
        var keepers = await db.ReadersOf(report.SpaceId).Where(p => Roles.Staff.Contains(p.Role) && p.Id != report.AuthorId).Select(p => p.Id).ToListAsync(cancel);
        after.Do(() => pages.TellAsync(keepers.Append(report.ReportedBy)));
    }

    public async Task EndAsync(Report report, ReportEnd end, CancellationToken cancel)
    {
        report.Close(end, viewer.PersonId, clock.Now);
        happenings.Record("moderation.looked-at", report.Id);
        await notices.TellAsync(ModerationNotices.LookedAt, report.ReportedBy, report.Id, cancel);
        await db.SaveChangesAsync(cancel);
        await called.SettleAsync(report.AuthorId, cancel);
        await TellAsync(report, cancel);
    }

    /// <summary>To whose post it is, by name, for them and those who keep the space.</summary>
    public async Task WriteAsync(Guid id, Post post, Guid space, string words, CancellationToken cancel)
    {
        db.Add(PrivateWord.To(id, post, space, await sealer.SealAsync(post.AuthorId, PrivateWord.WordsAt(id), words, cancel), viewer.PersonId, clock.Now));
        happenings.Record("moderation.word-written", id, post.AuthorId);
        await notices.TellAsync(ModerationNotices.WordWritten, post.AuthorId, post.TopicId, cancel);
        after.Do(() => pages.TellAsync([post.AuthorId, viewer.PersonId]));
    }
}

/// <summary>That somebody was called since something of one person waited too long.</summary>
public sealed class CalledFor(HearthDb db, Viewer viewer, FollowUpDesk followUps, FollowUpPages pages, Clock clock, AfterCommit after)
{
    /// <summary>Whoever was called need not come any more, unless something else of that person waits too long; what may be about a hard moment is ended by a person.</summary>
    public async Task SettleAsync(Guid person, CancellationToken cancel)
    {
        if (await followUps.HoldAsync(db.FollowUpsOfProgram().Where(f => f.PersonId == person && f.Kind == FollowUpKind.Waiting && f.ClosedAt == null), cancel) is not { } open) return;
        if (await db.HoldsOfProgram().AnyAsync(h => h.AuthorId == person && h.CalledAt != null && (h.SoundsHard && h.CalledAt >= open.RaisedAt || !db.HoldEndsOfProgram().Any(e => e.HoldId == h.Id)), cancel)
            || await db.ReportsOfProgram().AnyAsync(r => r.AuthorId == person && r.CalledAt != null && r.EndedAt == null, cancel)) return;
        open.Close(FollowUpEnd.NotNeeded, viewer.PersonId, clock.Now);
        await followUps.StepAsync(open, FollowUpStepKind.Ended, viewer.PersonId, clock.Now, cancel: cancel);
        await followUps.HushAsync(open, cancel);
        after.Do(() => pages.TellAsync(open));
    }
}
