using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Sessions;

/// <summary>It does not take place. Whoever had arrived already is forgotten at once.</summary>
public sealed class CallOffSession(HearthDb db, Viewer viewer, HappeningLog happenings, SessionNotices notices, IStringLocalizer<Words> words) : IVerb<CallOffSession.Form>
{
    public sealed record Form([property: Required] Guid? Session);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.SessionsPlannedBy(viewer).SingleOrDefaultAsync(s => s.Id == form.Session, cancel) is not { } session) return Outcome.Missing;
        if (session.State == SessionState.Cancelled) return Outcome.To($"/sessions/{session.Id}");
        if (session.State != SessionState.Planned) return Outcome.No("not-planned", words["It has been opened already. A leader can end it from inside."]);
        session.Cancel();
        happenings.Record("sessions.called-off", session.Id);
        await notices.TellAsync(SessionNotices.CalledOff, session, session.StartsAt, cancel);
        await ArrivalErasure.EraseAsync(db, happenings, session.Id, cancel);
        return Outcome.To($"/sessions/{session.Id}");
    }
}
