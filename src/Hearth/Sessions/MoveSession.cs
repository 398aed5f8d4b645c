using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Sessions.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Sessions;

/// <summary>Another day or time for one session. The rest of its series stays.</summary>
public sealed class MoveSession(HearthDb db, Viewer viewer, HappeningLog happenings, SessionNotices notices, Clock clock, IStringLocalizer<Words> words) : IVerb<MoveSession.Form>
{
    public sealed record Form(
        [property: Required] Guid? Session,
        [property: Required(ErrorMessage = "Please choose a day.")] LocalDate? Day,
        [property: Required(ErrorMessage = "Please choose a time.")] LocalTime? StartsAt,
        [property: Required(ErrorMessage = "Please choose a time zone.")] string? Zone,
        [property: Required(ErrorMessage = "Please write a whole number from 15 to 180."), Range(SeriesRule.ShortestMinutes, SeriesRule.LongestMinutes, ErrorMessage = "Please write a whole number from 15 to 180.")] int? Minutes);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.SessionsPlannedBy(viewer).SingleOrDefaultAsync(s => s.Id == form.Session, cancel) is not { } session) return Outcome.Missing;
        if (session.State != SessionState.Planned) return Outcome.No("not-planned", words["It can’t be moved any more."]);
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(form.Zone!) is not { } zone) return Outcome.No("Zone", "no-such-zone", words["Please choose a time zone from the list."]);

        var moved = SeriesRule.On(form.Day!.Value, form.StartsAt!.Value, zone, form.Minutes!.Value);
        if (moved.StartsAt <= clock.Now) return Outcome.No("Day", "in-the-past", words["That time has passed already. Please choose a later one."]);
        if (moved.StartsAt > clock.Now + Duration.FromDays(366)) return Outcome.No("Day", "too-far", words["That is more than a year ahead. Please choose an earlier day."]);
        if (await db.OtherSessionInTheWayAsync(session.GroupId, session.Id, [moved], cancel) is { } other)
            return Outcome.No("Day", "in-the-way", words["This group has a session at that time already, on {0}.", Times.Say(other.StartsAt.InZone(zone), "both")]);

        var page = $"/sessions/{session.Id}";
        if ((session.StartsAt, session.EndsAt) == (moved.StartsAt, moved.EndsAt)) return Outcome.To(page); // nobody is told of what stays

        var before = session.StartsAt;
        session.Move(moved.StartsAt, moved.EndsAt);
        happenings.Record("sessions.moved", session.Id);
        await notices.TellAsync(SessionNotices.Moved, session, Instant.Min(before, moved.StartsAt), cancel);
        return Outcome.To(page);
    }
}
