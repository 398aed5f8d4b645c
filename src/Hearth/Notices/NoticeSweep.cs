using Hearth.Availability;
using Hearth.Channels;
using Hearth.Database;
using Hearth.Notices.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Hearth.Notices;

/// <summary>
/// Every second: what waits for somebody leaves the house when it may, all of it as one message. An update of their rows decides who
/// sends it: of two servers that find them due, the second changes none.
/// </summary>
public sealed class NoticeSweep(IServiceScopeFactory scopes, Scopes programs, NoticeKinds kinds, Bell bell, Pulse pulse, Clock clock, TimeProvider time, ILogger<NoticeSweep> log)
    : ProgramSweep("what waits to be told", TimeSpan.FromSeconds(1), scopes, pulse, time, log)
{
    private readonly Dictionary<Guid, Instant> cleaned = [];

    protected override async Task SweepAsync(Guid program, CancellationToken stop)
    {
        var now = clock.Now;
        await SendDueAsync(program, now, stop);
        if (now - cleaned.GetValueOrDefault(program) <= Duration.FromHours(1)) return;
        await CleanAsync(program, now, stop);
        cleaned[program] = now;
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
        await db.FollowSignInsAsync(cancel);
        await db.DevicesOfProgram().Where(d => !db.DevicesToTell().Any(t => t.Id == d.Id)).ExecuteDeleteAsync(cancel);
    }, cancel);

    private async Task SendAsync(IServiceProvider services, Guid person, Instant? quietUntil, Instant now, CancellationToken cancel)
    {
        var (db, outbox) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Outbox>());
        var due = db.NoticesDue(now).Where(n => n.PersonId == person);
        // Held from here on: another server waits, and finds nothing.
        await due.ExecuteUpdateAsync(n => n.SetProperty(x => x.Urgent, x => x.Urgent), cancel);
        var seen = await due.Select(n => new { n.Id, n.Kind, n.Urgent, n.ReadAt }).ToListAsync(cancel);
        // These alone are put off or done with: what comes meanwhile is the next round's.
        var ids = seen.ConvertAll(n => n.Id);
        var mine = db.NoticesOfProgram().Where(n => ids.Contains(n.Id));
        var waiting = seen.FindAll(n => n.ReadAt is null);
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
}
