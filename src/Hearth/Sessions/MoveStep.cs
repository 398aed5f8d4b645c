using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;

namespace Hearth.Sessions;

public enum Direction
{
    Earlier = 1,
    Later = 2,
}

/// <summary>One place earlier or later in the plan; at its end it stays where it is.</summary>
public sealed class MoveStep(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<MoveStep.Form>
{
    public sealed record Form([property: Required] Guid? Session, [property: Required] Guid? Step, [property: Required] Direction? Where);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await PlanSteps.OfAsync(db, viewer, form.Session!.Value, cancel) is not var (session, steps)) return Outcome.Missing;
        var from = steps.FindIndex(s => s.Id == form.Step);
        if (from < 0) return Outcome.Missing;
        var to = Math.Clamp(from + (form.Where == Direction.Earlier ? -1 : 1), 0, steps.Count - 1);
        (steps[from], steps[to]) = (steps[to], steps[from]);
        PlanSteps.Number(steps);
        happenings.Record("sessions.step-moved", session.Id);
        return Outcome.To(PlanSteps.Page(session.Id));
    }
}
