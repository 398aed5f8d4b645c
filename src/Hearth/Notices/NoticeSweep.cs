using Hearth.Availability;
using Hearth.CarePrograms;
using Hearth.Channels;
using Hearth.Database;
using Hearth.Notices.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Hearth.Notices;

/// <summary>
/// Every second, on each server: what waits for somebody leaves the house when it may, all of it as one message. An update of their
/// rows decides who sends it: of two servers that find them due, the second changes none.
/// </summary>
public sealed partial class NoticeSweep(IServiceScopeFactory scopes, Scopes programs, NoticeKinds kinds, Bell bell, Clock clock, TimeProvider time, ILogger<NoticeSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        var cleaned = Instant.MinValue;
        do
        {
            try
            {
                var now = clock.Now;
                var clean = now - cleaned > Duration.FromHours(1);
                foreach (var program in await scopes.EveryProgramAsync(stop))
                {
                    await SendDueAsync(program, now, stop);
                    if (clean) await CleanAsync(program, now, stop);
                }
                if (clean) cleaned = now;
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                SweepFailed(log, e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    /// <summary>All that is due in one program.</summary>
    public async Task SendDueAsync(Guid program, Instant now, CancellationToken cancel = default)
    {
        // Looks first: on SQLite a transaction that writes holds up all others.
        var due = await programs.ReadAsync(program, s => s.GetRequiredService<HearthDb>().NoticesDue(now).Select(n => n.PersonId).Distinct().ToListAsync(cancel), cancel);
        if (due.Count == 0) return;
        var quiet = await programs.ReadAsync(program, s => s.GetRequiredService<HearthDb>().QuietHoursOf(due, now, cancel), cancel);
        foreach (var person in due) await programs.WriteAsync(program, s => SendAsync(s, person, quiet.TryGetValue(person, out var until) ? until : null, now, cancel), cancel);
        bell.Ring(program);
    }

    /// <summary>What is old, and browsers that nobody is signed in on any more.</summary>
    public Task CleanAsync(Guid program, Instant now, CancellationToken cancel) => programs.WriteAsync(program, async services =>
    {
        var db = services.GetRequiredService<HearthDb>();
        var old = now - Notice.Kept;
        await db.NoticesOfProgram().Where(n => n.At < old).ExecuteDeleteAsync(cancel);
        await db.DevicesOfProgram().Where(d => !db.DevicesToTell().Any(t => t.Id == d.Id)).ExecuteDeleteAsync(cancel);
    }, cancel);

    private async Task SendAsync(IServiceProvider services, Guid person, Instant? quietUntil, Instant now, CancellationToken cancel)
    {
        var (db, outbox) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Outbox>());
        var mine = db.NoticesDue(now).Where(n => n.PersonId == person);
        // Held from here on: another server waits, and finds nothing.
        await mine.ExecuteUpdateAsync(n => n.SetProperty(x => x.Urgent, x => x.Urgent), cancel);
        var waiting = await mine.Where(n => n.ReadAt == null).Select(n => new { n.Kind, n.Urgent }).ToListAsync(cancel);
        if (waiting.Count > 0)
        {
            var lastOut = await db.NoticesOfProgram().Where(n => n.PersonId == person).MaxAsync(n => n.OutAt, cancel);
            var when = Going.When(waiting.Exists(n => n.Urgent), quietUntil, lastOut, now);
            if (when > now)
            {
                await mine.ExecuteUpdateAsync(n => n.SetProperty(x => x.DueAt, when), cancel);
                return;
            }
            var sorts = waiting.Select(n => kinds.Find(n.Kind)?.Sort ?? NoticeSort.None).Aggregate(NoticeSort.None, (all, sort) => all | sort);
            var choice = await db.NoticeChoiceOfAsync(person, cancel);
            var by = (await outbox.ChannelsForNoticesAsync(person, cancel)).Where(c => ((choice is null ? NoticeSort.All : c == Channel.Email ? choice.ByMail : choice.OnDevices) & sorts) != 0).ToList();
            if (by.Count > 0)
            {
                await outbox.NoticeAsync(person, by, cancel);
                await mine.ExecuteUpdateAsync(n => n.SetProperty(x => x.OutAt, now), cancel);
            }
        }
        // What was read in the house meanwhile has no need to go out.
        await mine.ExecuteUpdateAsync(n => n.SetProperty(x => x.DueAt, (Instant?)null), cancel);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for notices did not finish ({Kind}); it is done again in a second.")]
    private static partial void SweepFailed(ILogger log, string kind);
}
