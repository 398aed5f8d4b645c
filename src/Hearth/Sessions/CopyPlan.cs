using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Sessions;

/// <summary>Gives this plan to the later sessions of its series that nobody has opened, in place of theirs.</summary>
public sealed class CopyPlan(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<CopyPlan.Form>
{
    public sealed record Form([property: Required] Guid? Session);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await PlanSteps.OfAsync(db, viewer, form.Session!.Value, cancel) is not var (session, steps) || session.SeriesId is null) return Outcome.Missing;
        var later = await db.SessionsPlannedBy(viewer)
            .Where(s => s.SeriesId == session.SeriesId && s.StartsAt > session.StartsAt && s.State == SessionState.Planned).Select(s => s.Id).ToListAsync(cancel);
        await db.StepsOfProgram().Where(s => later.Contains(s.SessionId)).ExecuteDeleteAsync(cancel);
        foreach (var other in later)
        {
            foreach (var step in steps) db.Add(AgendaStep.At(step.ProgramId, other, step.Position, step.Title, step.Minutes, step.Kind, step.Round, step.GoalTag));
            happenings.Record("sessions.plan-copied", other);
        }
        return Outcome.To(PlanSteps.Page(session.Id, "?copied=" + later.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
