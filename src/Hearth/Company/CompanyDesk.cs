using Hearth.Company.Rules;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.FollowUps.Rules;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Notices;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Company;

/// <summary>What verbs and the sweep do to a call for company. Each holds its row first, so that two hands take turns.</summary>
public sealed class CompanyDesk(HearthDb db, FollowUpDesk followUps, NoticeDesk notices, HappeningLog happenings)
{
    /// <summary>Comes through quiet hours: whoever is asked said that they may be, at such a time.</summary>
    public static readonly NoticeKind Asked = new("company.asked", "Somebody could use company.", NoticeSort.HardMoments, _ => "/company/asked", Urgent: true);

    /// <summary>Asks one peer. Whoever waits for somebody already goes on waiting for them.</summary>
    public async Task<CompanyAsk> AskAsync(Guid person, Guid peer, Instant now, CancellationToken cancel)
    {
        await db.HoldPersonAsync(person, cancel);
        if (await db.CompanyAsksOfProgram().SingleOrDefaultAsync(a => a.PersonId == person && a.EndedAt == null, cancel) is { } open) return open;
        var ask = CompanyAsk.Of(db.CurrentProgram, person, now);
        db.Add(ask);
        happenings.Record("company.asked", ask.Id, person, person);
        await CallAsync(ask, peer, now, cancel);
        return ask;
    }

    /// <summary>Their time is over: the next peer is asked, or the staff.</summary>
    /// <returns>What the staff were asked for; null: a peer was.</returns>
    public async Task<FollowUp?> GoOnAsync(CompanyAsk ask, Instant now, CancellationToken cancel)
    {
        var asked = await db.CompanyCallsOfProgram().Where(c => c.AskId == ask.Id).Select(c => c.PersonId).ToListAsync(cancel);
        var willing = await db.WillingAsync(ask.PersonId, now, cancel);
        if (CompanyRule.Next(willing.Next, asked) is { } peer)
        {
            await CallAsync(ask, peer, now, cancel);
            return null;
        }
        return await HandOnAsync(ask, now, cancel);
    }

    /// <summary>The staff are asked, in the same transaction.</summary>
    public async Task<FollowUp> HandOnAsync(CompanyAsk ask, Instant now, CancellationToken cancel)
    {
        Finish(ask, CompanyEnd.Staff, now);
        return (await followUps.RaiseAsync(FollowUpKind.HardMoment, Pace.Now, ask.PersonId, ask.PersonId, now, cancel)).FollowUp;
    }

    public void Come(CompanyAsk ask, Guid peer, Instant now)
    {
        ask.Come(peer, now);
        happenings.Record("company.came", ask.Id, ask.PersonId, peer);
    }

    public void Finish(CompanyAsk ask, CompanyEnd end, Instant now)
    {
        ask.Finish(end, now);
        happenings.Record(end == CompanyEnd.Staff ? "company.handed-on" : "company.eased", ask.Id, ask.PersonId);
    }

    /// <summary>The one that fits, with its row held to the end of the transaction; null: none fits.</summary>
    public async Task<CompanyAsk?> HoldAsync(IQueryable<CompanyAsk> which, CancellationToken cancel) =>
        await which.ExecuteUpdateAsync(a => a.SetProperty(x => x.Version, x => x.Version), cancel) == 0 ? null : await which.SingleOrDefaultAsync(cancel);

    private async Task CallAsync(CompanyAsk ask, Guid peer, Instant now, CancellationToken cancel)
    {
        ask.Called(now);
        db.Add(CompanyCall.To(peer, ask, now));
        // It concerns whoever asked; whom they asked is in its rows.
        happenings.Record("company.called", ask.Id, ask.PersonId);
        await notices.TellAsync(Asked.Name, peer, ask.Id, cancel, author: ask.PersonId);
    }
}

/// <summary>Tells open pages that they are late: those of whoever asked, and of the peers who were asked.</summary>
public sealed class CompanyPages(Fragments fragments, FollowUpPages staff, Scopes programs)
{
    public static string Peer(Guid person) => $"company/{person:D}";

    /// <summary>After commit.</summary>
    /// <param name="handed">What the staff were asked for.</param>
    public async Task TellAsync(CompanyAsk ask, FollowUp? handed = null)
    {
        var peers = await programs.ReadAsync(ask.ProgramId, s => s.GetRequiredService<HearthDb>().CompanyCallsOfProgram().Where(c => c.AskId == ask.Id).Select(c => c.PersonId).ToListAsync());
        await Task.WhenAll(peers.Select(p => fragments.RefreshAsync(Peer(p))).Append(handed is null ? fragments.RefreshAsync(FollowUpPages.Asker(ask.PersonId)) : staff.TellAsync(handed)));
    }
}
