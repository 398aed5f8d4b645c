using Hearth.Channels;
using Hearth.Database;
using Hearth.FollowUps.Rules;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.OnCall;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.FollowUps;

/// <summary>
/// What verbs and the sweep do to a follow-up. Each holds its row first, so that two presses, or a press and a call, take turns
/// and see one another; each leaves a step that the person concerned can read.
/// </summary>
public sealed class FollowUpDesk(HearthDb db, OnCallChain onCall, Outbox outbox, HappeningLog happenings, Sealer sealer)
{
    /// <summary>
    /// Somebody needs a person. The first call is made in the same transaction: what the page says afterwards is true.
    /// Whoever has asked already is not asked for twice; whoever had said that they are all right is asked for again.
    /// The caller makes one person's presses take turns.
    /// </summary>
    /// <returns>Null: it was asked already, and nothing changed.</returns>
    public async Task<FollowUp?> RaiseAsync(FollowUpKind kind, Guid person, Instant now, CancellationToken cancel)
    {
        var open = await HoldAsync(db.FollowUpsOfProgram().Where(f => f.PersonId == person && f.Kind == kind && f.ClosedAt == null), cancel);
        if (open is { EasedAt: null }) return null;
        if (open is null)
        {
            open = FollowUp.Raise(db.CurrentProgram, kind, person, now);
            db.Add(open);
            await db.SaveChangesAsync(cancel);
            await StepAsync(open, FollowUpStepKind.Asked, person, "followups.asked", now, cancel: cancel);
        }
        else
        {
            open.AskAgain(now);
            await StepAsync(open, FollowUpStepKind.AskedAgain, person, "followups.asked-again", now, cancel: cancel);
        }
        if (open.OwnerId is null) await CallAsync(open, now, cancel);
        return open;
    }

    /// <summary>The one that fits, with its row held to the end of the transaction; null: none fits.</summary>
    public async Task<FollowUp?> HoldAsync(IQueryable<FollowUp> which, CancellationToken cancel)
    {
        if (await which.ExecuteUpdateAsync(f => f.SetProperty(x => x.Version, x => x.Version), cancel) == 0) return null;
        return await which.SingleOrDefaultAsync(cancel);
    }

    /// <summary>The next round: calls whoever is next.</summary>
    /// <returns>Those who were called.</returns>
    public async Task<IReadOnlyList<StaffCall>> CallAsync(FollowUp followUp, Instant now, CancellationToken cancel)
    {
        // Who gave it back a moment ago is a step too.
        await db.SaveChangesAsync(cancel);
        var chain = (await onCall.AtAsync(now, cancel)).Select(p => p.PersonId).ToList();
        var tried = followUp.Tried(await db.StepsOfProgram().AsNoTracking().Where(s => s.FollowUpId == followUp.Id).OrderBy(s => s.Number).ToListAsync(cancel));
        var before = await db.CallsOfProgram().CountAsync(c => c.FollowUpId == followUp.Id, cancel);
        // Whoever has it and said nothing for an hour is asked first, and the next one with them.
        var who = followUp.OwnerId is { } owner
            ? PagingRule.WhoNow([.. chain.Where(p => p != owner)], tried, 0).Prepend(owner).ToList()
            : [.. PagingRule.WhoNow(chain, tried, followUp.Round)];

        var calls = who.Select((person, i) => StaffCall.To(person, followUp, before + i + 1, now)).ToList();
        foreach (var call in calls)
        {
            db.Add(call);
            await StepAsync(followUp, FollowUpStepKind.Called, call.PersonId, "followups.called", now, cancel: cancel);
        }
        followUp.Called(now);
        // In the app each of them reads it at once; beside that, by whatever channel reaches them.
        foreach (var call in calls) await outbox.CallAsync(call.PersonId, call.Id, CallKind.NeedsAnswer, followUp.NextCallAt, cancel);
        return calls;
    }

    /// <summary>Somebody has it, or nobody is needed any more: what was not sent yet stays here.</summary>
    public async Task HushAsync(FollowUp followUp, CancellationToken cancel)
    {
        foreach (var call in await db.CallsOfProgram().Where(c => c.FollowUpId == followUp.Id).Select(c => c.Id).ToListAsync(cancel)) await outbox.StopAsync(call, cancel);
    }

    /// <param name="words">For staff who come after; sealed under the key of the person it is about.</param>
    public async Task StepAsync(FollowUp followUp, FollowUpStepKind kind, Guid? person, string happening, Instant now, string? words = null, CancellationToken cancel = default)
    {
        await db.SaveChangesAsync(cancel);
        var number = await db.StepsOfProgram().Where(s => s.FollowUpId == followUp.Id).MaxAsync(s => (int?)s.Number, cancel) + 1 ?? 1;
        var sealedWords = words is null ? null : await sealer.SealAsync(followUp.PersonId, FollowUpStep.WordsAt(followUp.Id, number), words, cancel);
        db.Add(FollowUpStep.Of(followUp, number, kind, person, now, sealedWords));
        happenings.Record(happening, followUp.Id, followUp.PersonId);
    }
}

/// <summary>Tells open pages that they are late: the asker's own, and those of the staff.</summary>
public sealed class FollowUpPages(Fragments fragments)
{
    public static string Staff(Guid program) => $"follow-ups/{program:D}";

    public static string Asker(Guid person) => $"asked/{person:D}";

    /// <summary>After commit.</summary>
    public Task TellAsync(FollowUp followUp) => Task.WhenAll(fragments.RefreshAsync(Staff(followUp.ProgramId)), fragments.RefreshAsync(Asker(followUp.PersonId)));
}
