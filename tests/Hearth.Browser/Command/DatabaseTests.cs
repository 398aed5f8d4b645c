using System.Text.RegularExpressions;
using Npgsql;

namespace Hearth.Browser.Command;

/// <summary><c>./hearth database</c> against a PostgreSQL of this test's own, with passwords asked as in real life.</summary>
[Collection("command")]
public sealed partial class DatabaseTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("hearth-database-").FullName;
    readonly int port = House.FreePort();
    readonly string binaries = Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin";

    string Superuser => $"Host=127.0.0.1;Port={port};User Id=postgres;Password='open sesame'";
    string Keys => $"{folder}/keys";

    [Fact]
    public async Task Two_roles_two_databases_and_fences_that_hold()
    {
        var first = await Database();
        Assert.True(first.Code == 0, first.Said);
        Assert.Contains($"--database \"Host=127.0.0.1;Port={port};Database=porch;Username=porch_app\"", first.Said);

        var file = $"{Keys}/database.conf";
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var written = File.ReadLines(file).Where(l => !l.StartsWith('#')).Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1]);
        Assert.Equal(["Database", "DatabaseOwner", "KeysDatabase", "KeysDatabaseOwner"], written.Keys.Order());
        foreach (var connection in written.Values) Assert.DoesNotContain(Password().Match(connection).Groups[1].Value, first.Said);

        // The owner makes a fenced table; the runtime role sees only its own program's rows, and may not lift the fence.
        await Execute(written["DatabaseOwner"], """
            create table notes (id int generated always as identity, program text, body text);
            alter table notes enable row level security;
            alter table notes force row level security;
            create policy program on notes using (program = current_setting('hearth.program', true));
            """);
        Assert.Equal(1, await Execute(written["Database"], "set hearth.program = 'a'; insert into notes (program, body) values ('a', 'mine')"));
        Assert.Equal(1L, await Ask(written["Database"], "set hearth.program = 'a'; select count(*) from notes"));
        Assert.Equal(0L, await Ask(written["Database"], "set hearth.program = 'b'; select count(*) from notes"));
        await Denied(written["Database"], "alter table notes disable row level security");
        await Denied(written["Database"], "create table mine (id int)");
        await Denied(written["Database"], "set role porch_owner");
        Assert.Equal(0L, await Ask(Superuser, "select count(*) from pg_roles where rolname like 'porch%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)"));
        Assert.Equal(1, await Execute(written["KeysDatabaseOwner"], "create table k (id int); insert into k values (1)"));
        Assert.Equal(1L, await Ask(written["KeysDatabase"], "select count(*) from k"));

        // Again: nothing is lost, and the passwords stay what they were.
        var before = await File.ReadAllTextAsync(file);
        var second = await Database();
        Assert.True(second.Code == 0, second.Said);
        Assert.Equal(before, await File.ReadAllTextAsync(file));
        Assert.Equal(1L, await Ask(written["Database"], "set hearth.program = 'a'; select count(*) from notes"));

        // No password of ours is in PostgreSQL's log, though it logs every statement.
        var log = await File.ReadAllTextAsync($"{folder}/log");
        Assert.Contains("create database porch", log);
        foreach (var connection in written.Values) Assert.DoesNotContain(Password().Match(connection).Groups[1].Value, log);
    }

    [Fact]
    public async Task The_house_opens_on_them_with_no_password_in_sight()
    {
        Assert.Equal(0, (await Database()).Code);
        await using var house = await House.Open($"--no-demo --keys {Keys} --database \"Host=127.0.0.1;Port={port};Database=porch;Username=porch_app\"");
        Assert.True(await house.Answers());
        Assert.False(File.Exists($"{house.Folder}/data/hearth.db"));
        Assert.True(await Ask(Superuser + ";Database=porch", "select count(*) from pg_tables where tableowner = 'porch_owner'") > 5);
        Assert.True(await Ask(Superuser + ";Database=porch_keys", "select count(*) from pg_tables where tableowner = 'porch_owner'") > 0);
        foreach (var pid in house.Processes())
            Assert.DoesNotContain("Password=", await File.ReadAllTextAsync($"/proc/{pid}/cmdline"));
        Assert.DoesNotContain("Password=", house.Said);

        var verdict = await Command.Run("audit", "verify", "--data", $"{house.Folder}/data", "--keys", Keys, "--database", $"Host=127.0.0.1;Port={port};Database=porch;Username=porch_app");
        Assert.True(verdict.Code == 0, verdict.Said);
        Assert.Contains("no program yet", verdict.Said);
    }

    [Fact]
    public async Task A_connection_that_is_not_let_in_is_said()
    {
        var answer = await Command.Run("database", "--superuser", Superuser.Replace("sesame", "barley"), "--keys", Keys);
        Assert.Equal(1, answer.Code);
        Assert.Contains("PostgreSQL did not let this in", answer.Said);
        Assert.DoesNotContain("barley", answer.Said);
    }

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync($"{folder}/password", "open sesame\n");
        if (Environment.UserName == "root") await Good("chown", "-R", "postgres", folder);
        await AsPostgres("initdb", "-D", $"{folder}/data", "-U", "postgres", "--auth=scram-sha-256", $"--pwfile={folder}/password", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await AsPostgres("pg_ctl", "-D", $"{folder}/data", "-w", "-l", $"{folder}/log", "-o", $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c log_statement=all", "start");
    }

    public async ValueTask DisposeAsync()
    {
        await AsPostgres("pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    Task<Command.Result> Database() => Command.Run("database", "--superuser", Superuser, "--name", "porch", "--keys", Keys);

    Task AsPostgres(string program, params string[] arguments) => Environment.UserName == "root"
        ? Good("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "env", "-C", "/", $"{binaries}/{program}", .. arguments])
        : Good($"{binaries}/{program}", arguments);

    static async Task Good(string program, params string[] arguments)
    {
        var answer = await Command.Run(program, arguments, null);
        Assert.True(answer.Code == 0, answer.Said);
    }

    static async Task<int> Execute(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    static async Task<long> Ask(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    static async Task Denied(string connection, string sql) =>
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => Execute(connection, sql))).SqlState);

    [GeneratedRegex("Password=([0-9a-f]+)")]
    private static partial Regex Password();
}
