using Npgsql;

namespace Hearth.Server.Operating;

/// <summary>The databases: their shape, their roles, their fences; and that what they hold opens.</summary>
internal static class DataChecks
{
    public static async Task<IReadOnlyList<Finding>> MigrationsAsync(IServiceProvider services)
    {
        var pending = await Databases.PendingAsync(services);
        return [pending.Count == 0 ? Finding.Fine("The databases have this version's shape.") : Finding.Wrong($"{pending.Count} changes to the databases are still to come.", "sudo ./hearth upgrade")];
    }

    public static async Task<IReadOnlyList<Finding>> ProofAsync(IServiceProvider services)
    {
        var findings = new List<Finding>();
        var loaded = typeof(Microsoft.AspNetCore.DataProtection.IDataProtector).Assembly.GetName().Version;
        if (loaded < new Version(10, 0, 0)) findings.Add(Finding.Wrong($"What protects the cookies is version {loaded}.", "Install the newest .NET 10 runtime."));
        var said = new StringWriter();
        var code = await HouseProof.RunAsync(services, said);
        foreach (var line in said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            findings.Add(code == 0 ? Finding.Fine(line.Trim()) : Finding.Wrong(line.Trim(), "Change nothing. Close the house, keep its folders as they are, and look at the last backups (docs/operate.md, \"When something does not open\")."));
        return findings;
    }

    /// <summary>Asked of PostgreSQL's own catalog, as the role that the server is.</summary>
    public static async Task<IReadOnlyList<Finding>> RolesAsync(HearthOptions options)
    {
        var findings = new List<Finding>();
        foreach (var connection in (string[])[options.Database, options.KeysDatabase])
        {
            await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
            var name = new NpgsqlConnectionStringBuilder(connection).Database;
            foreach (var (question, what, then) in Questions)
                if (await AskAsync(source, question) is { Count: > 0 } found)
                    findings.Add(Finding.Wrong($"{name}: {what} ({string.Join(", ", found)}).", then));
        }
        if (findings.Count == 0) findings.Add(Finding.Fine("The server's role owns nothing, becomes nobody and passes no fence, and every fence stands."));
        await using (var source = NpgsqlDataSource.Create(options.Database + ";Pooling=false"))
        await using (var command = source.CreateCommand("select abs(extract(epoch from clock_timestamp()) - $1)::float8"))
        {
            command.Parameters.AddWithValue(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000d);
            if ((double)(await command.ExecuteScalarAsync())! > 5) findings.Add(Finding.Wrong("The clocks of this machine and of the database differ.", "Let both be kept by a time service."));
        }
        return findings;
    }

    private static readonly (string Question, string What, string Then)[] Questions =
    [
        ("select rolname from pg_roles where rolname = current_user and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)",
            "the server's role may do more than read and write rows", "Run \"./hearth database\" again and use what it prints, not a superuser."),
        ("select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_get_userbyid(c.relowner) = current_user",
            "the server's role owns tables, and an owner can lift every fence", "Run \"./hearth database\" again, and use what it prints."),
        ("select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles u on u.oid = m.member where u.rolname = current_user",
            "the server's role can become another", "revoke that role from it."),
        ("select datname from pg_database where datname = current_database() and pg_get_userbyid(datdba) = current_user",
            "the server's role owns the database", "Run \"./hearth database\" again, and use what it prints."),
        ("""
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)
              and exists (select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary and a.attname = 'ProgramId')
            """,
            "a table of programs has no fence, or one that its owner walks around", "Somebody has changed the tables by hand. alter table … enable row level security; alter table … force row level security;"),
        ("select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('v', 'm')",
            "there are views, which walk around the fences", "Drop them."),
    ];

    private static async Task<List<string>> AskAsync(NpgsqlDataSource source, string question)
    {
        await using var command = source.CreateCommand(question);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync()) found.Add(reader.GetString(0));
        return found;
    }
}
