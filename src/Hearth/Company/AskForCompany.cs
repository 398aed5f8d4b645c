using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.Company;

/// <summary>"Ask June": one peer who said yes is asked for company. Kept before the page says that anybody was.</summary>
public sealed class AskForCompany(HearthDb db, Viewer viewer, CompanyDesk desk, CompanyPages pages, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<AskForCompany.Form>
{
    public sealed record Form([property: Required] Guid? Person);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var willing = await db.WillingAsync(viewer.PersonId, clock.Now, cancel);
        // Gone to rest meanwhile, not asked to be asked, unknown: one answer.
        if (willing.Peers.All(p => p.Id != form.Person)) return Outcome.No("resting", words["They can’t be asked just now. The others and the program can."]);
        var ask = await desk.AskAsync(viewer.PersonId, form.Person!.Value, clock.Now, cancel);
        after.Do(() => pages.TellAsync(ask));
        return Outcome.To("/hard-moment/asked");
    }
}
