using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Hearth.Tests;

/// <summary>
/// A PostgreSQL of this test run's own, on loopback, ended with it. Unsafe settings on purpose, since it is thrown away; not for
/// one that is killed on purpose: that keeps what it has acknowledged, as a clinic's does.
/// The runtime role neither owns the tables nor bypasses row-level security; otherwise the tests would prove nothing.
/// </summary>
public sealed class PrivatePostgres : IDisposable
{
    private readonly string folder, binaries;
    private readonly string[] start;
    private readonly int port;

    public PrivatePostgres(bool durable = false)
    {
        folder = Directory.CreateTempSubdirectory("hearth-pg-").FullName;
        port = Ports.Free();
        binaries = Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d).First() + "/bin";
        if (Environment.UserName == "root") Run("chown", "postgres", folder);
        RunAsPostgres($"{binaries}/initdb", "-D", $"{folder}/data", "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        var careless = durable ? "" : "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off";
        start = ["-D", $"{folder}/data", "-w", "-l", $"{folder}/log", "-o", $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=300 {careless}"];
        Control([.. start, "start"]);
        Execute("postgres",
            "CREATE ROLE hearth_owner LOGIN", "CREATE ROLE hearth_app LOGIN NOBYPASSRLS",
            "CREATE DATABASE hearth OWNER hearth_owner", "CREATE DATABASE hearth_keys OWNER hearth_owner");
        foreach (var database in (string[])["hearth", "hearth_keys"]) Grant(database);
    }

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
        Control("-D", $"{folder}/data", "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>As whoever runs the machine restarts it: whoever is connected is cut off.</summary>
    public void Restart() => Control([.. start, "-m", "fast", "restart"]);

    /// <summary>All of it at once, as a kernel without memory does it: nobody writes a last page or says goodbye.</summary>
    public void Kill()
    {
        var first = int.Parse(File.ReadLines($"{folder}/data/postmaster.pid").First(), CultureInfo.InvariantCulture);
        foreach (var pid in ChildrenOf(first).Prepend(first).ToList())
        {
            try
            {
                Process.GetProcessById(pid).Kill();
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // It went by itself.
            }
        }
    }

    /// <summary>Until it is up, as what supervises it tries again: what the dead held may not be free at once.</summary>
    public void StartAgain()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                Control([.. start, "start"]);
                return;
            }
            catch (InvalidOperationException) when (tries < 20)
            {
                Thread.Sleep(250);
            }
        }
    }

    private static IEnumerable<int> ChildrenOf(int parent)
    {
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var pid)) continue;
            string status;
            try
            {
                status = File.ReadAllText($"{folder}/status");
            }
            catch (IOException)
            {
                continue; // ended meanwhile
            }
            if (status.Contains($"\nPPid:\t{parent}\n", StringComparison.Ordinal)) yield return pid;
        }
    }

    private void Control(params string[] arguments) => RunAsPostgres($"{binaries}/pg_ctl", arguments);

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
