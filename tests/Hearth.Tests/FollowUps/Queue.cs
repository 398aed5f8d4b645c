using Hearth.Database;
using Hearth.FollowUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.FollowUps;

/// <summary>What a program's follow-ups and calls are just now, whoever may see them.</summary>
internal static class Queue
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<List<FollowUp>> FollowUpsAsync(this HearthHost host, Cast cast) =>
        host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().FollowUpsOfProgram().AsNoTracking().ToListAsync(Cancel), Cancel);

    public static async Task<FollowUp> OnlyFollowUpAsync(this HearthHost host, Cast cast) => Assert.Single(await host.FollowUpsAsync(cast));

    /// <summary>In the order in which they were called.</summary>
    public static Task<List<Guid>> CalledAsync(this HearthHost host, Cast cast) =>
        host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().CallsOfProgram().AsNoTracking().OrderBy(c => c.CalledAt).ThenBy(c => c.Number).Select(c => c.PersonId).ToListAsync(Cancel), Cancel);

    /// <summary>As if it were that time: whoever is due is called.</summary>
    public static Task SweepAsync(this HearthHost host, Cast cast, Instant now) => host.Services.GetRequiredService<PagingSweep>().CallDueAsync(cast.ProgramId, now, Cancel);
}
