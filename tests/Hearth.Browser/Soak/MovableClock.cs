using System.Globalization;

namespace Hearth.Browser.Soak;

/// <summary>
/// A clock of a process's own, by Debian's libfaketime: what time it is may be moved under the running program, and what
/// measures how long something lasts goes on as it is. Set up otherwise, it breaks every wait of .NET.
/// </summary>
internal static class MovableClock
{
    public static void Give(Dictionary<string, string> environment, string file)
    {
        var library = Directory.GetDirectories("/usr/lib").Select(d => Path.Combine(d, "faketime", "libfaketime.so.1")).FirstOrDefault(File.Exists);
        Assert.True(library is not null, "Debian's libfaketime is needed: ./hearth test installs it.");
        File.WriteAllText(file, "+0\n");
        environment["LD_PRELOAD"] = library;
        environment["FAKETIME_TIMESTAMP_FILE"] = file;
        environment["FAKETIME_CACHE_DURATION"] = "1";
        environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        environment["FAKETIME_FORCE_MONOTONIC_FIX"] = "0";
    }

    public static async Task MoveAsync(string file, int seconds)
    {
        // Whole or not at all: it is read while it is written.
        await File.WriteAllTextAsync(file + ".next", seconds.ToString("+0;-0", CultureInfo.InvariantCulture) + "\n");
        File.Move(file + ".next", file, overwrite: true);
    }
}
