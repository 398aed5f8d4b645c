using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Company;

/// <summary>Chooses whom one would want to ask in a hard moment. None is an answer too.</summary>
public sealed class ChoosePeople(HearthDb db, Viewer viewer, HappeningLog happenings, IStringLocalizer<Words> words) : IVerb<ChoosePeople.Form>
{
    public sealed record Form(Guid[]? People);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var people = (form.People ?? []).Distinct().ToList();
        if (await db.PeopleToChooseFrom(viewer.PersonId).CountAsync(p => people.Contains(p.Id), cancel) != people.Count) return Outcome.No("People", "unknown", words["Please choose people from the list."]);
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        var before = await db.ChosenBy(viewer.PersonId).ToListAsync(cancel);
        db.RemoveRange(before.Where(b => !people.Contains(b.OtherId)));
        db.AddRange(people.Where(p => before.All(b => b.OtherId != p)).Select(p => ChosenPerson.Of(viewer.ProgramId, viewer.PersonId, p)));
        happenings.Record("company.people-chosen", viewer.PersonId, viewer.PersonId);
        return Outcome.To("/my-people?kept=1");
    }
}
