using Hearth.Accounts;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Html;
using Hearth.SignIn.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Hearth.SignIn;

/// <summary>
/// Once a minute: being in a live session counts as using the sign-in, though nothing is clicked; open lines of sign-ins
/// that are over or locked are cut. Once an hour: what is no longer needed goes.
/// </summary>
public sealed class TicketSweep(IServiceScopeFactory scopes, Scopes programs, Connections connections, Clock clock, TimeProvider time, ILogger<TicketSweep> log) : BackgroundService
{
    private long? cleaned;

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                await KeepAsync(stop);
                if (cleaned is { } last && time.GetElapsedTime(last) < TimeSpan.FromHours(1)) continue;
                await CleanAsync(stop);
                cleaned = time.GetTimestamp();
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "The sweep of sign-ins failed; the next one comes in a minute.");
            }
        }
    }

    public async Task KeepAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
        var desk = scope.ServiceProvider.GetRequiredService<TicketDesk>();
        await desk.SetRightAsync(cancel);
        var pages = connections.All.Select(page => (Page: page, Ticket: TicketDesk.TicketOf(page))).Where(p => p.Ticket is not null).ToList();
        if (pages.Count == 0) return;
        var ids = pages.Select(p => p.Ticket!.Value).Distinct().ToList();
        var rows = await db.Tickets().AsNoTracking().Where(t => ids.Contains(t.Id)).ToListAsync(cancel);
        var memberships = await db.MembershipsByIdAsync(rows.Select(t => t.MembershipId), cancel);

        var open = rows.Where(t => TicketDesk.StateOf(t, memberships[t.MembershipId], clock.Now) == TicketState.Open).Select(t => t.Id).ToHashSet();
        foreach (var (page, ticket) in pages)
            if (rows.Any(t => t.Id == ticket) && !open.Contains(ticket!.Value)) page.Abort();
        var live = pages.Where(p => open.Contains(p.Ticket!.Value) && IsLive(p.Page)).Select(p => p.Ticket!.Value).Distinct().ToList();
        if (live.Count > 0) await desk.SeenAsync(live, clock.Now, cancel);
    }

    private static bool IsLive(Connection page)
    {
        lock (page.Streams) return page.Streams.Any(s => s.StartsWith("session/", StringComparison.Ordinal));
    }

    public async Task CleanAsync(CancellationToken cancel)
    {
        var now = clock.Now;
        List<Guid> all;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
            var longPast = now - Duration.FromDays(7);
            await db.Tickets().Where(t => t.EndsAt < longPast).ExecuteDeleteAsync(cancel);
            var answered = (now - Duration.FromHours(1)).ToUnixTimeSeconds();
            await db.SpentChallenges().Where(c => c.At < answered).ExecuteDeleteAsync(cancel);
            await db.StaleCodesToKeep(now - CodesToKeep.For).ExecuteDeleteAsync(cancel);
            await db.StaleNotices(now - AccountNotice.Told).ExecuteDeleteAsync(cancel);
            var empty = now.ToUnixTimeMilliseconds();
            await db.Guesses().Where(g => g.Until < empty).ExecuteDeleteAsync(cancel);
            var unseen = now - DeviceCookie.Lasts;
            await db.KnownDevices().Where(d => d.SeenAt < unseen).ExecuteDeleteAsync(cancel);
            all = await db.EveryProgram().Select(p => p.Id).ToListAsync(cancel);
        }
        foreach (var program in all)
        {
            await programs.WriteAsync(program, async services =>
            {
                var old = now - KeptWords.For;
                await services.GetRequiredService<HearthDb>().KeptWords().Where(k => k.KeptAt < old).ExecuteDeleteAsync(cancel);
            }, cancel);
        }
    }
}
