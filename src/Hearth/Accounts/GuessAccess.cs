using Hearth.Accounts.Rules;
using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Accounts;

public static class GuessAccess
{
    public static IQueryable<Guess> Guesses(this HearthDb db) => db.Set<Guess>();

    public static IQueryable<KnownDevice> KnownDevices(this HearthDb db) => db.Set<KnownDevice>();

    public static IQueryable<KnownDevice> KnownDevicesOf(this HearthDb db, Guid account) => db.Set<KnownDevice>().Where(d => d.AccountId == account);

    /// <summary>One more into a bucket, in one statement: of many that come at the same moment, as many pass as it holds, on however many servers.</summary>
    /// <returns>False when it is full; then nothing was added.</returns>
    internal static async Task<bool> AddGuessAsync(this HearthDb db, byte[] key, Slowing slowing, long now, CancellationToken cancel)
    {
        var (first, step, latest, ahead) = (now + slowing.Step, slowing.Step, slowing.Latest(now), now + Slowing.FilledAhead);
        return await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Guesses" ("Key", "Until") VALUES ({key}, {first})
            ON CONFLICT ("Key") DO UPDATE SET "Until" = CASE WHEN "Guesses"."Until" > {now} AND "Guesses"."Until" <= {ahead} THEN "Guesses"."Until" ELSE {now} END + {step}
            WHERE "Guesses"."Until" <= {latest} OR "Guesses"."Until" > {ahead}
            """, cancel) == 1;
    }

    /// <summary>This browser is theirs, from now on or again.</summary>
    public static async Task KnowDeviceAsync(this HearthDb db, Guid account, byte[] lineage, NodaTime.Instant now, CancellationToken cancel)
    {
        if (await db.KnownDevicesOf(account).Where(d => d.Lineage == lineage).ExecuteUpdateAsync(d => d.SetProperty(x => x.SeenAt, now), cancel) == 0)
            db.Add(KnownDevice.Of(account, lineage, now));
    }
}
