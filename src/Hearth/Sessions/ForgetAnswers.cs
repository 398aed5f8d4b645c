using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Sessions;

/// <summary>Erases the answers that somebody kept for themselves. Tonight's stay until the session ends.</summary>
public sealed class ForgetAnswers(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<ForgetAnswers.Form>
{
    public sealed record Form([property: Required] Guid? Session);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await Arriving.MineAsync(db, viewer, form.Session!.Value, cancel) is not { } session) return Outcome.Missing;
        if (await db.KeptArrivalOf(viewer).ExecuteDeleteAsync(cancel) > 0) happenings.Record("sessions.kept-answers-erased", viewer.PersonId, viewer.PersonId);
        return Outcome.To($"/sessions/{session.Id}/arrive");
    }
}
