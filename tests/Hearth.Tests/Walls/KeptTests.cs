using System.Text;
using Hearth.Agreements;
using Hearth.Database;
using Hearth.Tests.Architecture;
using Hearth.Tests.LiveRooms;
using Hearth.Tests.Matrix;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hearth.Tests.Walls;

/// <summary>What stays behind when people have gone: in the log nothing that they wrote, in the database nothing sealed that can be read.</summary>
public class KeptTests(HearthHost host)
{
    private const string Planted = "Hearth.Planted";

    [Fact]
    public async Task The_log_holds_nothing_that_anybody_wrote_or_is_called()
    {
        var world = await World.OfAsync(host);
        await Crawler.OnceAsync(host, "facilitator", world.Here.Cast.Leila.Client);
        await world.Here.Cast.Ada.Client.PostFormAsync("/agreement/draft", ("Text", world.Here.Cast.Canary), ("Guidelines", ""));

        host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Planted).LogInformation("They said {Text}", world.Here.Cast.Canary);
        Assert.Contains(Said.Found, f => f.Category == Planted);
        Report.Clean(Said.Found.Where(f => f.Category != Planted).Select(f => $"{f.Category}: {f.Line}"));
    }

    [Fact]
    public async Task What_is_sealed_cannot_be_read_where_it_is_kept()
    {
        var evening = await Evening.PlanAsync(host);
        var cast = evening.Cast;
        var secret = "sealedword" + Guid.NewGuid().ToString("N")[..8];
        var agreement = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().CurrentAgreementAsync());
        var signed = await cast.Kit.Client.PostFormAsync("/agreement/sign", ("Agreement", agreement!.Id.ToString("D")), ("Read", "true"), ("Guidelines", "true"), ("FullName", "Kit " + secret));
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, signed.StatusCode);
        var room = $"/sessions/{evening.SessionId}/room";
        await Evenings.PostAsync(cast.Leila, $"{room}/open");
        await Evenings.PostAsync(cast.Leila, $"{room}/say", ("Text", "Tonight " + secret));
        Assert.Contains(secret, await cast.Leila.Client.GetStringAsync(room, TestContext.Current.CancellationToken), StringComparison.Ordinal); // it was taken, and is there to be read

        var kept = await KeptAsync();
        Assert.True(Holds(kept, cast.Canary), "Not even open words are found: nothing was read.");
        Assert.False(Holds(kept, secret), "A sealed word can be read in the database.");
        Assert.False(Holds(kept, "Legalname"), "A legal name can be read in the database.");
    }

    private static bool Holds(byte[] kept, string word)
    {
        var plain = Encoding.UTF8.GetBytes(word);
        return kept.AsSpan().IndexOf(plain) >= 0 || kept.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Convert.ToHexStringLower(plain))) >= 0 || kept.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Convert.ToBase64String(plain).TrimEnd('=')[..^2])) >= 0;
    }

    /// <summary>The files of SQLite as they lie there, or every row of PostgreSQL as text.</summary>
    private async Task<byte[]> KeptAsync()
    {
        using var all = new MemoryStream();
        if (!HearthHost.OnPostgres)
        {
            foreach (var file in Directory.GetFiles(host.DataFolder, "*.db*"))
            {
                await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                await open.CopyToAsync(all, TestContext.Current.CancellationToken);
            }
            return all.ToArray();
        }
        foreach (var database in (string[])["hearth", "hearth_keys"])
        {
            await using var connection = new NpgsqlConnection(host.Postgres!.Connection(database, "postgres") + ";Pooling=false");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var tables = new NpgsqlCommand("select string_agg(format('select t::text from %I.%I t', schemaname, tablename), ' union all ') from pg_tables where schemaname not in ('pg_catalog', 'information_schema')", connection);
            await using var rows = new NpgsqlCommand((string)(await tables.ExecuteScalarAsync(TestContext.Current.CancellationToken))!, connection);
            await using var reader = await rows.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken)) all.Write(Encoding.UTF8.GetBytes(reader.GetString(0)));
        }
        return all.ToArray();
    }
}
