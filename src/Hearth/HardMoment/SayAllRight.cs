using Hearth.Company;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.HardMoment;

/// <summary>"I’m all right now": nobody else is called. It stays with the staff all the same, who look in later.</summary>
public sealed class SayAllRight(HearthDb db, Viewer viewer, FollowUpDesk desk, FollowUpPages pages, CompanyDesk company, CompanyPages companyPages, Clock clock, AfterCommit after) : IVerb<SayAllRight.Form>
{
    public sealed record Form;

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await company.HoldAsync(db.CompanyAsksOf(viewer).Where(a => a.EndedAt == null), cancel) is { } ask)
        {
            company.Finish(ask, CompanyEnd.Eased, clock.Now);
            after.Do(() => companyPages.TellAsync(ask));
        }
        var open = db.HardMomentsOf(viewer).Where(f => f.ClosedAt == null);
        // Nothing is open, or it was said already: what they want is so.
        if (await desk.HoldAsync(open, cancel) is not { EasedAt: null } followUp) return Outcome.To("/hard-moment/asked");
        followUp.Ease(clock.Now);
        await desk.StepAsync(followUp, FollowUpStepKind.Eased, viewer.PersonId, clock.Now, cancel: cancel);
        await desk.HushAsync(followUp, cancel);
        after.Do(() => pages.TellAsync(followUp));
        return Outcome.To("/hard-moment/asked");
    }
}
