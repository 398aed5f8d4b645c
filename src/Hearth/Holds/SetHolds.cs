using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Holds;

/// <summary>Whether the first of somebody new is read first, and how long anything may wait for that.</summary>
public sealed class SetHolds(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<SetHolds.Form>
{
    public sealed record Form(
        bool? FirstPosts,
        [property: Required(ErrorMessage = "Please give a number of hours.")] [property: Range(1, HoldSettings.LongestHours, ErrorMessage = "From 1 to 24 hours, please.")] int? Hours,
        [property: Required(ErrorMessage = "Please say from when.")] LocalTime? StaffedFrom,
        [property: Required(ErrorMessage = "Please say until when.")] LocalTime? StaffedUntil);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (form.StaffedUntil <= form.StaffedFrom) return Outcome.No(nameof(form.StaffedUntil), "times", words["The end comes after the beginning, on the same day."]);
        // One at a time: the first of two makes the row.
        await db.ThisProgram().ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), cancel);
        var settings = await db.HoldSettingsOfProgram().SingleOrDefaultAsync(cancel);
        if (settings is null) db.Add(settings = HoldSettings.Usual(viewer.ProgramId));
        settings.Set(form.FirstPosts == true, form.Hours!.Value, form.StaffedFrom!.Value, form.StaffedUntil!.Value, viewer.PersonId, clock.Now);
        happenings.Record("holds.set", viewer.ProgramId);
        return Outcome.To("/program/holds?saved=1");
    }
}
