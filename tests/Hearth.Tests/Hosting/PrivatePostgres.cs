using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Hearth.Tests;

/// <summary>
/// A PostgreSQL of this test run's own, on loopback, ended with it. Unsafe settings on purpose: it is thrown away.
/// The runtime role neither owns the tables nor bypasses row-level security; otherwise the tests would prove nothing.
/// </summary>
public sealed class PrivatePostgres : IDisposable
{
    private readonly string folder;
    private readonly int port;

    public PrivatePostgres()
    {
        folder = Directory.CreateTempSubdirectory("hearth-pg-").FullName;
        port = FreePort();
        var binaries = Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d).First() + "/bin";
        if (Environment.UserName == "root") Run("chown", "postgres", folder);
        RunAsPostgres($"{binaries}/initdb", "-D", $"{folder}/data", "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        RunAsPostgres($"{binaries}/pg_ctl", "-D", $"{folder}/data", "-w", "-l", $"{folder}/log", "-o",
            $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c autovacuum=off", "start");
        Execute("postgres",
            "CREATE ROLE hearth_owner LOGIN", "CREATE ROLE hearth_app LOGIN NOBYPASSRLS",
            "CREATE DATABASE hearth OWNER hearth_owner", "CREATE DATABASE hearth_keys OWNER hearth_owner");
        foreach (var database in (string[])["hearth", "hearth_keys"]) Grant(database);
        stop = $"{binaries}/pg_ctl";
    }

    private readonly string stop;

    /// <summary>A connection to one database under one role.</summary>
    public string Connection(string database, string role) =>
        $"Host=127.0.0.1;Port={port};Database={database};Username={role};Maximum Pool Size=80";

    /// <summary>Two more databases, empty: for a test that starts an install from nothing.</summary>
    public void Create(string name)
    {
        foreach (var database in (string[])[name, name + "_keys"])
        {
            Execute("postgres", $"CREATE DATABASE {database} OWNER hearth_owner");
            Grant(database);
        }
    }

    private void Grant(string database) => Execute(database,
        "ALTER DEFAULT PRIVILEGES FOR ROLE hearth_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO hearth_app",
        "ALTER DEFAULT PRIVILEGES FOR ROLE hearth_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO hearth_app",
        "GRANT CREATE ON SCHEMA public TO hearth_owner");

    public void Execute(string database, params string[] statements)
    {
        using var connection = new NpgsqlConnection(Connection(database, "postgres") + ";Pooling=false");
        connection.Open();
        foreach (var sql in statements)
        {
            using var command = new NpgsqlCommand(sql, connection);
            command.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        RunAsPostgres(stop, "-D", $"{folder}/data", "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void RunAsPostgres(string file, params string[] arguments)
    {
        if (Environment.UserName == "root") Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", file, .. arguments]);
        else Run(file, arguments);
    }

    private static void Run(string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{file} ended with {process.ExitCode}.");
    }
}
