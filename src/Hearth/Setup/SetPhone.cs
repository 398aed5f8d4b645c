using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.CarePrograms.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Setup;

/// <summary>The number where a human answers, and when.</summary>
public sealed class SetPhone(HearthDb db, HappeningLog happenings, IStringLocalizer<Words> words) : IVerb<SetPhone.Form>
{
    public sealed record Form(
        [property: Required(ErrorMessage = "Please give a number that a person answers.")] [property: MaxLength(30)] string? Phone,
        [property: Required(ErrorMessage = "Please say when it is answered, like: 8 am to 8 pm.")] [property: MaxLength(80)] string? Hours);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (!CrisisText.IsNumber(form.Phone)) return Outcome.No(nameof(form.Phone), "number", words["That doesn’t look like a phone number. Digits as people dial them, like 218-555-0138."]);
        var program = await db.ThisProgram().SingleAsync(cancel);
        program.Answer(form.Phone!, form.Hours!);
        happenings.Record("setup.phone-set", program.Id);
        return Outcome.To("/program");
    }
}
