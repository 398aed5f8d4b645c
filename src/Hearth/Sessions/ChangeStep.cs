using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;

namespace Hearth.Sessions;

public sealed class ChangeStep(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<ChangeStep.Form>
{
    public sealed record Form([property: Required] Guid? Session, [property: Required] Guid? Step, string? Title, int? Minutes, StepChoice? Kind, string? GoalTag) : StepForm(Title, Minutes, Kind, GoalTag);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await PlanSteps.OfAsync(db, viewer, form.Session!.Value, cancel) is not var (session, steps)) return Outcome.Missing;
        if (steps.Find(s => s.Id == form.Step) is not { } step) return Outcome.Missing;
        step.Change(form.Title!, form.Minutes!.Value, form.StepKind, form.Round, form.GoalTag ?? "");
        happenings.Record("sessions.step-changed", session.Id);
        return Outcome.To(PlanSteps.Page(session.Id));
    }
}
