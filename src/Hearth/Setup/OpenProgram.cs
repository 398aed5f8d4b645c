using Hearth.Agreements;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Setup.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Setup;

/// <summary>From now on people are taken in.</summary>
public sealed class OpenProgram(HearthDb db, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<OpenProgram.Form>
{
    public sealed record Form;

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var program = await db.ThisProgram().SingleAsync(cancel);
        var missing = await MissingAsync(db, program, cancel);
        if (missing.Count > 0) return Outcome.No("missing", words["Not yet. Still needed: {0}.", string.Join("; ", missing.Select(step => Say(step, words)))]);
        if (program.OpenedAt is not null) return Outcome.No("open", words["The program is open already."]);
        program.Open(clock.Now);
        happenings.Record("setup.opened", program.Id);
        return Outcome.To("/program");
    }

    public static async Task<IReadOnlyList<Step>> MissingAsync(HearthDb db, CareProgram program, CancellationToken cancel = default) => Opening.Missing(
        program.Name, program.Zone, program.CrisisLines, program.Phone, program.PhoneHours,
        await db.AgreementsOfProgram().AnyAsync(cancel), await db.PeopleForCalls().AnyAsync(p => p.Id == program.OnCallPersonId, cancel));

    public static string Say(Step step, IStringLocalizer<Words> words) => step switch
    {
        Step.Name => words["a name and a time zone"],
        Step.Lines => words["the crisis lines"],
        Step.Phone => words["a phone number that a human answers, and its hours"],
        Step.Agreement => words["an agreement, published"],
        _ => words["somebody on call"],
    };
}
