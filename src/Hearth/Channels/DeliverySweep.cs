using System.Diagnostics;
using System.Text.Json;
using Hearth.CarePrograms;
using Hearth.Channels.Rules;
using Hearth.Database;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Hearth.Channels;

/// <summary>
/// Sends what waits: at once when the bell rings, and else every second, on each server. A call is taken under a lease, which one
/// server gets; a server that dies with it leaves it to the next when the lease is over. So it goes out at least once, and a
/// receiver knows it again by its id. Nothing here says whom it is for: the log has the delivery's id alone.
/// </summary>
public sealed class DeliverySweep(IServiceScopeFactory scopes, Scopes programs, Bell bell, Mail mail, Hook hook, Push push, VapidKeys vapid, CallSettings settings, Pulse pulse, Clock clock, ILogger<DeliverySweep> log) : BackgroundService
{
    private const int AtOnce = 32;
    private const string Part = "what goes out";
    private static readonly TimeSpan every = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim slots = new(AtOnce);

    private sealed record Taken(Guid Id, Guid CallId, Guid PersonId, Channel Channel, CallKind Kind, Instant? AnswerBy, Instant MadeAt, int Tries);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        pulse.Expect(Part);
        var looked = Stopwatch.StartNew();
        IReadOnlySet<Guid> rung = new HashSet<Guid>();
        var all = true;
        while (!stop.IsCancellationRequested)
        {
            // Those who rang come first: nobody waits behind programs where nothing is.
            foreach (var program in rung) await LookAsync(program, stop);
            if (all)
            {
                looked.Restart();
                if (await LookAtAllAsync(stop)) pulse.Beat(Part);
            }
            rung = await bell.HearAsync(every > looked.Elapsed ? every - looked.Elapsed : TimeSpan.Zero, stop);
            all = looked.Elapsed >= every;
        }
    }

    private async Task<bool> LookAtAllAsync(CancellationToken stop)
    {
        var whole = true;
        try
        {
            foreach (var program in await scopes.EveryProgramAsync(stop)) whole &= await LookAsync(program, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            log.LogError(e, "The database could not be asked for calls; it is done again in a second.");
            return false;
        }
        return whole;
    }

    /// <summary>What is wrong in one program stops no other's calls.</summary>
    private async Task<bool> LookAsync(Guid program, CancellationToken stop)
    {
        try
        {
            await BeginAsync(program, stop);
            return true;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            log.LogError(e, "The calls of a program could not be looked at ({Program}); it is done again in a second.", program);
            return false;
        }
    }

    /// <summary>Takes what is due in a program, and begins to send it.</summary>
    /// <returns>What is under way; nobody needs to wait for it.</returns>
    public async Task<IReadOnlyList<Task>> BeginAsync(Guid program, CancellationToken cancel)
    {
        var now = clock.Now;
        var due = await programs.ReadAsync(program, s => s.GetRequiredService<HearthDb>().DeliveriesDue(now).OrderBy(d => d.NextTryAt).Select(d => d.Id).Take(AtOnce).ToListAsync(cancel), cancel);
        var begun = new List<Task>();
        foreach (var id in due)
        {
            await slots.WaitAsync(cancel);
            Taken? taken = null;
            try
            {
                taken = await TakeAsync(program, id, cancel);
            }
            finally
            {
                if (taken is null) slots.Release();
            }
            if (taken is not null) begun.Add(SendAsync(program, taken, cancel));
        }
        return begun;
    }

    /// <summary>One update decides who has it: of two that find it free, the second changes no row.</summary>
    private Task<Taken?> TakeAsync(Guid program, Guid id, CancellationToken cancel) => programs.WriteAsync(program, async services =>
    {
        var (db, now) = (services.GetRequiredService<HearthDb>(), clock.Now);
        var until = now + Trying.Lease;
        if (await db.DeliveriesDue(now).Where(d => d.Id == id).ExecuteUpdateAsync(d => d.SetProperty(x => x.LeasedUntil, until).SetProperty(x => x.Tries, x => x.Tries + 1), cancel) != 1) return null;
        return await db.DeliveriesOfProgram().Where(d => d.Id == id).Select(d => new Taken(d.Id, d.CallId, d.PersonId, d.Channel, d.Kind, d.AnswerBy, d.MadeAt, d.Tries)).SingleAsync(cancel);
    }, cancel);

    private async Task SendAsync(Guid program, Taken taken, CancellationToken stop)
    {
        try
        {
            var flaw = await TryOrSayAsync(program, taken, stop);
            await EndAsync(program, taken, flaw, stop);
            if (flaw is { } wrong) log.LogWarning("A call did not go out at its try number {Number}: {Kind} ({Id}).", taken.Tries, wrong, taken.Id);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            log.LogError(e, "What became of a call could not be noted ({Id}). It goes out again when its lease is over.", taken.Id);
        }
        catch (OperationCanceledException)
        {
            // The server ends: the lease does too, and another takes it up.
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<Flaw?> TryOrSayAsync(Guid program, Taken taken, CancellationToken stop)
    {
        try
        {
            return await TryAsync(program, taken, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            log.LogError(e, "A call could not be made ready ({Id}).", taken.Id);
            return Flaw.Ours;
        }
    }

    private async Task<Flaw?> TryAsync(Guid program, Taken taken, CancellationToken stop)
    {
        if (taken.Channel == Channel.Push) return await PushAsync(program, taken, stop);
        var (to, code, zone, language, webhook) = await programs.ReadAsync(program, async services =>
        {
            var (db, sealer) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Sealer>());
            var person = await db.PeopleOfProgram().Where(p => p.Id == taken.PersonId).Select(p => new { p.Zone, p.Language }).SingleAsync(stop);
            var (opened, sent) = taken.Kind is CallKind.Notice or CallKind.Code ? await MailboxAsync(db, sealer, taken, stop) : (await AddressAsync(db, sealer, taken, stop), null);
            var hooked = taken.Channel == Channel.Webhook ? await db.WebhookOfProgram().AsNoTracking().SingleOrDefaultAsync(stop) : null;
            var where = hooked is null ? null : new Hook.Place(await sealer.OpenAsync(Webhook.UrlAt(program), hooked.Url, stop), await sealer.OpenAsync(Webhook.SecretAt(program), hooked.Secret, stop));
            return (opened, sent, person.Zone, person.Language, where);
        }, stop);

        if (to is null) return Flaw.NoAddress;
        var link = LinkOf(taken);
        var call = new Call(taken.Id, taken.Kind, to, taken.AnswerBy, zone, language, settings.Address.Length > 0 && taken.Kind != CallKind.Code ? link : null, code);
        return taken.Channel == Channel.Email ? await mail.SendAsync(call, stop)
            : webhook is null ? Flaw.NotSetUp
            : await hook.SendAsync(call, webhook, clock.Now, stop);
    }

    private string LinkOf(Taken taken) => settings.Address.TrimEnd('/') + (taken.Kind == CallKind.Drill ? Drill.PathOf(taken.CallId) : "");

    /// <summary>To each of their browsers. One that has it is enough; what has gone for good is forgotten.</summary>
    private async Task<Flaw?> PushAsync(Guid program, Taken taken, CancellationToken stop)
    {
        var (devices, zone, language) = await programs.ReadAsync(program, async services =>
        {
            var (db, sealer) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Sealer>());
            var person = await db.PeopleOfProgram().Where(p => p.Id == taken.PersonId).Select(p => new { p.Zone, p.Language }).SingleAsync(stop);
            List<(Guid Id, Push.Place Place)> opened = [];
            foreach (var device in await (taken.Kind == CallKind.Notice ? db.DevicesToTell() : db.DevicesToCall()).AsNoTracking().Where(d => d.PersonId == taken.PersonId).ToListAsync(stop))
                opened.Add((device.Id, JsonSerializer.Deserialize<Push.Place>(await sealer.OpenAsync(PushDevice.PlaceAt(device.Id), device.Place, stop))!));
            return (opened, person.Zone, person.Language);
        }, stop);
        if (devices.Count == 0) return Flaw.NoAddress;

        var call = new Call(taken.Id, taken.Kind, "", taken.AnswerBy, zone, language, LinkOf(taken));
        var key = await vapid.OfAsync(program, stop);
        var ends = await Task.WhenAll(devices.Select(async d => (d.Id, Flaw: await push.SendAsync(call, d.Place, key, stop))));
        var gone = ends.Where(e => e.Flaw == Flaw.NoAddress).Select(e => e.Id).ToList();
        if (gone.Count > 0) await programs.WriteAsync(program, s => s.GetRequiredService<HearthDb>().DevicesOfProgram().Where(d => gone.Contains(d.Id)).ExecuteDeleteAsync(stop), stop);
        return ends.Any(e => e.Flaw is null) ? null : ends.Select(e => e.Flaw).FirstOrDefault(f => f != Flaw.NoAddress) ?? Flaw.NoAddress;
    }

    private static async Task<string?> AddressAsync(HearthDb db, Sealer sealer, Taken taken, CancellationToken stop) =>
        await db.AddressesToCall().Where(a => a.PersonId == taken.PersonId && a.Channel == taken.Channel).Select(a => a.Address).SingleOrDefaultAsync(stop) is { } address
            ? await sealer.OpenAsync(CallAddress.PlaceAt(taken.PersonId, taken.Channel), address, stop) : null;

    /// <summary>A notice goes only where the code has come back from; a code only while it is the one that was asked for last.</summary>
    private static async Task<(string? To, string? Code)> MailboxAsync(HearthDb db, Sealer sealer, Taken taken, CancellationToken stop)
    {
        if (await db.MailboxesToWriteTo().AsNoTracking().SingleOrDefaultAsync(b => b.PersonId == taken.PersonId, stop) is not { } box) return (null, null);
        if (taken.Kind == CallKind.Notice ? box.ConfirmedAt is null : box.Code is null || box.CodeId != taken.CallId) return (null, null);
        return (await sealer.OpenAsync(Mailbox.AddressAt(taken.PersonId), box.Address, stop), box.Code is { } code ? await sealer.OpenAsync(Mailbox.CodeAtPlace(taken.PersonId), code, stop) : null);
    }

    private Task EndAsync(Guid program, Taken taken, Flaw? flaw, CancellationToken stop) => programs.WriteAsync(program, async services =>
    {
        var now = clock.Now;
        var one = services.GetRequiredService<HearthDb>().DeliveriesOfProgram().Where(d => d.Id == taken.Id && d.SentAt == null);
        if (flaw is null)
        {
            // It went out, whoever has it meanwhile.
            await one.ExecuteUpdateAsync(d => d.SetProperty(x => x.SentAt, now).SetProperty(x => x.GivenUpAt, (Instant?)null).SetProperty(x => x.LeasedUntil, (Instant?)null).SetProperty(x => x.Flaw, (Flaw?)null), stop);
            return;
        }
        // Whoever can no longer be called that way will not be in a minute either.
        var next = flaw == Flaw.NoAddress ? null : Trying.Next(taken.Kind, taken.MadeAt, taken.Tries, now);
        // Only of its own try: one whose lease ran out decides nothing.
        await one.Where(d => d.Tries == taken.Tries && d.GivenUpAt == null).ExecuteUpdateAsync(d => d.SetProperty(x => x.Flaw, flaw).SetProperty(x => x.LeasedUntil, (Instant?)null)
            .SetProperty(x => x.NextTryAt, x => next ?? x.NextTryAt).SetProperty(x => x.GivenUpAt, next == null ? now : (Instant?)null), stop);
    }, stop);
}

/// <summary>All that whoever sends it is told: no name, no program, nothing of what it is about.</summary>
/// <param name="Code">Of a <see cref="CallKind.Code"/>, and of nothing else.</param>
/// <param name="Link">Where to go; null where nobody said under which address this house is known.</param>
public sealed record Call(Guid Id, CallKind Kind, string To, Instant? AnswerBy, string Zone, string Language, string? Link, string? Code = null);
