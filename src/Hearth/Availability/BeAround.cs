using System.ComponentModel.DataAnnotations;
using Hearth.Availability.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Availability;

/// <summary>Says until when one is around today. It ends by itself, and nobody is told that it did.</summary>
public sealed class BeAround(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<BeAround.Form>
{
    public sealed record Form([property: Required(ErrorMessage = "Please choose a time.")] LocalTime? AroundUntil);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (Around.UntilOf(form.AroundUntil!.Value, DateTimeZoneProviders.Tzdb[viewer.Zone], clock.Now) is not { } until)
            return Outcome.No(nameof(form.AroundUntil), "over", words["That time has passed for today. Please choose one within the next twelve hours."]);
        (await db.OwnAvailabilityAsync(viewer, cancel)).BeAround(until);
        happenings.Record("availability.around-said", viewer.PersonId, viewer.PersonId);
        return Outcome.To("/availability?kept=1");
    }
}
