using Hearth.Channels;
using Hearth.Database;
using Hearth.FollowUps.Rules;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.OnCall;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.FollowUps;

/// <summary>
/// What verbs and the sweep do to a follow-up. Each holds its row first, so that two presses, or a press and a call, take turns
/// and see one another; each leaves a step that the person concerned can read.
/// </summary>
public sealed class FollowUpDesk(HearthDb db, OnCallChain onCall, Outbox outbox, HappeningLog happenings, Sealer sealer, IEnumerable<IHearsOfFollowUps> hearers)
{
    /// <summary>
    /// Somebody needs a person. The first call is made in the same transaction: what the page says afterwards is true. For one person
    /// there is one open of a kind: who else asks is added to it, and who finds it more pressing makes it so. Whoever had said that
    /// they are all right is asked for again.
    /// </summary>
    /// <param name="person">Who needs one.</param>
    /// <param name="by">Who asks: they themselves, or who noticed something.</param>
    /// <param name="anew">
    /// Something else than what was asked for before, that cannot wait: whoever has it is called again, and the next with them. It may
    /// be hours since they took it.
    /// </param>
    public async Task<Raised> RaiseAsync(FollowUpKind kind, Pace pace, Guid person, Guid by, Instant now, CancellationToken cancel, bool anew = false)
    {
        await db.HoldPersonAsync(person, cancel);
        var open = await HoldAsync(db.FollowUpsOfProgram().Where(f => f.PersonId == person && f.Kind == kind && f.ClosedAt == null), cancel);
        if (open is null)
        {
            open = FollowUp.Raise(db.CurrentProgram, kind, pace, person, now);
            db.Add(open);
            db.Add(FollowUpAsker.Of(open, by, now));
            await StepAsync(open, FollowUpStepKind.Asked, by, now, cancel: cancel);
            await CallAsync(open, now, cancel);
            return new(open, true);
        }
        var (eased, quicker, known) = (open.EasedAt is not null, pace < open.Pace, await db.AskersOfProgram().AnyAsync(a => a.FollowUpId == open.Id && a.PersonId == by, cancel));
        var again = anew && open.OwnerId is not null;
        if (!eased && !quicker && !again && known) return new(open, false);
        if (!known) db.Add(FollowUpAsker.Of(open, by, now));
        if (eased) open.AskAgain(now);
        if (quicker) open.Quicken(now);
        await StepAsync(open, eased || quicker || again ? FollowUpStepKind.AskedAgain : FollowUpStepKind.Joined, by, now, cancel: cancel);
        if (quicker || again || eased && open.OwnerId is null) await CallAsync(open, now, cancel);
        return new(open, true);
    }

