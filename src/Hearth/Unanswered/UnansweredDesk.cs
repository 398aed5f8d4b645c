using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.FollowUps.Rules;
using Hearth.OnCall;
using Hearth.People;
using Hearth.Spaces.Rules;
using Hearth.Unanswered.Rules;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Unanswered;

/// <summary>Who waits in the program in scope, and giving it to somebody.</summary>
internal sealed class UnansweredDesk(HearthDb db, OnCallChain onCall, FollowUpDesk followUps)
{
    /// <summary>Those who have waited long enough for one of the staff.</summary>
    public async Task<IReadOnlyList<Waits>> DueAsync(Instant now, CancellationToken cancel)
    {
        var hours = (await db.ThisProgram().AsNoTracking().SingleAsync(cancel)).AnswerByStaff;
        var (from, to) = (now - WaitingRule.Longest, now - Duration.FromHours(hours));
        var waiting = (await db.AsksWaiting(from, to).ToListAsync(cancel)).Concat(await db.NewcomersUnseen(from, to).ToListAsync(cancel)).OrderBy(w => w.Since).ToList();
        if (waiting.Count == 0) return waiting;
        var rota = await onCall.RotaAsync(now, cancel);
        var onShift = rota.ChainAt(now).Any(p => p.OnShift);
        return [.. waiting.Where(w => CarryRule.IsDue(w.Since, hours, rota.Worked.Count > 0, onShift, now))];
    }

    /// <returns>Null: somebody answered meanwhile, another server was quicker, or nobody can come in.</returns>
    public async Task<FollowUp?> GiveAsync(Waits one, Instant now, CancellationToken cancel)
    {
        await db.HoldPersonAsync(one.PersonId, cancel);
        if (!await db.AsksWaiting(Instant.MinValue, now).Where(w => w.Subject == one.Subject).AnyAsync(cancel) && !await db.NewcomersUnseen(now - WaitingRule.Longest, now).Where(w => w.Subject == one.Subject).AnyAsync(cancel)) return null;
        var rota = await onCall.RotaAsync(now, cancel);
        var leaders = one.GroupId is { } group ? await db.StaffLeading(group).ToListAsync(cancel) : [];
        if (CarryRule.OwnerOf([.. leaders.Where(rota.Comes)], [.. rota.ChainAt(now).Select(p => (p.PersonId, p.OnShift))]) is not { } owner) return null;
        var followUp = await followUps.GiveAsync(FollowUpKind.Unanswered, Pace.Today, one.PersonId, owner, now, cancel);
        db.Add(Carried.To(followUp, one.Subject, now));
        return followUp;
    }
}
