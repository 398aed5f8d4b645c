using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Setup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.OnCall;

/// <summary>Gives one of the staff hours of the week in which they are on call.</summary>
public sealed class PlanShift(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<PlanShift.Form>
{
    public sealed record Form(
        [property: Required(ErrorMessage = "Please choose somebody.")] Guid? OnCall,
        int? Rank, Weekdays[]? Days, LocalTime? From, LocalTime? Until, string? Zone, LocalDate? StartsOn, LocalDate? EndsOn) : ShiftForm(Rank, Days, From, Until, Zone, StartsOn, EndsOn);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (form.Refused(clock.Now, words) is { } refused) return refused;
        // Held: a form sent twice plans once, and nobody gets a shift in the moment in which they leave.
        await db.HoldPlaceAsync(form.OnCall!.Value, cancel);
        if (await db.PeopleForCalls().AsNoTracking().SingleOrDefaultAsync(p => p.Id == form.OnCall, cancel) is not { } person)
            return Outcome.No(nameof(form.OnCall), "not-staff", words["Only staff who can come in now can be on call. Please choose again."]);
        if ((await db.ShiftsOf(person.Id).AsNoTracking().ToListAsync(cancel)).Exists(s => s.Hours == form.Hours)) return ShiftForm.Twice(words, person.Name);

        var shift = Shift.Plan(viewer.ProgramId, person.Id, form.Hours, viewer.PersonId, clock.Now);
        db.Add(shift);
        happenings.Record("oncall.shift-planned", shift.Id, person.Id);
        return Outcome.To("/on-call#shifts");
    }
}
