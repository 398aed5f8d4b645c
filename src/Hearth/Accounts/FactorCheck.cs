using Hearth.Accounts.Rules;
using Hearth.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Accounts;

/// <summary>
/// Compares what was typed with an account's factors. The answer to a handle that nobody has, a wrong password and a wrong
/// code is one, and takes the same work.
/// </summary>
public sealed class FactorCheck(UserManager<Account> users, HearthDb db, PasswordWork work, Attempts attempts, FactorBox box, Clock clock)
{
    public enum Verdict
    {
        Right = 1,
        Wrong = 2,
        TooMany = 3,
    }

    /// <param name="SpendAsync">Uses up the code: false when it was used in the meantime. In the transaction of the act it allows.</param>
    /// <param name="Code">A recovery code: with the password, or alone.</param>
    /// <param name="Since">Since when the way is there that was shown. Null: a recovery code.</param>
    public sealed record Result(Verdict Verdict, Account? Account = null, Func<IServiceProvider, CancellationToken, Task<bool>>? SpendAsync = null, NoticeKind? Code = null, Instant? Since = null);

    /// <summary>Password and a code from the app; or password and a recovery code; or, where there is no password and no staff membership, a recovery code.</summary>
    public async Task<Result> CompareAsync(string handle, string? password, string code, Whence from, CancellationToken cancel)
    {
        var account = await users.FindByNameAsync(handle.Trim());
        var id = account?.Id ?? Guid.Empty;
        var lineage = from.Lineage ?? [];
        var own = await db.KnownDevicesOf(id).AnyAsync(d => d.Lineage == lineage, cancel);
        if (!await attempts.TakeAsync(handle, from, own, cancel)) return new(Verdict.TooMany);

        var fits = await work.FitsAsync(account, Passwords.Normal(password ?? ""), cancel);
        var app = await db.AppOf(id).AsNoTracking().SingleOrDefaultAsync(cancel);
        var unused = await db.RecoveryCodesOf(id).AsNoTracking().Where(c => c.UsedAt == null).ToListAsync(cancel);
        var staff = await db.OpenMembershipsOf(id).AnyAsync(m => Roles.Staff.Contains(m.Role), cancel);

        var alone = account is { PasswordHash: null } && !staff && string.IsNullOrEmpty(password);
        // Counted whatever was typed, so that a right password cannot be told by the work: for nobody, where it was wrong.
        var counted = !own && from.Ticket is null;
        var mayCode = !counted || await attempts.TakeCodeAsync(fits ? id : Guid.Empty, cancel);
        var step = fits && account!.TwoFactorEnabled && mayCode && app?.Secret is { } secret
            ? OneTimeCodes.StepOf(box.OpenSecret(id, secret), code, clock.Now.ToDateTimeUtc()) : null;
        var hash = RecoveryCodes.Normal(code) is { } normal ? box.HashOf(id, normal) : null;
        var recovery = (fits || alone) && hash is not null && unused.Any(c => c.Hash.AsSpan().SequenceEqual(hash));

        if (!(step > app?.LastStep) && !recovery) return new(Verdict.Wrong);
        await attempts.GiveBackAsync(handle, from, own, cancel);
        if (counted) await attempts.GiveCodeBackAsync(fits ? id : Guid.Empty, cancel);
        return recovery
            ? new(Verdict.Right, account, (there, stop) => SpendRecoveryAsync(there.GetRequiredService<HearthDb>(), id, hash!, stop), alone ? NoticeKind.Recovered : NoticeKind.CodeUsed)
            : new(Verdict.Right, account, (there, stop) => SpendStepAsync(there.GetRequiredService<HearthDb>(), id, step!.Value, stop), Since: FactorAccess.PasswordSince(account!, app!));
    }

    /// <summary>The password alone: for a sign-in that is only locked.</summary>
    public async Task<Verdict> ComparePasswordAsync(Account account, string password, Whence from, CancellationToken cancel)
    {
        if (!await attempts.TakeAsync(account.UserName!, from, own: false, cancel)) return Verdict.TooMany;
        if (!await work.FitsAsync(account, Passwords.Normal(password), cancel)) return Verdict.Wrong;
        await attempts.GiveBackAsync(account.UserName!, from, own: false, cancel);
        return Verdict.Right;
    }

    // Each in one statement: of two that come at the same moment, the database lets one through.
    private static async Task<bool> SpendStepAsync(HearthDb db, Guid account, long step, CancellationToken cancel) =>
        await db.AppOf(account).Where(a => a.LastStep < step).ExecuteUpdateAsync(a => a.SetProperty(x => x.LastStep, step), cancel) == 1;

    private async Task<bool> SpendRecoveryAsync(HearthDb db, Guid account, byte[] hash, CancellationToken cancel)
    {
        var now = clock.Now;
        return await db.RecoveryCodesOf(account).Where(c => c.Hash == hash && c.UsedAt == null).ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), cancel) == 1;
    }
}
