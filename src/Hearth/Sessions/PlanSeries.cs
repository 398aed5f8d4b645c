using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Groups.Rules;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Sessions.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Sessions;

/// <summary>Plans a group's sessions ahead: the same day and time each week, with their leaders and a plan to start from.</summary>
public sealed class PlanSeries(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<PlanSeries.Form>
{
    public sealed record Form(
        [property: Required] Guid? Group,
        [property: Required(ErrorMessage = "Please say what these sessions are called."), MaxLength(80, ErrorMessage = "Please keep it under 80 letters.")] string? Title,
        [property: MaxLength(300, ErrorMessage = "Please keep it under 300 letters.")] string? Aim,
        [property: Required(ErrorMessage = "Please choose a day.")] LocalDate? FirstDay,
        [property: Required(ErrorMessage = "Please choose a time.")] LocalTime? StartsAt,
        [property: Required(ErrorMessage = "Please choose a time zone.")] string? Zone,
        [property: Required(ErrorMessage = "Please write a whole number from 15 to 180."), Range(SeriesRule.ShortestMinutes, SeriesRule.LongestMinutes, ErrorMessage = "Please write a whole number from 15 to 180.")] int? Minutes,
        [property: Required(ErrorMessage = "Please write a whole number from 1 to 26."), Range(1, SeriesRule.MostWeeks, ErrorMessage = "Please write a whole number from 1 to 26.")] int? Weeks,
        Guid[]? Leaders,
        Guid? OnCall,
        [property: Required(ErrorMessage = "Please choose a plan to start from.")] PlanTemplate? Template);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        // Locked, so that a form sent twice plans once: the second finds the first one's sessions in its way.
        if (await db.LockGroupAsync(viewer, form.Group!.Value, cancel) is not { } group) return Outcome.Missing;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(form.Zone!) is not { } zone) return Outcome.No("Zone", "no-such-zone", words["Please choose a time zone from the list."]);

        var planned = SeriesRule.Plan(form.FirstDay!.Value, form.StartsAt!.Value, zone, form.Minutes!.Value, form.Weeks!.Value);
        if (planned[0].StartsAt <= clock.Now) return Outcome.No("FirstDay", "in-the-past", words["That time has passed already. Please choose a later one."]);
        if (planned[0].StartsAt > clock.Now + Duration.FromDays(366)) return Outcome.No("FirstDay", "too-far", words["That is more than a year ahead. Please choose an earlier day."]);
        if (await db.OtherSessionInTheWayAsync(group.Id, null, planned, cancel) is { } other)
            return Outcome.No("FirstDay", "in-the-way", words["{0} has a session at that time already, on {1}.", group.Name, Times.Say(other.StartsAt.InZone(zone), "both")]);

        var leaders = await LeaderChoice.CheckAsync(db, viewer, group, form.Leaders ?? [], cancel);
        if (leaders is null) return Outcome.No("Leaders", "no-leader", words["Please choose from one to four people who lead."]);
        if (!await LeaderChoice.OnCallFitsAsync(db, group.LedBy, form.OnCall, cancel)) return Outcome.No("OnCall", "no-one-on-call", words["A peer-led session needs a clinician on call. Please choose one."]);

        var series = Series.Plan(viewer.ProgramId, group.Id, form.FirstDay.Value, form.StartsAt.Value, form.Minutes.Value, form.Weeks.Value, zone.Id, clock.Now);
        db.Add(series);
        happenings.Record("sessions.series-planned", series.Id);
        foreach (var occurrence in planned)
        {
            var session = Session.Plan(group, series.Id, form.Title!, form.Aim ?? "", occurrence.StartsAt, occurrence.EndsAt, group.LedBy == LedBy.Peer ? form.OnCall : null);
            db.Add(session);
            foreach (var leader in leaders) db.Add(SessionLeader.Of(session, leader));
            foreach (var (step, i) in PlanTemplates.Fit(form.Template!.Value, form.Minutes.Value).Select((step, i) => (step, i)))
                db.Add(AgendaStep.At(session.ProgramId, session.Id, i + 1, words[step.Title], step.Minutes, step.Kind, step.Round, words[step.GoalTag]));
            happenings.Record("sessions.planned", session.Id);
        }
        return Outcome.To($"/sessions/series/{series.Id}");
    }
}
