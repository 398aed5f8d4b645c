using System.Globalization;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Oversight;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Happenings;

/// <summary>
/// AC-23. Somebody who has the whole database of the data in their hands, and not the keys: whatever they edit, take out, put in,
/// put elsewhere or cut off is found by the verifier.
/// </summary>
public class TamperingTests(HearthHost host)
{
    private const int Rows = 12;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Where(int number) => $$"""WHERE "ProgramId" = {0} AND "Number" = {{number}}""";

    private static readonly string one = HearthHost.OnPostgres ? """'\x0102'::bytea""" : "x'0102'";

    /// <summary>Each thing that can be done to a row, and to two of them.</summary>
    private static string[] Deeds(int n, int m) =>
    [
        $$"""UPDATE "Happenings" SET "Kind" = "Kind" || 'x' {{Where(n)}}""",
        $$"""UPDATE "Happenings" SET "Actor" = '' {{Where(n)}}""",
        $$"""UPDATE "Happenings" SET "Actor" = "About", "About" = "Actor" {{Where(n)}}""",
        $$"""UPDATE "Happenings" SET "About" = "About" || '0' {{Where(n)}}""",
        $$"""UPDATE "Happenings" SET "Subject" = 'x' {{Where(n)}}""",
        $$"""UPDATE "Happenings" SET "Subject" = "Kind", "Kind" = "Subject" {{Where(n)}}""",
        $$"""UPDATE "Happenings" SET "Proof" = 'ab' {{Where(n)}}""",
        HearthHost.OnPostgres ? $$"""UPDATE "Happenings" SET "At" = "At" - interval '1 second' {{Where(n)}}""" : $$"""UPDATE "Happenings" SET "At" = "At" - 10000000 {{Where(n)}}""",
        HearthHost.OnPostgres ? $$"""UPDATE "Happenings" SET "At" = "At" + interval '1 microsecond' {{Where(n)}}""" : $$"""UPDATE "Happenings" SET "At" = "At" + 10 {{Where(n)}}""",
        $$"""UPDATE "Happenings" SET "Hash" = {{one}} {{Where(n)}}""",
        $$"""UPDATE "Happenings" SET "Hash" = (SELECT "Hash" FROM "Happenings" WHERE "ProgramId" = {0} AND "Number" = {{m}}) {{Where(n)}}""",
        $$"""DELETE FROM "Happenings" {{Where(n)}}""",
        $$"""UPDATE "Happenings" SET "Number" = {{Rows + 5}} {{Where(n)}}""",
        // Two change places, with all that stands in them.
        $$"""UPDATE "Happenings" SET "Number" = 999 {{Where(n)}}; UPDATE "Happenings" SET "Number" = {{n}} {{Where(m)}}; UPDATE "Happenings" SET "Number" = {{m}} {{Where(999)}}""",
        // One is taken out, and those after it move up.
        $$"""DELETE FROM "Happenings" {{Where(n)}}; UPDATE "Happenings" SET "Number" = -"Number" + 1 WHERE "ProgramId" = {0} AND "Number" > {{n}}; UPDATE "Happenings" SET "Number" = -"Number" WHERE "ProgramId" = {0} AND "Number" < 0; UPDATE "ChainHeads" SET "LastNumber" = {{Rows - 1}} WHERE "ProgramId" = {0}""",
        // One is told twice.
        $$"""INSERT INTO "Happenings" ("ProgramId", "Number", "At", "Kind", "Actor", "About", "Subject", "Proof", "Hash") SELECT "ProgramId", {{Rows + 1}}, "At", "Kind", "Actor", "About", "Subject", "Proof", "Hash" FROM "Happenings" {{Where(n)}}; UPDATE "ChainHeads" SET "LastNumber" = {{Rows + 1}}, "LastHash" = (SELECT "Hash" FROM "Happenings" {{Where(n)}}) WHERE "ProgramId" = {0}""",
        $$"""UPDATE "ChainHeads" SET "LastNumber" = "LastNumber" - 1 WHERE "ProgramId" = {0}""",
        $$"""UPDATE "ChainHeads" SET "LastHash" = {{one}} WHERE "ProgramId" = {0}""",
        $$"""DELETE FROM "ChainHeads" WHERE "ProgramId" = {0}""",
    ];

    private static string CutAfter(int number) => number == 0
        ? """DELETE FROM "Happenings" WHERE "ProgramId" = {0}; DELETE FROM "ChainHeads" WHERE "ProgramId" = {0}"""
        : $$"""DELETE FROM "Happenings" WHERE "ProgramId" = {0} AND "Number" > {{number}}; UPDATE "ChainHeads" SET "LastNumber" = {{number}}, "LastHash" = (SELECT "Hash" FROM "Happenings" {{Where(number)}}) WHERE "ProgramId" = {0}""";

