using Hearth.Browser.Journeys;

namespace Hearth.Browser.Command;

/// <summary><c>./hearth upgrade</c> while people talk: forward, forward to something that does not start, and back.</summary>
[Collection("command")]
public sealed class UpgradeTests(Chromium chromium) : IDisposable
{
    readonly string place = Directory.CreateTempSubdirectory("hearth-upgrade-").FullName;

    [Fact]
    public async Task Voices_go_on_and_a_version_that_does_not_start_is_taken_back()
    {
        await using var evening = await Evening.BeginAsync(chromium);
        await evening.GatherAsync("leila", "wren");
        var (house, node, janus) = (evening.House, evening.NodePid, evening.JanusPid);
        var first = BuildOf(house);
        string[] here = ["--data", $"{house.Folder}/data", "--keys", $"{house.Folder}/keys"];
        Assert.Equal(0, (await Command.Run(["backup", "--make-identity", $"{place}/identity.txt", .. here])).Code);
        var connections = await Task.WhenAll(evening.Guests.Select(g => g.ConnectionsAsync()));
        foreach (var guest in evening.Guests)
        {
            await guest.MarkAsync();
            await guest.WatchPacketsAsync();
        }

        var unsaid = await Command.Run(["upgrade", .. here], environment: Next("unsaid"));
        Assert.NotEqual(0, unsaid.Code);
        Assert.Contains("An upgrade takes a backup first", unsaid.Said);

        var upgraded = await Command.Run(["upgrade", "--to", $"{place}/data", "--keys-to", $"{place}/keys", .. here], environment: Next("next"));
        Assert.True(upgraded.Code == 0, upgraded.Said + house.Said);
        Assert.Contains("To go back: ./hearth upgrade --back", upgraded.Said);
        Assert.Equal($"{place}/next", BuildOf(house));
        Assert.Single(Directory.GetFiles($"{place}/data", "*.data.age"));
        Assert.Single(Directory.GetFiles($"{place}/keys", "*.keys.age"));
        await GoesOnAsync();

        // This one answers for itself when it is asked about the databases, and cannot serve.
        var broken = Next("broken");
        File.Delete($"{place}/broken/server/Hearth.Server.staticwebassets.endpoints.json");
        var refused = await Command.Run(["upgrade", "--no-backup", .. here], environment: broken);
        Assert.Equal(1, refused.Code);
        Assert.Contains("the old one serves again", refused.Said);
        Assert.Equal($"{place}/next", BuildOf(house));

        var back = await Command.Run(["upgrade", "--back", .. here]);
        Assert.True(back.Code == 0, back.Said);
        Assert.Equal(first, BuildOf(house));
        await GoesOnAsync();

        async Task GoesOnAsync()
        {
            Assert.Equal((node, janus), (evening.NodePid, evening.JanusPid));
            foreach (var guest in evening.Guests) await guest.HasLineAsync();
            Assert.Equal(connections, await Task.WhenAll(evening.Guests.Select(g => g.ConnectionsAsync())));
            foreach (var guest in evening.Guests)
            {
                Assert.True(await guest.IsSameDocumentAsync());
                await guest.HeardAllTheWhileAsync();
            }
            await evening.AllDecodeAllAsync();
        }
    }

    [Fact]
    public async Task What_cannot_be_upgraded_is_said()
    {
        var nobody = await Command.Run("upgrade", "--data", $"{place}/data", "--keys", $"{place}/keys");
        Assert.Equal(1, nobody.Code);
        Assert.Contains("No house runs on", nobody.Said);
    }

    /// <summary>Another build: this one's files in a folder of another name, as the next version's would be.</summary>
    Dictionary<string, string> Next(string name)
    {
        var built = Command.Run($"{House.Root}/dev/build", [], null).GetAwaiter().GetResult().Answer;
        Assert.Equal(0, Command.Run("cp", ["-r", built, $"{place}/{name}"], null).GetAwaiter().GetResult().Code);
        return new() { ["HEARTH_BUILD"] = $"{place}/{name}" };
    }

    static string BuildOf(House house) =>
        File.ReadAllText($"/proc/{house.ServerPid}/cmdline").Split('\0').Single(a => a.EndsWith("/server/Hearth.Server.dll", StringComparison.Ordinal))[..^"/server/Hearth.Server.dll".Length];

    public void Dispose() => Directory.Delete(place, recursive: true);
}
