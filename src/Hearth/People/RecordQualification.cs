using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.People;

/// <summary>Writes down somebody's licence or training, or corrects what was written. Nobody does it for themselves.</summary>
public sealed class RecordQualification(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<RecordQualification.Form>
{
    /// <param name="Qualification">Empty: a new one.</param>
    public sealed record Form(
        Guid? Person, Guid? Qualification,
        [property: Required(ErrorMessage = "Please say whether it is a license or a training.")] QualificationKind? Kind,
        [property: Required(ErrorMessage = "Please write what stands on the paper.")] [property: MaxLength(160)] string? Title,
        [property: Required(ErrorMessage = "Please give the first day.")] LocalDate? ValidFrom,
        [property: Required(ErrorMessage = "Please give the last day.")] LocalDate? ValidUntil,
        string? Place);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var person = await db.PeopleVisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(p => p.Id == form.Person, cancel);
        if (person is null || RoleWords.PaperOf(person.Role) is null) return Outcome.Missing;
        if (person.Id == viewer.PersonId) return Outcome.No("own", words["Your own license is written down by somebody else."]);
        if (Papers.FlawOf(form.ValidFrom!.Value, form.ValidUntil!.Value) is { } flaw)
            return Outcome.No(nameof(form.ValidUntil), "dates", flaw == Papers.Flaw.TooLong ? words["That is more than 30 years. Please check the year."] : words["The last day comes before the first. Please check both."]);

        if (Papers.PlaceMissing(form.Kind!.Value, form.Place)) return Outcome.No(nameof(form.Place), "no-place", words["Please choose the state or country that the license is for."]);

        if (form.Qualification is { } id)
        {
            var kept = await db.QualificationsVisibleTo(viewer).SingleOrDefaultAsync(q => q.Id == id && q.PersonId == person.Id, cancel);
            if (kept is null) return Outcome.Missing;
            kept.Correct(form.Kind!.Value, form.Title!, form.ValidFrom.Value, form.ValidUntil.Value, viewer.PersonId, clock.Now, form.Place);
            happenings.Record("people.qualification-corrected", kept.Id, person.Id);
        }
        else
        {
            var made = Qualification.Record(db.CurrentProgram, person.Id, form.Kind!.Value, form.Title!, form.ValidFrom.Value, form.ValidUntil.Value, viewer.PersonId, clock.Now, form.Place);
            db.Add(made);
            happenings.Record("people.qualification-recorded", made.Id, person.Id);
        }
        return Outcome.To($"/people/{person.Id}");
    }
}
