using Hearth.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Accounts;

/// <summary>What somebody can show with that it is them.</summary>
public sealed record Ways(string Handle, bool Passkey, bool Password);

public static class FactorAccess
{
    /// <summary>
    /// Whether this account can sign in again by itself: by a passkey (which verifies its holder, so it counts as two
    /// factors), or by a password with an authenticator app. Until then the invitation that made it can be taken up again.
    /// </summary>
    public static Task<bool> HasFactorsAsync(this HearthDb db, Guid account, CancellationToken cancel = default) =>
        db.Set<Account>().AnyAsync(a => a.Id == account &&
            ((a.PasswordHash != null && a.TwoFactorEnabled) || db.Set<IdentityUserPasskey<Guid>>().Any(p => p.UserId == a.Id)), cancel);

    /// <summary>
    /// The same, by ways that came at that moment or later: for whoever came back by a link, while the old ways stand for
    /// the day in which it can be undone.
    /// </summary>
    public static async Task<bool> HasFactorsSinceAsync(this HearthDb db, Guid account, Instant since, CancellationToken cancel = default) =>
        (await db.FactorsSinceAsync(account, cancel)).Any(s => s >= since);

    /// <summary>Since when each way in is there.</summary>
    public static async Task<IReadOnlyList<Instant>> FactorsSinceAsync(this HearthDb db, Guid account, CancellationToken cancel = default)
    {
        var since = (await db.PasskeysOf(account).AsNoTracking().ToListAsync(cancel)).Select(p => Instant.FromDateTimeOffset(p.Data.CreatedAt)).ToList();
        if (await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == account && a.PasswordHash != null && a.TwoFactorEnabled, cancel) is { } own
            && await db.AppOf(account).AsNoTracking().SingleOrDefaultAsync(cancel) is { } app) since.Add(PasswordSince(own, app));
        return since;
    }

    /// <summary>A password and its app are one way, as old as its younger half.</summary>
    public static Instant PasswordSince(Account account, AuthenticatorApp app)
    {
        var (password, confirmed) = (account.PasswordSetAt ?? Instant.MinValue, app.ConfirmedAt ?? Instant.MinValue);
        return password > confirmed ? password : confirmed;
    }

    public static Task<Ways?> WaysOfAsync(this HearthDb db, Guid account, CancellationToken cancel = default) =>
        db.Set<Account>().Where(a => a.Id == account)
            .Select(a => new Ways(a.UserName!, db.Set<IdentityUserPasskey<Guid>>().Any(p => p.UserId == a.Id), a.PasswordHash != null && a.TwoFactorEnabled)).SingleOrDefaultAsync(cancel);

    public static IQueryable<AuthenticatorApp> AppOf(this HearthDb db, Guid account) => db.Set<AuthenticatorApp>().Where(a => a.AccountId == account);

    public static IQueryable<RecoveryCode> RecoveryCodesOf(this HearthDb db, Guid account) => db.Set<RecoveryCode>().Where(c => c.AccountId == account);

    public static IQueryable<CodesToKeep> CodesToKeepOf(this HearthDb db, Guid account) => db.Set<CodesToKeep>().Where(c => c.AccountId == account);

    public static IQueryable<CodesToKeep> StaleCodesToKeep(this HearthDb db, Instant before) => db.Set<CodesToKeep>().Where(c => c.MadeAt < before);

    public static IQueryable<IdentityUserPasskey<Guid>> PasskeysOf(this HearthDb db, Guid account) => db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == account);

    public static IQueryable<SpentChallenge> SpentChallenges(this HearthDb db) => db.Set<SpentChallenge>();

    /// <summary>Holds back every other change of this account's factors until the transaction ends.</summary>
    public static Task HoldAccountAsync(this HearthDb db, Guid account, CancellationToken cancel) =>
        db.Set<Account>().Where(a => a.Id == account).ExecuteUpdateAsync(a => a.SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount), cancel);

    /// <returns>False when this challenge was answered before.</returns>
    public static async Task<bool> SpendChallengeAsync(this HearthDb db, byte[] hash, Instant now, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "SpentChallenges" ("Hash", "At") VALUES ({hash}, {now.ToUnixTimeSeconds()}) ON CONFLICT DO NOTHING""", cancel) == 1;
}
