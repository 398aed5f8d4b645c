using System.ComponentModel.DataAnnotations;
using Hearth.Availability.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.OnCall;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Availability;

/// <summary>Says whether one may be asked for company when somebody of one's group has a hard moment, and when.</summary>
public sealed class ChooseCompany(HearthDb db, Viewer viewer, HappeningLog happenings, IStringLocalizer<Words> words) : IVerb<ChooseCompany.Form>
{
    public sealed record Form(
        [property: Required(ErrorMessage = "Please choose one of these.")] CompanyChoice? Company,
        Weekdays[]? CompanyDays, LocalTime? CompanyFrom, LocalTime? CompanyUntil);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        WeekHours? hours = null;
        if (form.Company == CompanyChoice.InTheseHours)
        {
            (hours, var refused) = HoursForm.Read(form.CompanyDays, form.CompanyFrom, form.CompanyUntil, nameof(form.CompanyDays), nameof(form.CompanyFrom), nameof(form.CompanyUntil), words);
            if (refused is not null) return refused;
        }
        (await db.OwnAvailabilityAsync(viewer, cancel)).ChooseCompany(form.Company!.Value, hours);
        happenings.Record("availability.company-chosen", viewer.PersonId, viewer.PersonId);
        return Outcome.To("/availability?kept=1");
    }
}
