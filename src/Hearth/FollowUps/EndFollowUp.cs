using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.FollowUps.Rules;
using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.FollowUps;

/// <summary>How it went, in one press. Whoever has it, or a supervisor.</summary>
public sealed class EndFollowUp(HearthDb db, Viewer viewer, FollowUpDesk desk, FollowUpPages pages, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<EndFollowUp.Form>
{
    public sealed record Form(
        [property: Required] Guid? FollowUp,
        [property: Required(ErrorMessage = "Please say how it went.")] FollowUpEnd? End,
        [property: MaxLength(500, ErrorMessage = "Please keep it under 500 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await desk.HoldAsync(db.FollowUpsVisibleTo(viewer).Where(f => f.Id == form.FollowUp), cancel) is not { } followUp) return Outcome.Missing;
        if (followUp.ClosedAt is not null) return Outcome.No("ended", words["This has ended meanwhile. Nothing is left to do."]);
        if (followUp.OwnerId != viewer.PersonId && !viewer.Is(Role.Supervisor)) return Outcome.No("not-yours", words["Only whoever has it can say how it went. Press “I have it” first."]);
        if (!Ends.Of(followUp.Kind).Contains(form.End!.Value)) return Outcome.No("End", "end", words["Please say how it went."]);
        followUp.Close(form.End!.Value, viewer.PersonId, clock.Now);
        await desk.StepAsync(followUp, FollowUpStepKind.Ended, viewer.PersonId, clock.Now, form.Words, cancel);
        await desk.HushAsync(followUp, cancel);
        after.Do(() => pages.TellAsync(followUp));
        return Outcome.To($"/follow-ups?ended={followUp.Id}");
    }
}
