using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.OnCall;

/// <summary>Other hours or another place in the order, from now on. Whose it is stays: somebody else’s is another shift.</summary>
public sealed class ChangeShift(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<ChangeShift.Form>
{
    public sealed record Form(
        [property: Required] Guid? Shift,
        int? Rank, Weekdays[]? Days, LocalTime? From, LocalTime? Until, string? Zone, LocalDate? StartsOn, LocalDate? EndsOn) : ShiftForm(Rank, Days, From, Until, Zone, StartsOn, EndsOn);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var found = await db.ShiftsPlannedBy(viewer).AsNoTracking().SingleOrDefaultAsync(s => s.Id == form.Shift, cancel);
        if (found is null) return Outcome.Missing;
        if (form.Refused(clock.Now, words) is { } refused) return refused;
        await db.HoldPlaceAsync(found.PersonId, cancel);

        // Afresh: while this waited, somebody may have ended it.
        var theirs = await db.ShiftsOf(found.PersonId).ToListAsync(cancel);
        if (theirs.Find(s => s.Id == form.Shift) is not { } shift) return Outcome.Missing;
        if (theirs.Exists(s => s.Id != shift.Id && s.Hours == form.Hours))
            return ShiftForm.Twice(words, await db.PeopleVisibleTo(viewer).Where(p => p.Id == shift.PersonId).Select(p => p.Name).SingleAsync(cancel));

        if (shift.Hours == form.Hours) return Outcome.To("/on-call#shifts");
        shift.Change(form.Hours);
        happenings.Record("oncall.shift-changed", shift.Id, shift.PersonId);
        return Outcome.To("/on-call#shifts");
    }
}
