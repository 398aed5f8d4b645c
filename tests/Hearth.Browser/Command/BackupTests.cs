using System.Diagnostics;
using Hearth.Browser.Journeys;

namespace Hearth.Browser.Command;

/// <summary><c>./hearth backup</c> and <c>./hearth restore</c>: with people in the room, on both databases, and everything that must be refused.</summary>
[Collection("command")]
public sealed class BackupTests(Chromium chromium, ITestOutputHelper output) : IDisposable
{
    readonly string place = Directory.CreateTempSubdirectory("hearth-backup-").FullName;

    string Identity => $"{place}/identity.txt";

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task The_data_are_lost_and_the_same_people_are_back_in_the_same_room_with_their_notes(string database)
    {
        await using var postgres = database == "postgres" ? await OwnPostgres.StartAsync() : null;
        var folder = Directory.CreateTempSubdirectory("hearth-command-").FullName;
        if (postgres is not null) Assert.Equal(0, (await postgres.MakeAsync("porch", $"{folder}/keys")).Code);
        var on = postgres is null ? "" : $"--database {postgres.HouseOn("porch")}";
        var first = await House.Open(postgres is null ? null : $"--database '{postgres.HouseOn("porch")}'", folder: folder);
        await using var evening = Evening.In(chromium, first);
        await evening.GatherAsync("leila", "wren");
        var (leila, wren) = (evening["leila"], evening["wren"]);
        await wren.SayAsync("I came although it rains.");
        await leila.ReadsAsync("I came although it rains.");

        await Good(["backup", "--make-identity", Identity, .. HouseAt(folder, on)]);
        await CopyAsync(folder, on);
        await leila.SayAsync("This was said after the backup.");
        await wren.ReadsAsync("This was said after the backup.");

        await LoseAndRestoreAsync(evening, folder, on, postgres, "attic");
        foreach (var guest in evening.Guests)
        {
            await guest.Page.ReloadAsync();
            await guest.IsInsideAsync(90_000);
            await guest.ReadsAsync("I came although it rains.");
        }
        Assert.DoesNotContain("after the backup", await wren.Page.Locator(".msgs").InnerTextAsync());
        foreach (var guest in evening.Guests) await guest.MicAsync(true);
        await evening.AllDecodeAllAsync(90);

        // The evening goes on, ends, and has its notes, one signed and one not; and they are lost too.
        await leila.PressAsync("End");
        await leila.PressAsync("End for everyone");
        await leila.SeesAsync("This session has ended");
        await leila.FollowAsync("Write the notes");
        await leila.FollowAsync("The group Not begun.");
        await leila.TypeAsync("What the group did", "We listened to the rain, and went round once.");
        await leila.PressAsync("Save, and read it over to sign");
        await leila.PressAsync($"Sign it as {leila.Name}");
        await leila.SeesAsync("Signed. It stays as it is from here on.");
        await leila.FollowAsync("Back to the notes");
        await leila.FollowAsync("Wren Not begun.");
        await leila.TypeAsync("How it was for Wren", "Came although it rained.");
        await leila.PressAsync("Save the draft");
        await leila.SeesAsync("Saved as a draft.");
        on = postgres is null ? "" : $"--database {postgres.HouseOn("attic")}";
        await CopyAsync(folder, on);
        await LoseAndRestoreAsync(evening, folder, on, postgres, "cellar");
        await leila.Page.GotoAsync($"{leila.Home}/sessions/{evening.Session:D}/notes");
        await leila.FollowAsync("The group Signed.");
        await leila.SeesAsync("We listened to the rain, and went round once.");
        await leila.FollowAsync("Back to the notes");
        await leila.FollowAsync("Wren A draft, saved but not signed.");
        await leila.HoldsAsync("How it was for Wren", "Came although it rained.");
    }

    [Fact]
    public async Task What_must_not_be_is_refused_in_words()
    {
        await using var house = await House.Open("--no-demo");
        string[] here = HouseAt(house.Folder, "");
        await Says("It is not said yet for whom backups are encrypted", ["backup", "--to", $"{place}/a", "--keys-to", $"{place}/b", .. here]);
        await Good(["backup", "--make-identity", Identity, .. here]);
        await Says("An identity is never overwritten", ["backup", "--make-identity", Identity, .. here]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Identity));
        await Says("one place", ["backup", "--to", $"{place}/a", "--keys-to", $"{place}/a", .. here]);
        await Says("burns with it", ["backup", "--to", $"{house.Folder}/data/b", "--keys-to", $"{place}/b", .. here]);
        await Says("35 days at most", ["backup", "--keep-keys", "36", "--to", $"{place}/a", "--keys-to", $"{place}/b", .. here]);