    /// <summary>
    /// Something that one of the staff is given to look after. Nobody asked for it, and nobody else is called as long as they have it.
    /// For one person there is one open of a kind: what comes later is added to it.
    /// </summary>
    public async Task<FollowUp> GiveAsync(FollowUpKind kind, Pace pace, Guid person, Guid owner, Instant now, CancellationToken cancel)
    {
        await db.HoldPersonAsync(person, cancel);
        if (await HoldAsync(db.FollowUpsOfProgram().Where(f => f.PersonId == person && f.Kind == kind && f.ClosedAt == null), cancel) is { } open)
        {
            await StepAsync(open, FollowUpStepKind.Joined, null, now, cancel: cancel);
            return open;
        }
        var given = FollowUp.Raise(db.CurrentProgram, kind, pace, person, now);
        db.Add(given);
        await StepAsync(given, FollowUpStepKind.Asked, null, now, cancel: cancel);
        given.Take(owner, now);
        await StepAsync(given, FollowUpStepKind.Given, owner, now, cancel: cancel);
        var call = StaffCall.To(owner, given, 1, now);
        db.Add(call);
        await outbox.CallAsync(owner, call.Id, CallKind.NeedsAnswer, given.NextCallAt, cancel);
        return given;
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
        // Nobody is called about themselves.
        var chain = (await onCall.AtAsync(now, cancel)).Select(p => p.PersonId).Where(p => p != followUp.PersonId).ToList();
        var tried = followUp.Tried(await db.StepsOfProgram().AsNoTracking().Where(s => s.FollowUpId == followUp.Id).OrderBy(s => s.Number).ToListAsync(cancel));
        var before = await db.CallsOfProgram().CountAsync(c => c.FollowUpId == followUp.Id, cancel);
        // Whoever has it and said nothing for a while is asked first, and the next one with them.
        var who = followUp.OwnerId is { } owner
            ? PagingRule.WhoNow([.. chain.Where(p => p != owner)], tried, 0).Prepend(owner).ToList()
            : [.. PagingRule.WhoNow(chain, tried, followUp.Round)];

        var (calls, so) = (new List<StaffCall>(), tried.ToHashSet());
        followUp.Called(now);
        while (true)
        {
            var reached = false;
            foreach (var person in who)
            {
                var call = StaffCall.To(person, followUp, before + calls.Count + 1, now);
                calls.Add(call);
                db.Add(call);
                await StepAsync(followUp, FollowUpStepKind.Called, person, now, cancel: cancel);
                // In the app they read it at once; beside that, by whatever channel reaches them.
                reached |= (await outbox.CallAsync(person, call.Id, CallKind.NeedsAnswer, followUp.NextCallAt, cancel)).Count > 0;
            }
            so.UnionWith(who);
            // Whom no channel reaches may have no page open either: where it reaches another, the next is called in the same moment.
            if (reached || !await outbox.ReachesAnyAsync([.. chain.Where(p => !so.Contains(p))], cancel)) break;
            who = [.. PagingRule.WhoNow(chain, so, 0)];
        }
        return calls;
    }

    /// <summary>Somebody has it, or nobody is needed any more: what was not sent yet stays here.</summary>
    public async Task HushAsync(FollowUp followUp, CancellationToken cancel)
    {
        foreach (var call in await db.CallsOfProgram().Where(c => c.FollowUpId == followUp.Id).Select(c => c.Id).ToListAsync(cancel)) await outbox.StopAsync(call, cancel);
    }

    /// <param name="words">For staff who come after; sealed under the key of the person it is about.</param>
    public async Task StepAsync(FollowUp followUp, FollowUpStepKind kind, Guid? person, Instant now, string? words = null, CancellationToken cancel = default)
    {
        await db.SaveChangesAsync(cancel);
        var number = await db.StepsOfProgram().Where(s => s.FollowUpId == followUp.Id).MaxAsync(s => (int?)s.Number, cancel) + 1 ?? 1;
        var sealedWords = words is null ? null : await sealer.SealAsync(followUp.PersonId, FollowUpStep.WordsAt(followUp.Id, number), words, cancel);
        db.Add(FollowUpStep.Of(followUp, number, kind, person, now, sealedWords));
        happenings.Record(Recorded(followUp.Kind, kind), followUp.Id, followUp.PersonId);
        foreach (var hearer in hearers) await hearer.HearAsync(followUp, kind, cancel);
    }

