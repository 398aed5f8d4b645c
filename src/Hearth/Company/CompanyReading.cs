using Hearth.Company.Rules;
using Hearth.Database;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Company;

/// <summary>What a call for company looks like to whoever made it.</summary>
/// <param name="Asked">Who was asked and when, in order. Nobody's "not now" is in it.</param>
/// <param name="Ahead">Which peers are asked next, and when, if nobody comes by then.</param>
/// <param name="StaffAt">When the staff are asked; null: it has ended.</param>
public sealed record CompanySight(CompanyAsk Ask, IReadOnlyList<(Guid Id, string Name, Instant At)> Asked, (Guid Id, string Name)? Came, IReadOnlyList<(string Name, Instant At)> Ahead, Instant? StaffAt);

/// <summary>For the pages of whoever asked.</summary>
public sealed class CompanyReading(HearthDb db, Viewer viewer)
{
    private static readonly Duration remembered = Duration.FromHours(24);

    /// <summary>The one that waits, or else the latest of the last day; null: there is none.</summary>
    public async Task<CompanySight?> LatestAsync(Instant now)
    {
        var since = now - remembered;
        if (await db.CompanyAsksOf(viewer).AsNoTracking().Where(a => a.EndedAt == null || a.EndedAt > since).OrderByDescending(a => a.AskedAt).FirstOrDefaultAsync() is not { } ask) return null;
        var calls = await db.CompanyCallsOf(viewer).Where(c => c.AskId == ask.Id).OrderBy(c => c.CalledAt).Join(db.PeopleOfProgram(), c => c.PersonId, p => p.Id, (c, p) => new { p.Id, p.Name, c.CalledAt }).ToListAsync();
        var asked = calls.OrderBy(c => c.CalledAt).Select(c => (c.Id, c.Name, c.CalledAt)).ToList();
        if (!ask.Waits) return new(ask, asked, calls.SingleOrDefault(c => c.Id == ask.CameId) is { } came ? (came.Id, came.Name) : null, [], null);

        var willing = await db.WillingAsync(viewer.PersonId, now);
        var (so, at) = (calls.Select(c => c.Id).ToList(), Instant.Max(ask.NextAt!.Value, now));
        List<(string, Instant)> ahead = [];
        for (; CompanyRule.Next(willing.Next, so) is { } next; at = CompanyRule.NextAt(at))
        {
            ahead.Add((willing.Peers.Single(p => p.Id == next).Name, at));
            so.Add(next);
        }
        return new(ask, asked, null, ahead, at);
    }
}
