using System.Diagnostics;
using System.Security.Cryptography;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Browser.Bench;

/// <summary>
/// How long it takes to walk a chain of happenings as <c>hearth audit verify</c> does, beside the same rows read and as many bytes
/// put through the same HMAC with nothing between.
/// </summary>
public static class Chain
{
    private const int AtOnce = 5000;

    public static async Task<List<Row>> MeasureAsync(int happenings, int times)
    {
        var rows = new List<Row>();
        foreach (var postgres in new[] { false, true })
        {
            using var own = postgres ? new PrivatePostgres(durable: true) : null;
            await using var house = new Kept(own);
            await house.InitializeAsync();
            var program = (await Cast.GatherAsync(house)).ProgramId;
            for (var i = 0; i < happenings; i += AtOnce)
                await house.Scopes.WriteAsync(program, services =>
                {
                    var log = services.GetRequiredService<HappeningLog>();
                    for (var n = 0; n < AtOnce; n++) log.Record("sessions.looked", Guid.NewGuid(), Guid.Empty, Guid.Empty);
                    return Task.CompletedTask;
                });
            var (verify, bare) = (new Sample(), new Sample());
            var count = 0L;
            for (var i = 0; i < times; i++)
            {
                bare.Add(await TakesAsync(() => house.Scopes.ReadAsync(program, services => ReadAsync(services.GetRequiredService<HearthDb>()))));
                verify.Add(await TakesAsync(async () =>
                {
                    var verdict = await house.Scopes.ReadAsync(program, services => services.GetRequiredService<ChainVerifier>().VerifyAsync());
                    if (verdict.BrokenAt is { } at) throw new InvalidOperationException($"The chain is broken at {at}.");
                    count = verdict.Count;
                }));
            }
            if (count < happenings) throw new InvalidOperationException($"There are only {count} happenings.");
            rows.Add(new($"{count} happenings verified, {(postgres ? "PostgreSQL" : "SQLite")} (ceiling: read and hashed)", verify, bare, 60_000));
        }
        return rows;
    }

    private static async Task<double> TakesAsync(Func<Task> work)
    {
        var since = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }

    private static async Task<long> ReadAsync(HearthDb db)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = """select "Number", "At", "Kind", "Actor", "About", "Subject", "Proof", "Hash" from "Happenings" where "ProgramId" = (select "ProgramId" from "ChainHeads" order by "LastNumber" desc limit 1) order by "Number" """;
        var (key, hash, canonical, count) = (new byte[32], new byte[32], new byte[256], 0L);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            reader.GetFieldValue<byte[]>(7).CopyTo(canonical, 0);
            canonical[40] = (byte)(reader.GetInt64(0) + reader.GetString(2).Length + reader.GetString(3).Length + reader.GetString(4).Length + reader.GetString(5).Length + reader.GetString(6).Length);
            HMACSHA256.HashData(key, canonical, hash);
            count++;
        }
        return count;
    }

    private sealed class Kept(PrivatePostgres? postgres) : HearthHost(postgres);
}
