using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Hearth.Server.Operating;

/// <summary>Runs one of PostgreSQL's own programs on a connection of ours. The password goes by the environment, never as an argument.</summary>
internal static class PostgresProgram
{
    public static async Task RunAsync(string program, string? connection, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardError = true, RedirectStandardOutput = true };
        if (connection is not null) Reach(start, new NpgsqlConnectionStringBuilder(connection));
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"{program} is not here. On Debian it is in the package postgresql-client.");
        }
        using (process)
        {
            var said = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {(await said).Trim()}");
        }
    }

    private static void Reach(ProcessStartInfo start, NpgsqlConnectionStringBuilder to)
    {
        start.Environment["PGHOST"] = to.Host;
        start.Environment["PGPORT"] = to.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGDATABASE"] = to.Database;
        start.Environment["PGUSER"] = to.Username;
        if (to.Password is { Length: > 0 } password) start.Environment["PGPASSWORD"] = password;
        start.Environment["PGSSLMODE"] = to.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() };
        if (to.RootCertificate is { Length: > 0 } root) start.Environment["PGSSLROOTCERT"] = root;
    }
}
