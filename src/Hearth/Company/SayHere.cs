using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Company;

/// <summary>"I’m here": whoever asked reads who is, and nobody else is asked. The first who says so is the one.</summary>
public sealed class SayHere(HearthDb db, Viewer viewer, CompanyDesk desk, CompanyPages pages, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<SayHere.Form>
{
    public sealed record Form([property: Required] Guid? Ask);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await desk.HoldAsync(db.CompanyAskedOf(viewer).Where(a => a.Id == form.Ask), cancel) is not { } ask)
            return await db.CompanyCameTo(viewer).AnyAsync(a => a.Id == form.Ask, cancel) ? Outcome.To($"/company/{form.Ask}") : Outcome.No("over", words["Somebody is there already, or it isn’t needed any more. Thank you for answering."]);
        desk.Come(ask, viewer.PersonId, clock.Now);
        after.Do(() => pages.TellAsync(ask));
        return Outcome.To($"/company/{ask.Id}");
    }
}
