using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;

namespace Hearth.Sessions;

public sealed class RemoveStep(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<RemoveStep.Form>
{
    public sealed record Form([property: Required] Guid? Session, [property: Required] Guid? Step);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await PlanSteps.OfAsync(db, viewer, form.Session!.Value, cancel) is not var (session, steps)) return Outcome.Missing;
        if (steps.Find(s => s.Id == form.Step) is not { } step) return Outcome.Missing;
        db.Remove(step);
        steps.Remove(step);
        PlanSteps.Number(steps);
        happenings.Record("sessions.step-removed", session.Id);
        return Outcome.To(PlanSteps.Page(session.Id));
    }
}
