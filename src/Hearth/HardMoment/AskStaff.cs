using Hearth.Company;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.FollowUps.Rules;
using Hearth.Html;

namespace Hearth.HardMoment;

/// <summary>"I need a person": kept before the page says that anybody has been asked. Pressed twice, it is asked once.</summary>
public sealed class AskStaff(HearthDb db, Viewer viewer, FollowUpDesk desk, FollowUpPages pages, CompanyDesk company, CompanyPages companyPages, Clock clock, AfterCommit after) : IVerb<AskStaff.Form>
{
    public sealed record Form;

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        // Peers who were asked before and have not come are let off.
        if (await company.HoldAsync(db.CompanyAsksOf(viewer).Where(a => a.EndedAt == null), cancel) is { } ask)
        {
            company.Finish(ask, CompanyEnd.Staff, clock.Now);
            after.Do(() => companyPages.TellAsync(ask));
        }
        var (followUp, changed) = await desk.RaiseAsync(FollowUpKind.HardMoment, Pace.Now, viewer.PersonId, viewer.PersonId, clock.Now, cancel);
        if (changed) after.Do(() => pages.TellAsync(followUp));
        return Outcome.To("/hard-moment/asked");
    }
}
