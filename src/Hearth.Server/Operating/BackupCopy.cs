using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Hearth.Server.Operating;

/// <summary>
/// <c>hearth backup</c>, its first half: a copy of both databases as they stand at one moment each, while the house runs, in a folder
/// with a part for the data and a part for the keys. The script around it proves the copy, encrypts both parts and puts them apart.
/// The data are copied first: a key is stored before what it seals, so the keys that are copied after them open all of it.
/// </summary>
public static class BackupCopy
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static async Task<int> RunAsync(HearthOptions options, string folder, TextWriter say)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data"), Owner | UnixFileMode.UserExecute).FullName;
        var keys = Directory.CreateDirectory(Path.Combine(folder, "keys"), Owner | UnixFileMode.UserExecute).FullName;
        if (options.OnPostgres)
        {
            if (options.DatabaseBackup.Length == 0)
            {
                await say.WriteLineAsync("There is no role that may read everything, so nothing could be copied. Let \"./hearth database\" make one, or use your provider's own backups.");
                return 1;
            }
            await DumpAsync(options.DatabaseBackup, Path.Combine(data, "hearth.dump"));
            await AboutAsync(data, options);
            await DumpAsync(options.KeysDatabaseBackup, Path.Combine(keys, "keys.dump"));
        }
        else
        {
            Copy(Path.Combine(options.Data, "hearth.db"), Path.Combine(data, "hearth.db"));
            await AboutAsync(data, options);
            Copy(Path.Combine(options.Data, "keys.db"), Path.Combine(keys, "keys.db"));
        }
        await AboutAsync(keys, options);
        // With the root key, for whom backups are encrypted: a house that was put back goes on making them.
        foreach (var name in (string[])["root.key", "backup.recipients"])
        {
            if (name != "root.key" && !File.Exists(Path.Combine(options.KeysFolder, name))) continue;
            File.Copy(Path.Combine(options.KeysFolder, name), Path.Combine(keys, name));
            File.SetUnixFileMode(Path.Combine(keys, name), Owner);
        }
        return 0;
    }

    /// <summary>SQLite's own online copy: one moment of the database, whatever is being written meanwhile.</summary>
    private static void Copy(string from, string to)
    {
        using (File.Open(to, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Owner }))
        {
        }
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        source.Open();
        target.Open();
        source.BackupDatabase(target);
        using var command = target.CreateCommand();
        // One file, with nothing beside it that could be left behind.
        command.CommandText = "PRAGMA journal_mode=DELETE";
        command.ExecuteNonQuery();
        command.CommandText = "PRAGMA integrity_check";
        if (command.ExecuteScalar() is not "ok") throw new InvalidOperationException($"The copy of {Path.GetFileName(from)} is damaged. Look at the disk before anything else.");
    }

    private static async Task DumpAsync(string connection, string to)
    {
        await PostgresProgram.RunAsync("pg_dump", connection, "--format=custom", "--file", to);
        // Reading it to its end shows that it is whole.
        await PostgresProgram.RunAsync("pg_restore", null, "--file=/dev/null", to);
    }

    private static Task AboutAsync(string folder, HearthOptions options)
    {
        var about = new Dictionary<string, string>
        {
            ["at"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["database"] = options.OnPostgres ? "postgres" : "sqlite",
        };
        return File.WriteAllTextAsync(Path.Combine(folder, "backup.json"), JsonSerializer.Serialize(about));
    }
}
