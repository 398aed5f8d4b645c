using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Html;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.HardMoment;

/// <summary>A number on which they can be called now; empty takes it back. Gone when it ends.</summary>
public sealed class LeaveNumber(HearthDb db, Viewer viewer, FollowUpDesk desk, FollowUpPages pages, Sealer sealer, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<LeaveNumber.Form>
{
    public sealed record Form([property: MaxLength(40, ErrorMessage = "Please keep it under 40 letters.")] string? Phone);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (form.Phone is not null && form.Phone.Count(char.IsAsciiDigit) < 5) return Outcome.No("Phone", "phone", words["Please write the number as you would dial it."]);
        var open = db.HardMomentsOf(viewer).Where(f => f.ClosedAt == null);
        if (await desk.HoldAsync(open, cancel) is not { } followUp) return Outcome.No("ended", words["This has ended meanwhile. You can ask again at any time."]);
        followUp.LeaveNumber(form.Phone is null ? null : await sealer.SealAsync(viewer.PersonId, FollowUp.NumberAt(followUp.Id), form.Phone, cancel));
        await desk.StepAsync(followUp, FollowUpStepKind.Number, viewer.PersonId, clock.Now, cancel: cancel);
        after.Do(() => pages.TellAsync(followUp));
        return Outcome.To("/hard-moment/asked");
    }
}
