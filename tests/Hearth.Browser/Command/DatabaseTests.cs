using System.Text.RegularExpressions;
using static Hearth.Browser.Command.OwnPostgres;

namespace Hearth.Browser.Command;

/// <summary><c>./hearth database</c> against a PostgreSQL of this test's own, with passwords asked as in real life.</summary>
[Collection("command")]
public sealed partial class DatabaseTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("hearth-keys-").FullName;
    OwnPostgres postgres = null!;

    string Keys => $"{folder}/keys";

    [Fact]
    public async Task Roles_databases_and_fences_that_hold()
    {
        var first = await postgres.MakeAsync("porch", Keys);
        Assert.True(first.Code == 0, first.Said);
        Assert.Contains($"--database \"{postgres.HouseOn("porch")}\"", first.Said);

        foreach (var file in new[] { "database.conf", "roles.conf" })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode($"{Keys}/{file}"));
        var server = Written($"{Keys}/database.conf");
        var others = Written($"{Keys}/roles.conf");
        Assert.Equal(["Database", "KeysDatabase"], server.Keys.Order());
        Assert.Equal(["DatabaseAuditor", "DatabaseBackup", "DatabaseOwner", "KeysDatabaseBackup", "KeysDatabaseOwner"], others.Keys.Order());
        var connections = server.Values.Concat(others.Values).ToList();
        foreach (var connection in connections) Assert.DoesNotContain(Password().Match(connection).Groups[1].Value, first.Said);

        // The owner, as whom nobody can sign in, makes a fenced table; the runtime role sees only its own program's rows, and may not lift the fence.
        await Execute(others["DatabaseOwner"], """
            create table notes (id int generated always as identity, program text, body text);
            alter table notes enable row level security;
            alter table notes force row level security;
            create policy program on notes using (program = current_setting('hearth.program', true));
            """);
        Assert.Equal(1L, await Ask(postgres.Superuser + ";Database=porch", "select count(*) from pg_tables where tablename = 'notes' and tableowner = 'porch_owner'"));
        Assert.Equal(0L, await Ask(postgres.Superuser, "select count(*) from pg_roles where rolname = 'porch_owner' and rolcanlogin"));
        Assert.Equal(1, await Execute(server["Database"], "set hearth.program = 'a'; insert into notes (program, body) values ('a', 'mine')"));
        Assert.Equal(1L, await Ask(server["Database"], "set hearth.program = 'a'; select count(*) from notes"));
        Assert.Equal(0L, await Ask(server["Database"], "set hearth.program = 'b'; select count(*) from notes"));
        await Denied(server["Database"], "alter table notes disable row level security");
        await Denied(server["Database"], "create table mine (id int)");
        await Denied(server["Database"], "set role porch_owner");
        await Denied(server["Database"], "set role porch_backup");
        Assert.Equal(0L, await Ask(postgres.Superuser, "select count(*) from pg_roles where rolname like 'porch%' and (rolsuper or rolcreaterole or rolcreatedb or rolreplication)"));
        Assert.Equal(1, await Execute(others["KeysDatabaseOwner"], "create table k (id int); insert into k values (1)"));
        Assert.Equal(1L, await Ask(server["KeysDatabase"], "select count(*) from k"));

        // Whoever makes backups passes the fences, and is the only one; it writes nothing. The auditor sees no table that it was not given.
        Assert.Equal(1L, await Ask(postgres.Superuser, "select count(*) from pg_roles where rolname like 'porch%' and rolbypassrls and rolname = 'porch_backup'"));
        Assert.Equal(1L, await Ask(postgres.Superuser, "select count(*) from pg_roles where rolname like 'porch%' and rolbypassrls"));
        Assert.Equal(1L, await Ask(others["DatabaseBackup"], "select count(*) from notes"));
        await Denied(others["DatabaseBackup"], "insert into notes (program, body) values ('a', 'forged')");
        await Denied(others["DatabaseBackup"], "set default_transaction_read_only = off; delete from notes");
        await Denied(others["DatabaseAuditor"], "select count(*) from notes");

        // Again: nothing is lost, and the passwords stay what they were.
        var before = (await File.ReadAllTextAsync($"{Keys}/database.conf"), await File.ReadAllTextAsync($"{Keys}/roles.conf"));
        var second = await postgres.MakeAsync("porch", Keys);
        Assert.True(second.Code == 0, second.Said);
        Assert.Equal(before, (await File.ReadAllTextAsync($"{Keys}/database.conf"), await File.ReadAllTextAsync($"{Keys}/roles.conf")));
        Assert.Equal(1L, await Ask(server["Database"], "set hearth.program = 'a'; select count(*) from notes"));

        // No password of ours is in PostgreSQL's log, though it logs every statement.
        Assert.Contains("create database porch", postgres.Log);
        foreach (var connection in connections) Assert.DoesNotContain(Password().Match(connection).Groups[1].Value, postgres.Log);
    }

    [Fact]
    public async Task The_house_opens_on_them_with_no_password_in_sight()
    {
        Assert.Equal(0, (await postgres.MakeAsync("porch", Keys)).Code);
        await using var house = await House.Open($"--no-demo --keys {Keys} --database \"{postgres.HouseOn("porch")}\"");
        Assert.True(await house.Answers());
        Assert.False(File.Exists($"{house.Folder}/data/hearth.db"));
        Assert.True(await Ask(postgres.Superuser + ";Database=porch", "select count(*) from pg_tables where tableowner = 'porch_owner'") > 5);
        Assert.True(await Ask(postgres.Superuser + ";Database=porch_keys", "select count(*) from pg_tables where tableowner = 'porch_owner'") > 0);
        foreach (var pid in house.Processes())
            Assert.DoesNotContain("Password=", await File.ReadAllTextAsync($"/proc/{pid}/cmdline"));
        Assert.DoesNotContain("Password=", house.Said);

        // What was done stays on record, whoever takes the server over; the auditor reads it, and nobody's legal name.
        var (server, others) = (Written($"{Keys}/database.conf"), Written($"{Keys}/roles.conf"));
        await Denied(server["Database"], "update \"Happenings\" set \"Subject\" = 'x'");
        await Denied(server["Database"], "delete from \"Happenings\"");
        Assert.Equal(0L, await Ask(others["DatabaseAuditor"], "select count(*) from \"Happenings\""));
        await Denied(others["DatabaseAuditor"], "select * from \"LegalIdentities\"");

        var verdict = await Command.Run("audit", "verify", "--data", $"{house.Folder}/data", "--keys", Keys, "--database", postgres.HouseOn("porch"));
        Assert.True(verdict.Code == 0, verdict.Said);
        Assert.Contains("no program yet", verdict.Said);
    }

    [Fact]
    public async Task A_connection_that_is_not_let_in_is_said()
    {
        var answer = await Command.Run("database", "--superuser", postgres.Superuser.Replace("sesame", "barley"), "--keys", Keys);
        Assert.Equal(1, answer.Code);
        Assert.Contains("PostgreSQL did not let this in", answer.Said);
        Assert.DoesNotContain("barley", answer.Said);
    }

    public async ValueTask InitializeAsync() => postgres = await OwnPostgres.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("Password=([0-9a-f]+)")]
    private static partial Regex Password();
}
