using Hearth.Database;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Database;

/// <summary>Which tables belong to no program, each with its reason; and that the model is all there is in either database.</summary>
public class ModelTests(HearthHost host)
{
    /// <summary>Adding a line here is a decision: these rows have no fence.</summary>
    internal static readonly Dictionary<string, string> WithoutProgram = new()
    {
        ["CarePrograms"] = "the programs themselves; what stands in them is on the door: name, zone, phone",
        ["Accounts"] = "how somebody signs in; knows no program and no person",
        ["AccountClaims"] = "the framework's; hangs on the account",
        ["AccountLogins"] = "the framework's; hangs on the account",
        ["AccountTokens"] = "the framework's; hangs on the account",
        ["AccountPasskeys"] = "a factor of an account",
        ["AuthenticatorApps"] = "a factor of an account; its secret is protected by the ring",
        ["RecoveryCodes"] = "a factor of an account; keyed hashes",
        ["CodesToKeep"] = "codes of an account, for the minutes in which they are shown",
        ["SpentChallenges"] = "hashes of passkey challenges that were answered",
        ["Tickets"] = "one sign-in of an account in one browser; read before any program is known",
        ["AccountNotices"] = "what changed about how an account signs in, for its holder",
        ["KnownDevices"] = "browsers that an account was signed in with; keyed hashes",
        ["Guesses"] = "how often was guessed, by keyed hashes of names and addresses",
        ["WayBackLinks"] = "from the hash of a link to who comes back by it; they are nobody yet",
        ["InvitationLinks"] = "from the hash of a link to its invitation; who follows a link is in no program yet",
        ["FirstAdmins"] = "the hash of the way in to an empty house, which has no program yet",
        ["Memberships"] = "joins an account to a person; read before any program is known",
    };

    /// <summary>Where several servers may stand on one database: how they find each other.</summary>
    private static readonly Dictionary<string, string> ofACluster = new()
    {
        ["ClusterVersions"] = "which version of the list of servers counts",
        ["ClusterServers"] = "addresses and signs of life of servers",
        ["orleansquery"] = "the statements by which servers keep that list; the runtime role only reads them",
    };

    /// <summary>What stands in SQLite's file besides the model: the index over posts. Only inside of the access query is it ever asked.</summary>
    private static readonly Dictionary<string, string> besides = new()
    {
        ["PostRows"] = "a number for each post, for the index",
        ["PostIndex"] = "which terms stand in which post; holds no text",
        ["PostIndex_config"] = "the index's own",
        ["PostIndex_data"] = "the index's own",
        ["PostIndex_idx"] = "the index's own",
        ["PostWritten"] = "a trigger: what is written is found",
        ["PostReworded"] = "a trigger: what was said before is found no more",
        ["PostGone"] = "a trigger: what is deleted is found no more",
    };

    internal static readonly Dictionary<string, string> KeyTables = new()
    {
        ["WrappedKeys"] = "keys under other keys; the key database has no content",
        ["ChainAnchors"] = "in the key database: how far each chain has come, a number and a mark made by a key",
        ["DataProtectionKeys"] = "the ring that cookies are protected by, under the root key",
    };

    [Fact]
    public async Task Tables_without_a_program_are_the_reviewed_ones()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<HearthDb>().Model;
        Assert.Equal(WithoutProgram.Keys.Concat(HearthHost.OnPostgres ? ofACluster.Keys : []).Order(), Unfenced(model).Order());

        await using var keys = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<KeysDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(KeyTables.Keys.Order(), keys.Model.GetEntityTypes().Select(e => e.GetTableName()).Order());
    }

    [Fact]
    public void A_table_that_forgot_its_program_is_seen()
    {
        var builder = new ModelBuilder();
        builder.Entity<Forgotten>().ToTable("Forgotten").HasKey(f => f.Id);
        Assert.Equal(["Forgotten"], Unfenced((IModel)builder.FinalizeModel()));
        Assert.False(AcrossPrograms.Allows(typeof(Forgotten))); // and the context would not start with it
    }

    [Fact]
    public async Task Both_databases_hold_the_model_and_nothing_besides()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
        await using var keys = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<KeysDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(TablesOf(db.Model).Concat(HearthHost.OnPostgres ? [] : besides.Keys).Order(StringComparer.Ordinal), await StandingAsync(db));
        Assert.Equal(TablesOf(keys.Model), await StandingAsync(keys));
    }

    internal static IEnumerable<string> Unfenced(IModel model) => model.GetEntityTypes()
        .Where(e => e.GetTableName() is not null && !e.IsMappedToJson() && e.FindPrimaryKey()?.Properties[0].Name != nameof(IProgramOwned.ProgramId))
        .Select(e => e.GetTableName()!).Distinct();

    private static IEnumerable<string> TablesOf(IModel model) => model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    // The history of migrations and the migrator's lock are the framework's own.
    private static async Task<IEnumerable<string>> StandingAsync(DbContext db)
    {
        var sql = HearthHost.OnPostgres
            ? "select c.relname as \"Value\" from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r','p','f') and n.nspname not in ('pg_catalog','information_schema','pg_toast')"
            : "select name as \"Value\" from sqlite_master where type in ('table','view','trigger') and name not like 'sqlite_%'";
        var tables = await db.Database.SqlQueryRaw<string>(sql).ToListAsync(TestContext.Current.CancellationToken);
        return tables.Where(t => !t.StartsWith("__", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    private sealed class Forgotten
    {
        public Guid Id { get; private set; }
    }
}
