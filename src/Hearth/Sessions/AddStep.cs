using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.Sessions;

/// <summary>One more step, at the end of the plan.</summary>
public sealed class AddStep(HearthDb db, Viewer viewer, HappeningLog happenings, IStringLocalizer<Words> words) : IVerb<AddStep.Form>
{
    /// <param name="Press">Names this press, so that sent again it is one.</param>
    public sealed record Form([property: Required] Guid? Session, string? Title, int? Minutes, StepChoice? Kind, string? GoalTag, Guid? Press = null) : StepForm(Title, Minutes, Kind, GoalTag);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await PlanSteps.OfAsync(db, viewer, form.Session!.Value, cancel) is not var (session, steps)) return Outcome.Missing;
        var id = PressId.Of(viewer.PersonId, form.Press ?? Guid.NewGuid());
        if (steps.Any(s => s.Id == id)) return Outcome.To(PlanSteps.Page(session.Id, "#add"));
        if (steps.Count >= PlanSteps.Most) return Outcome.No("full", words["A plan has twelve steps at the most."]);
        db.Add(AgendaStep.At(session.ProgramId, session.Id, steps.Count + 1, form.Title!, form.Minutes!.Value, form.StepKind, form.Round, form.GoalTag ?? "", id));
        happenings.Record("sessions.step-added", session.Id);
        return Outcome.To(PlanSteps.Page(session.Id, "#add"));
    }
}