    /// <summary>What others noticed or told about somebody, and what waits, goes by names of its own: it is not told to them as something that they asked for.</summary>
    private static string Recorded(FollowUpKind of, FollowUpStepKind kind) => (of, kind) switch
    {
        (FollowUpKind.Unanswered, FollowUpStepKind.Asked) => "followups.unanswered-raised",
        (FollowUpKind.Unanswered, FollowUpStepKind.Joined) => "followups.unanswered-joined",
        (FollowUpKind.Unanswered, FollowUpStepKind.Given) => "followups.unanswered-given",
        (FollowUpKind.Unanswered, FollowUpStepKind.Called) => "followups.unanswered-called",
        (FollowUpKind.Unanswered, FollowUpStepKind.Taken) => "followups.unanswered-taken",
        (FollowUpKind.Unanswered, FollowUpStepKind.GivenBack) => "followups.unanswered-given-back",
        (FollowUpKind.Unanswered, FollowUpStepKind.Reopened) => "followups.unanswered-reopened",
        (FollowUpKind.Unanswered, FollowUpStepKind.Ended) => "followups.unanswered-ended",
        (FollowUpKind.Concern, FollowUpStepKind.Asked) => "followups.concern-raised",
        (FollowUpKind.Concern, FollowUpStepKind.AskedAgain) => "followups.concern-raised-again",
        (FollowUpKind.Concern, FollowUpStepKind.Joined) => "followups.concern-joined",
        (FollowUpKind.Concern, FollowUpStepKind.Called) => "followups.concern-called",
        (FollowUpKind.Concern, FollowUpStepKind.Taken) => "followups.concern-taken",
        (FollowUpKind.Concern, FollowUpStepKind.GivenBack) => "followups.concern-given-back",
        (FollowUpKind.Concern, FollowUpStepKind.Reopened) => "followups.concern-reopened",
        (FollowUpKind.Concern, FollowUpStepKind.Ended) => "followups.concern-ended",
        (FollowUpKind.Message, FollowUpStepKind.Asked) => "followups.message-raised",
        (FollowUpKind.Message, FollowUpStepKind.Joined) => "followups.message-joined",
        (FollowUpKind.Message, FollowUpStepKind.Called) => "followups.message-called",
        (FollowUpKind.Message, FollowUpStepKind.Taken) => "followups.message-taken",
        (FollowUpKind.Message, FollowUpStepKind.GivenBack) => "followups.message-given-back",
        (FollowUpKind.Message, FollowUpStepKind.Reopened) => "followups.message-reopened",
        (FollowUpKind.Message, FollowUpStepKind.Ended) => "followups.message-ended",
        (FollowUpKind.Waiting, FollowUpStepKind.Asked or FollowUpStepKind.AskedAgain or FollowUpStepKind.Joined) => "followups.waiting-raised",
        (FollowUpKind.Waiting, FollowUpStepKind.Called) => "followups.waiting-called",
        (FollowUpKind.Waiting, FollowUpStepKind.Taken) => "followups.waiting-taken",
        (FollowUpKind.Waiting, FollowUpStepKind.GivenBack) => "followups.waiting-given-back",
        (FollowUpKind.Waiting, FollowUpStepKind.Reopened) => "followups.waiting-reopened",
        (FollowUpKind.Waiting, FollowUpStepKind.Ended) => "followups.waiting-ended",
        (_, FollowUpStepKind.Asked) => "followups.asked",
        (_, FollowUpStepKind.AskedAgain) => "followups.asked-again",
        (_, FollowUpStepKind.Called) => "followups.called",
        (_, FollowUpStepKind.Taken) => "followups.taken",
        (_, FollowUpStepKind.GivenBack) => "followups.given-back",
        (_, FollowUpStepKind.Reopened) => "followups.reopened",
        (_, FollowUpStepKind.Eased) => "followups.eased",
        (_, FollowUpStepKind.Number) => "followups.number-left",
        _ => "followups.ended",
    };

    /// <param name="Changed">False: the same person had asked for the same already.</param>
    public sealed record Raised(FollowUp FollowUp, bool Changed);
}

/// <summary>Tells open pages that they are late: those of whoever asked, and of the staff.</summary>
public sealed class FollowUpPages(Fragments fragments, Scopes programs)
{
    public static string Staff(Guid program) => $"follow-ups/{program:D}";

    public static string Asker(Guid person) => $"asked/{person:D}";

    /// <summary>After commit.</summary>
    public async Task TellAsync(FollowUp followUp)
    {
        var askers = await programs.ReadAsync(followUp.ProgramId, s => s.GetRequiredService<HearthDb>().AskersOfProgram().Where(a => a.FollowUpId == followUp.Id).Select(a => a.PersonId).ToListAsync());
        await Task.WhenAll(askers.Select(Asker).Append(Staff(followUp.ProgramId)).Select(stream => fragments.RefreshAsync(stream)));
    }
}
