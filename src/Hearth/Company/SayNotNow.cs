using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Company;

/// <summary>"Not now": nobody is told, and for whoever asked nothing changes. The next is asked when their time comes.</summary>
public sealed class SayNotNow(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock) : IVerb<SayNotNow.Form>
{
    public sealed record Form([property: Required] Guid? Ask);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.CompanyCallTo(viewer, form.Ask!.Value).SingleOrDefaultAsync(cancel) is { DeclinedAt: null } call)
        {
            call.Decline(clock.Now);
            happenings.Record("company.not-now", viewer.PersonId);
        }
        return Outcome.To("/today");
    }
}