        // Too old goes, and only what is ours. Nothing of the house is readable in what was written.
        Directory.CreateDirectory($"{place}/keys");
        foreach (var (name, days) in new[] { ("hearth-20200101T000000Z.keys.age", 36), ("hearth-20200102T000000Z.keys.age", 34), ("letter.txt", 400) })
        {
            await File.WriteAllTextAsync($"{place}/keys/{name}", "");
            File.SetLastWriteTimeUtc($"{place}/keys/{name}", DateTime.UtcNow.AddDays(-days));
        }
        await CopyAsync(house.Folder, "");
        Assert.Equal(["hearth-20200102T000000Z.keys.age", Path.GetFileName(Newest("keys")), "letter.txt"], Directory.GetFiles($"{place}/keys").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        foreach (var part in new[] { "data", "keys" })
        {
            Assert.StartsWith("age-encryption.org", await File.ReadAllTextAsync(Newest(part)));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Newest(part)));
        }
        Assert.Empty(Directory.GetDirectories($"{house.Folder}/data/run", "backup*"));

        // A living house, one that is only there, a key that is not its own, another identity, a damaged file, keys from before the data.
        await Says("A house lives on this data folder", Restore(house.Folder));
        house.PressCtrlC();
        await house.Ended();
        await Says("A restore never overwrites one", Restore(house.Folder));
        var elsewhere = $"{place}/elsewhere";
        Directory.CreateDirectory($"{elsewhere}/keys");
        await File.WriteAllTextAsync($"{elsewhere}/keys/root.key", "another");
        await Says("is not the one of this backup", Restore(elsewhere));
        Directory.Delete(elsewhere, recursive: true);
        Assert.Equal(0, (await Command.Run("age-keygen", ["-o", $"{place}/stranger.txt"], null)).Code);
        await Says("does not open with that identity", [.. Restore(elsewhere).Select(a => a == Identity ? $"{place}/stranger.txt" : a)]);
        var old = $"{place}/old.keys.age";
        File.Copy(Newest("keys"), old);
        await Task.Delay(1100);
        await using (var again = await House.Open("--no-demo", folder: house.Folder))
            await CopyAsync(house.Folder, "");
        await Says("are older than the data", [.. Restore(elsewhere).Select(a => a == Newest("keys") ? old : a)]);
        var bytes = await File.ReadAllBytesAsync(Newest("data"));
        bytes[^100] ^= 1;
        await File.WriteAllBytesAsync($"{place}/damaged.age", bytes);
        await Says("is damaged", [.. Restore(elsewhere).Select(a => a == Newest("data") ? $"{place}/damaged.age" : a)]);
        Assert.False(File.Exists($"{elsewhere}/data/hearth.db"));
        Assert.False(File.Exists($"{elsewhere}/keys/root.key"));

        // A try puts nothing anywhere.
        var tried = await Command.Run([.. Restore(elsewhere), "--try"]);
        Assert.True(tried.Code == 0, tried.Said);
        Assert.Contains("It opens", tried.Said);
        Assert.False(File.Exists($"{elsewhere}/data/hearth.db"));
    }

    async Task CopyAsync(string folder, string on)
    {
        var watch = Stopwatch.StartNew();
        var said = await Good(["backup", "--to", $"{place}/data", "--keys-to", $"{place}/keys", .. HouseAt(folder, on)]);
        output.WriteLine($"Backup: {watch.Elapsed.TotalSeconds:0.0} s");
        if (on.Length == 0) Assert.Contains("Opening the copy", said);
    }

    /// <summary>The house falls silent, its data are gone, and it is put back from the newest files; the same people stand before it.</summary>
    async Task LoseAndRestoreAsync(Evening evening, string folder, string on, OwnPostgres? postgres, string name)
    {
        var lost = evening.House;
        foreach (var pid in lost.Processes()) House.Kill(pid, "KILL");
        await lost.Ended();
        await House.Eventually(() => lost.Processes().Count == 0, 90, lost.Left);
        Directory.Delete($"{folder}/data", recursive: true);
        if (postgres is not null)
        {
            foreach (var database in new[] { "porch", "porch_keys", "attic", "attic_keys" })
                await OwnPostgres.Execute(postgres.Superuser, $"drop database if exists {database} with (force)");
            Assert.Equal(0, (await postgres.MakeAsync(name, $"{folder}/keys")).Code);
            on = $"--database {postgres.HouseOn(name)}";
        }
        var watch = Stopwatch.StartNew();
        var said = await Good([.. Restore(folder), .. on.Length > 0 ? on.Split(' ', 2) : []]);
        Assert.Contains("sealed values, each with its key", said);
        Assert.InRange(File.ReadAllText($"{folder}/data/last-backup").Trim(), "20260101T000000Z", Path.GetFileName(Newest("data"))["hearth-".Length..]);
        var house = await House.Open(on.Length > 0 ? $"--database '{postgres!.HouseOn(name)}'" : null, folder: folder, on: lost.Port);
        output.WriteLine($"Restore, to an open house: {watch.Elapsed.TotalSeconds:0.0} s");
        evening.MoveTo(house);
    }

    string Newest(string part) => Directory.GetFiles($"{place}/{part}", $"hearth-*.{part}.age").Order(StringComparer.Ordinal).Last();

    string[] Restore(string folder) => ["restore", "--data-file", Newest("data"), "--keys-file", Newest("keys"), "--identity", Identity, "--data", $"{folder}/data", "--keys", $"{folder}/keys"];

    static string[] HouseAt(string folder, string on) => ["--data", $"{folder}/data", "--keys", $"{folder}/keys", .. on.Length > 0 ? on.Split(' ', 2) : []];

    static async Task<string> Good(string[] arguments)
    {
        var answer = await Command.Run(arguments);
        Assert.True(answer.Code == 0, answer.Said);
        return answer.Said;
    }

    static async Task Says(string words, string[] arguments)
    {
        var answer = await Command.Run(arguments);
        Assert.NotEqual(0, answer.Code);
        Assert.Contains(words, answer.Said);
    }

    public void Dispose() => Directory.Delete(place, recursive: true);
}
