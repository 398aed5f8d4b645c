using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.CarePrograms.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Setup;

/// <summary>What the program is called, and where it is.</summary>
public sealed class NameProgram(HearthDb db, HappeningLog happenings, IStringLocalizer<Words> words) : IVerb<NameProgram.Form>
{
    public sealed record Form(
        [property: Required(ErrorMessage = "Please give the program a name.")] [property: MaxLength(120)] string? Name,
        [property: Required(ErrorMessage = "Please choose the country.")] string? Country,
        [property: Required(ErrorMessage = "Please choose where the program keeps its hours.")] string? Zone);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (!Zones.KnownCountry(form.Country)) return Outcome.No(nameof(form.Country), "country", words["Please choose the country."]);
        if (!Zones.Known(form.Zone)) return Outcome.No(nameof(form.Zone), "zone", words["Please choose where the program keeps its hours."]);
        var program = await db.ThisProgram().SingleAsync(cancel);

        // Lines of the old country that nobody has changed go with it; lines that were written by hand stay.
        if (program.Country != form.Country && (program.CrisisLines.Length == 0 || program.CrisisLines == Shipped.CrisisLines(program.Country)))
            program.PointTo(Shipped.CrisisLines(form.Country!));
        program.Describe(form.Name!, form.Zone!, form.Country!);
        happenings.Record("setup.named", program.Id);
        return Outcome.To("/program");
    }
}
