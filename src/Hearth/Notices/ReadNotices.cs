using Hearth.Database;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Notices;

/// <summary>All that stood in the list is read. What came while it was being looked at stays new.</summary>
public sealed class ReadNotices(HearthDb db, Viewer viewer, Fragments fragments, AfterCommit after, Clock clock) : IVerb<ReadNotices.Form>
{
    /// <param name="Newest">The first one of the list that was looked at.</param>
    public sealed record Form(Guid? Newest);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var now = clock.Now;
        if (await db.NoticesTo(viewer).Where(n => n.Id == form.Newest).Select(n => (Instant?)n.At).SingleOrDefaultAsync(cancel) is not { } seen) return Outcome.To("/notices");
        await db.NoticesTo(viewer).Where(n => n.At <= seen && n.ReadAt == null).ExecuteUpdateAsync(n => n.SetProperty(x => x.ReadAt, now), cancel);
        after.Do(() => fragments.RefreshAsync(NoticeDesk.StreamOf(viewer.PersonId)));
        return Outcome.To("/notices");
    }
}
