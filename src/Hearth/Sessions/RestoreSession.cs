using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Sessions.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Sessions;

/// <summary>It takes place after all: calling it off is undone, as long as its time has not passed or been taken.</summary>
public sealed class RestoreSession(HearthDb db, Viewer viewer, HappeningLog happenings, SessionNotices notices, Clock clock, IStringLocalizer<Words> words) : IVerb<RestoreSession.Form>
{
    public sealed record Form([property: Required] Guid? Session);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.SessionsPlannedBy(viewer).SingleOrDefaultAsync(s => s.Id == form.Session, cancel) is not { } session) return Outcome.Missing;
        if (session.State == SessionState.Planned) return Outcome.To($"/sessions/{session.Id}");
        if (session.State != SessionState.Cancelled || session.EndsAt <= clock.Now) return Outcome.No("over", words["Its time has passed. You can plan a new one."]);
        if (await db.OtherSessionInTheWayAsync(session.GroupId, session.Id, [new Occurrence(default, session.StartsAt, session.EndsAt, ClockChange.None)], cancel) is not null)
            return Outcome.No("in-the-way", words["This group has another session at that time by now."]);
        session.Restore();
        happenings.Record("sessions.restored", session.Id);
        await notices.TellAsync(SessionNotices.BackOn, session, session.StartsAt, cancel);
        return Outcome.To($"/sessions/{session.Id}");
    }
}
