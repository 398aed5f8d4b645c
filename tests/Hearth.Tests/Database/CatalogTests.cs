using Npgsql;

namespace Hearth.Tests.Database;

/// <summary>
/// What PostgreSQL itself says stands: every fence, and no way round one. Each question is also asked of a database
/// in which the answer is wrong.
/// </summary>
public class CatalogTests(HearthHost host)
{
    private const string Ours = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')";

    // Read before a program is known; see ModelTests for the reasons.
    private static readonly string NoFence = string.Join(", ", ModelTests.WithoutProgram.Keys.Select(t => $"'{t}'"));

    /// <summary>Each names what is wrong, and is empty when nothing is.</summary>
    private static readonly Dictionary<string, string> questions = new()
    {
        ["a table with a program and without a forced fence"] = $"""
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
            where {Ours} and c.relkind in ('r', 'p', 'f') and a.attname = 'ProgramId' and not a.attisdropped and c.relname not in ({NoFence})
              and not (c.relrowsecurity and c.relforcerowsecurity)
            """,
        ["a fenced table whose policy is not the one policy"] = $"""
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where {Ours} and c.relkind = 'r' and c.relrowsecurity and (
              (select count(*) from pg_policy p where p.polrelid = c.oid) <> 1 or not exists (
                select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and p.polpermissive and p.polroles = array[0::oid]
                  and pg_get_expr(p.polqual, p.polrelid) = '("ProgramId" = (NULLIF(current_setting(''hearth.program''::text, true), ''''::text))::uuid)'
                  and (p.polwithcheck is null or pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid))))
            """,
        ["a view"] = $"select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where {Ours} and c.relkind in ('v', 'm')",
        ["a function"] = $"select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where {Ours}",
        ["a trigger or rule"] = $"select t.tgname from pg_trigger t where not t.tgisinternal union all select r.rulename from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace where {Ours} and r.rulename <> '_RETURN'",
        ["a role that passes fences"] = "select rolname from pg_roles where rolname like 'hearth%' and (rolsuper or rolbypassrls or rolcreaterole or rolreplication)",
        ["something that the runtime role owns"] = """
            select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'hearth_app'
            union all select datname from pg_database d join pg_roles r on r.oid = d.datdba where r.rolname = 'hearth_app'
            union all select nspname from pg_namespace s join pg_roles r on r.oid = s.nspowner where r.rolname = 'hearth_app'
            """,
        ["a role that the runtime role can become"] = "select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles u on u.oid = m.member where u.rolname = 'hearth_app'",
        ["a right beyond reading and writing rows"] = $"""
            select c.relname || ' ' || a.privilege_type from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
            where {Ours} and r.rolname = 'hearth_app' and a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE')
            """,
        ["a statement that is run as it stands, and that the runtime role may change"] = $"""
            select c.relname || ' ' || a.privilege_type from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
            where {Ours} and c.relname = 'orleansquery' and r.rolname = 'hearth_app' and a.privilege_type <> 'SELECT'
            """,
    };

    private static readonly Dictionary<string, string> planted = new()
    {
        ["a table with a program and without a forced fence"] = "create table \"Open\" (\"ProgramId\" uuid); alter table \"Open\" enable row level security",
        ["a fenced table whose policy is not the one policy"] = "create table \"Wide\" (\"ProgramId\" uuid); alter table \"Wide\" enable row level security; alter table \"Wide\" force row level security; create policy program on \"Wide\" using (true)",
        ["a view"] = "create view \"Around\" as select 1 as one",
        ["a function"] = "create function around() returns int language sql security definer as 'select 1'",
        ["a trigger or rule"] = "create table \"Ruled\" (a int); create rule around as on insert to \"Ruled\" do also select 1",
        ["something that the runtime role owns"] = "create table \"Mine\" (a int); alter table \"Mine\" owner to hearth_app",
        ["a right beyond reading and writing rows"] = "create table \"Emptied\" (a int); grant truncate on \"Emptied\" to hearth_app",
        ["a statement that is run as it stands, and that the runtime role may change"] = "grant update on orleansquery to hearth_app",
        // Roles are the whole server's: these two are planted inside a transaction that is never committed.
        ["a role that passes fences"] = "create role hearth_planted bypassrls",
        ["a role that the runtime role can become"] = "grant hearth_owner to hearth_app",
    };

    private static void OnPostgres() => Assert.SkipUnless(HearthHost.OnPostgres, "SQLite has no catalogue of rights: there the filter and the check at saving are the walls.");

    [Fact]
    public async Task Every_fence_stands_and_there_is_no_way_round()
    {
        OnPostgres();
        foreach (var database in (string[])["hearth", "hearth_keys"])
        {
            await using var connection = await OpenAsync(database);
            foreach (var (what, question) in questions)
            {
                if (database == "hearth_keys" && what == "a table with a program and without a forced fence") continue; // keys are looked up by program, and hold nothing to read
                Assert.True(await AskAsync(connection, question) is [], $"{database} has {what}: {string.Join(", ", await AskAsync(connection, question))}");
            }
        }
        await using var main = await OpenAsync("hearth");
        Assert.NotEmpty(await AskAsync(main, "select polname from pg_policy")); // there is something to look at
    }

    [Fact]
    public async Task Each_question_finds_what_is_planted()
    {
        OnPostgres();
        Assert.Equal(questions.Keys.Order(), planted.Keys.Order());
        foreach (var (what, sql) in planted)
        {
            await using var connection = await OpenAsync("hearth");
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using (var command = new NpgsqlCommand(sql, connection, transaction)) await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            Assert.True(await AskAsync(connection, questions[what]) is not [], $"Not found: {what}");
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task The_runtime_role_sees_no_row_without_a_program_and_writes_none_into_another()
    {
        OnPostgres();
        var here = await Cast.GatherAsync(host);
        var there = await Cast.GatherAsync(host);
        await using var connection = new NpgsqlConnection(host.Postgres!.Connection("hearth", "hearth_app") + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        const string people = "select \"Id\"::text from \"People\"";
        Assert.Empty(await AskAsync(connection, people));
        await AskAsync(connection, $"select set_config('hearth.program', '{here.ProgramId}', false)");
        Assert.Equal(Cast.Parts.Length, (await AskAsync(connection, people)).Count);
        Assert.Empty(await AskAsync(connection, $"{people} where \"ProgramId\" = '{there.ProgramId}'"));
        Assert.Empty(await AskAsync(connection, $"update \"People\" set \"Name\" = 'x' where \"ProgramId\" = '{there.ProgramId}' returning \"Name\""));
        var moved = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(connection, $"update \"ChainHeads\" set \"ProgramId\" = '{there.ProgramId}'; insert into \"ChainHeads\" values ('{Guid.NewGuid()}', 0, '')"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, moved.SqlState);
        await Assert.ThrowsAsync<PostgresException>(() => AskAsync(connection, "alter table \"People\" no force row level security"));
        await Assert.ThrowsAsync<PostgresException>(() => AskAsync(connection, "set role hearth_owner"));
    }

    private async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection(host.Postgres!.Connection(database, "postgres") + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<List<string>> AskAsync(NpgsqlConnection connection, string question)
    {
        await using var command = new NpgsqlCommand(question, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) found.Add(reader.GetString(0));
        return found;
    }
}
