using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Notices;

/// <summary>Goes where a notice points. It is read then, and with it those of the same kind about the same thing.</summary>
public sealed class OpenNotice(HearthDb db, Viewer viewer, NoticeKinds kinds, Fragments fragments, AfterCommit after, Clock clock) : IVerb<OpenNotice.Form>
{
    public sealed record Form([property: Required] Guid? Notice);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.NoticesTo(viewer).AsNoTracking().SingleOrDefaultAsync(n => n.Id == form.Notice, cancel) is not { } notice) return Outcome.Missing;
        var now = clock.Now;
        // Not what came since: it may be something that they have not seen.
        await db.NoticesTo(viewer).Where(n => n.Kind == notice.Kind && n.SubjectId == notice.SubjectId && n.At <= notice.At && n.ReadAt == null).ExecuteUpdateAsync(n => n.SetProperty(x => x.ReadAt, now), cancel);
        after.Do(() => fragments.RefreshAsync(NoticeDesk.StreamOf(viewer.PersonId)));
        return Outcome.To(kinds.Find(notice.Kind)?.PathOf(notice.SubjectId) ?? "/notices");
    }
}
