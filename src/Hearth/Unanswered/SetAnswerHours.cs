using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Unanswered;

/// <summary>After how long what nobody answers stands out, and comes to one of the staff.</summary>
public sealed class SetAnswerHours(HearthDb db, HappeningLog happenings, IStringLocalizer<Words> words) : IVerb<SetAnswerHours.Form>
{
    public const int Longest = 168;

    private const string Hours = "Please write a whole number of hours from 1 to 168.";

    public sealed record Form(
        [property: Required(ErrorMessage = Hours)] [property: Range(1, Longest, ErrorMessage = Hours)] int? Peers,
        [property: Required(ErrorMessage = Hours)] [property: Range(1, Longest, ErrorMessage = Hours)] int? Mentors,
        [property: Required(ErrorMessage = Hours)] [property: Range(1, Longest, ErrorMessage = Hours)] int? Staff);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (form.Mentors < form.Peers) return Outcome.No(nameof(form.Mentors), "order", words["Mentors come after peers: as many hours, or more."]);
        if (form.Staff < form.Mentors) return Outcome.No(nameof(form.Staff), "order", words["Staff come last: as many hours, or more."]);
        var program = await db.ThisProgram().SingleAsync(cancel);
        program.AnswerWithin(new(form.Peers!.Value, form.Mentors!.Value, form.Staff!.Value));
        happenings.Record("unanswered.hours-set", program.Id);
        return Outcome.To("/unanswered/hours");
    }
}
