using System.ComponentModel.DataAnnotations;
using Hearth.Availability.Rules;
using Hearth.CarePrograms.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.OnCall;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Availability;

/// <summary>Says when one wants one's quiet, and where one lives: the hours are on the wall there.</summary>
public sealed class ChooseQuietHours(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<ChooseQuietHours.Form>
{
    public enum Wish { Yes = 1, No = 2 }

    public sealed record Form(
        [property: Required(ErrorMessage = "Please choose one of these.")] Wish? Quiet,
        Weekdays[]? Days, LocalTime? From, LocalTime? Until,
        [property: Required(ErrorMessage = "Please choose a time zone.")] string? Zone);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (!Zones.Known(form.Zone)) return Outcome.No(nameof(form.Zone), "no-such-zone", words["Please choose a time zone from the list."]);
        WeekHours? hours = null;
        if (form.Quiet == Wish.Yes)
        {
            (hours, var refused) = HoursForm.Read(form.Days, form.From, form.Until, nameof(form.Days), nameof(form.From), nameof(form.Until), words);
            if (refused is not null) return refused;
        }
        (await db.OwnAvailabilityAsync(viewer, cancel)).ChooseQuiet(hours, clock.Now);
        (await db.PeopleVisibleTo(viewer).SingleAsync(p => p.Id == viewer.PersonId, cancel)).MoveTo(form.Zone!);
        happenings.Record("availability.quiet-hours-chosen", viewer.PersonId, viewer.PersonId);
        return Outcome.To("/availability?kept=1");
    }
}
