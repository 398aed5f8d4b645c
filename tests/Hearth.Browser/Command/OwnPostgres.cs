using Hearth.Tests;
using Npgsql;

namespace Hearth.Browser.Command;

/// <summary>A PostgreSQL of one test's own, as a machine has it: on loopback, with passwords asked, every statement in its log.</summary>
public sealed class OwnPostgres : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("hearth-database-").FullName;
    readonly string binaries = Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin";

    OwnPostgres() { }

    public int Port { get; } = Ports.Free();

    public string Superuser => $"Host=127.0.0.1;Port={Port};User Id=postgres;Password='open sesame'";

    public string Log => File.ReadAllText($"{folder}/log");

    public static async Task<OwnPostgres> StartAsync()
    {
        var postgres = new OwnPostgres();
        await File.WriteAllTextAsync($"{postgres.folder}/password", "open sesame\n");
        if (Environment.UserName == "root") await Good("chown", "-R", "postgres", postgres.folder);
        await postgres.AsPostgres("initdb", "-D", $"{postgres.folder}/data", "-U", "postgres", "--auth=scram-sha-256", $"--pwfile={postgres.folder}/password", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await postgres.AsPostgres("pg_ctl", "-D", $"{postgres.folder}/data", "-w", "-l", $"{postgres.folder}/log", "-o", $"-p {postgres.Port} -k {postgres.folder} -c listen_addresses=127.0.0.1 -c fsync=off -c log_statement=all", "start");
        return postgres;
    }

    /// <summary>What a person writes behind --database: no password.</summary>
    public string HouseOn(string name) => $"Host=127.0.0.1;Port={Port};Database={name};Username={name}_app";

    public Task<Command.Result> MakeAsync(string name, string keys) => Command.Run("database", "--superuser", Superuser, "--name", name, "--keys", keys);

    public static async Task<int> Execute(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    public static async Task<long> Ask(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static async Task Denied(string connection, string sql) =>
        Assert.Contains((await Assert.ThrowsAsync<PostgresException>(() => Execute(connection, sql))).SqlState, new[] { PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.ReadOnlySqlTransaction });

    /// <summary>The connections that "hearth database" wrote into one of its files, by name.</summary>
    public static Dictionary<string, string> Written(string file) =>
        File.ReadLines(file).Where(l => !l.StartsWith('#')).Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1]);

    public async ValueTask DisposeAsync()
    {
        await AsPostgres("pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    Task AsPostgres(string program, params string[] arguments) => Environment.UserName == "root"
        ? Good("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "env", "-C", "/", $"{binaries}/{program}", .. arguments])
        : Good($"{binaries}/{program}", arguments);

    static async Task Good(string program, params string[] arguments)
    {
        var answer = await Command.Run(program, arguments, null);
        Assert.True(answer.Code == 0, answer.Said);
    }
}