    [Fact]
    public async Task AC_23_Every_change_of_one_row_or_two_is_found()
    {
        var random = new Random(20261126);
        var deeds = Deeds(1, 2).Length;
        for (var i = 0; i < Chance.Times(deeds * 2); i++)
        {
            var program = await RecordedAsync();
            var (n, m) = (random.Next(1, Rows + 1), random.Next(1, Rows));
            if (m >= n) m++;
            var deed = Deeds(n, m)[i % deeds];
            Assert.Equal(new ChainVerifier.Verdict(Rows, null), await VerifyAsync(program));
            await host.TamperAsync(program, deed);
            Assert.True((await VerifyAsync(program)).BrokenAt is not null, $"Not found: {deed}");
        }

        // Planted: nothing is done, and nothing is found; the last one that is only read stays whole.
        var whole = await RecordedAsync();
        await host.TamperAsync(whole, $$"""UPDATE "Happenings" SET "Kind" = "Kind" {{Where(3)}}""");
        Assert.Equal(new ChainVerifier.Verdict(Rows, null), await VerifyAsync(whole));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Rows - 1)]
    public async Task AC_23_What_is_cut_off_the_end_with_its_traces_is_missed(int left)
    {
        var program = await RecordedAsync();
        await KeepAsync(program);
        await host.TamperAsync(program, CutAfter(left));
        Assert.Equal(new ChainVerifier.Verdict(left, left + 1, Rows - left), await VerifyAsync(program));

        // And it stays missed, however much happens after, and however often it is kept.
        await RecordAsync(program, Rows + 5);
        Assert.False((await KeepAsync(program)).Held);
        Assert.Equal(Rows, (await VerifyAsync(program)).BrokenAt);
    }

    [Fact]
    public async Task What_came_within_the_minute_and_was_cut_off_is_what_the_chain_alone_cannot_miss()
    {
        // So it is the anchor that finds it, and this is what a house without one would answer.
        var program = await RecordedAsync();
        await KeepAsync(program);
        await RecordAsync(program, 3);
        await host.TamperAsync(program, CutAfter(Rows));
        // The server's own minute may have come in between: then even this is found.
        if ((await host.Scopes.ReadAsync(program, s => s.GetRequiredService<ChainAnchors>().FindAsync(Cancel), Cancel))!.Number > Rows) return;
        Assert.Equal(new ChainVerifier.Verdict(Rows, null), await VerifyAsync(program));
        Assert.NotNull((await VerifyAsync(await CutAsync(Rows - 1))).BrokenAt);

        async Task<Guid> CutAsync(int left)
        {
            await host.TamperAsync(program, CutAfter(left));
            return program;
        }
    }

    [Fact]
    public async Task AC_23_Whoever_has_the_anchors_too_and_no_key_cannot_set_one()
    {
        var program = await RecordedAsync();
        await KeepAsync(program);
        await host.TamperAsync(program, CutAfter(5));
        await using var scope = host.Services.CreateAsyncScope();
        await using var keys = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<KeysDb>>().CreateDbContextAsync(Cancel);
        await keys.ChainAnchors.Where(a => a.Id == program).ExecuteUpdateAsync(a => a.SetProperty(x => x.Number, 5), Cancel);
        Assert.Equal(5, (await VerifyAsync(program)).BrokenAt);
    }

    /// <summary>A house that was put back from yesterday's copy goes on from there, when its keeper has said so.</summary>
    [Fact]
    public async Task What_a_restore_leaves_out_is_said_once_and_then_the_chain_goes_on()
    {
        var program = await RecordedAsync();
        await KeepAsync(program);
        await host.TamperAsync(program, CutAfter(7));
        Assert.Equal(5, (await VerifyAsync(program)).Later);
        Assert.True((await KeepAsync(program, anew: true)).Held);
        Assert.Equal(new ChainVerifier.Verdict(7, null), await VerifyAsync(program));
        await RecordAsync(program, 9);
        await KeepAsync(program);
        Assert.Equal(new ChainVerifier.Verdict(16, null), await VerifyAsync(program));
    }

    [Fact]
    public async Task The_sweep_keeps_every_program_and_the_audit_says_what_is_cut_off()
    {
        var (cut, whole) = (await RecordedAsync(), await RecordedAsync());
        await host.Services.GetRequiredService<AnchorSweep>().KeepAsync(cancel: Cancel);
        await host.TamperAsync(cut, CutAfter(4));
        var said = new StringWriter();
        Assert.Equal(1, await Hearth.Server.AuditVerify.RunAsync(host.Services, said));
        string Of(Guid program) => said.ToString().Split('\n').Single(l => l.Contains(program.ToString(), StringComparison.Ordinal));
        Assert.Contains("CUT OFF after happening 4. 8 that came after it are gone.", Of(cut), StringComparison.Ordinal);
        Assert.EndsWith("12 happenings, whole.", Of(whole), StringComparison.Ordinal);
    }

    private Task<ChainAnchors.Kept> KeepAsync(Guid program, bool anew = false) => host.Scopes.ReadAsync(program, s => s.GetRequiredService<ChainAnchors>().KeepAsync(anew, Cancel), Cancel);

    private Task<ChainVerifier.Verdict> VerifyAsync(Guid program) => host.Scopes.ReadAsync(program, s => s.GetRequiredService<ChainVerifier>().VerifyAsync(Cancel), Cancel);

    /// <summary>A program of its own, in which as much has happened.</summary>
    private async Task<Guid> RecordedAsync()
    {
        var program = CareProgram.Found("Chains", "America/Chicago", "US", host.Services.GetRequiredService<Clock>().Now);
        await host.Scopes.WriteAsync(program.Id, s =>
        {
            s.GetRequiredService<HearthDb>().Add(program);
            return Task.CompletedTask;
        }, Cancel);
        await RecordAsync(program.Id, Rows);
        return program.Id;
    }

    private Task RecordAsync(Guid program, int times) => host.Scopes.WriteAsync(program, s =>
    {
        for (var i = 0; i < times; i++) s.GetRequiredService<HappeningLog>().Record($"tests.happened-{i.ToString(CultureInfo.InvariantCulture)}", Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        return Task.CompletedTask;
    }, Cancel);
}
