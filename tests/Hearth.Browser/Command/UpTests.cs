using System.Net;
using System.Net.Sockets;
using Hearth.Tests;

namespace Hearth.Browser.Command;

/// <summary>What <c>./hearth up</c> starts stays up, and what it ends is gone.</summary>
[Collection("command")]
public class UpTests
{
    [Fact]
    public async Task A_killed_server_is_started_again_and_Ctrl_C_leaves_nothing()
    {
        await using var house = await House.Open();
        Assert.True(await house.Answers());
        Assert.Contains($"http://localhost:{house.Port}/demo", house.Said);

        var first = house.ServerPid;
        House.Kill(first, "KILL");
        await house.Hears("The server is back", seconds: 60);
        Assert.NotEqual(first, house.ServerPid);
        Assert.True(await house.Answers());

        Assert.NotEmpty(house.Processes());
        house.PressCtrlC();
        Assert.Equal(0, await house.Ended());
        Assert.True(house.Processes().Count == 0, house.Left());
    }

    [Fact]
    public async Task Killed_with_9_it_leaves_nothing_90_seconds_later()
    {
        await using var house = await House.Open();
        Assert.Contains(house.ServerPid, house.Processes());

        House.Kill(house.UpPid, "KILL");
        await House.Eventually(() => house.Processes().Count == 0, 90, house.Left);
        Assert.False(await house.Answers());
    }

    [Fact]
    public async Task Only_one_house_stands_on_a_data_folder()
    {
        await using var house = await House.Open();
        var other = await Command.Run("up", "--data", $"{house.Folder}/data", "--keys", $"{house.Folder}/keys", "--port", $"{Ports.Free()}");
        Assert.Equal(1, other.Code);
        Assert.Contains("already running on this data folder", other.Said);

        var neighbor = await Command.Run("up", "--data", $"{house.Folder}/second/data", "--port", $"{house.Port}");
        Assert.Equal(1, neighbor.Code);
        Assert.Contains($"Port {house.Port} is taken", neighbor.Said);
        Assert.True(await house.Answers());
    }

    [Fact]
    public async Task A_server_that_never_opens_is_given_up_with_its_last_words()
    {
        // One address of the two is taken: only the server finds that out.
        using var squatter = new TcpListener(IPAddress.Loopback, 0);
        squatter.Start();
        var taken = ((IPEndPoint)squatter.LocalEndpoint).Port;
        await using var house = House.StartOn($"http://127.0.0.1:{Ports.Free()};http://127.0.0.1:{taken}");

        Assert.Equal(1, await house.Ended(240));
        Assert.Contains("The last words of the server", house.Said);
        Assert.Contains("address already in use", house.Said);
        Assert.True(house.Processes().Count == 0, house.Left());
    }

    [Fact]
    public async Task The_demo_is_for_this_machine_alone()
    {
        await using var house = House.StartOn($"http://0.0.0.0:{Ports.Free()}");
        Assert.Equal(1, await house.Ended(240));
        Assert.Contains("The demo lets whoever reaches it in as anyone", house.Said);
        Assert.Contains("The server cannot start as it is set up.", house.Said);
        Assert.DoesNotContain("Starting it again", house.Said);
    }

    [Fact]
    public async Task A_network_that_was_let_in_is_one_address_and_no_other()
    {
        await using var house = House.StartOn($"http://0.0.0.0:{Ports.Free()}", environment: new Dictionary<string, string> { ["Hearth__Lan__LetAnyoneIn"] = "true", ["Hearth__Lan__Address"] = "192.0.2.2" });
        Assert.Equal(1, await house.Ended(240));
        Assert.Contains("The demo lets whoever reaches it in as anyone", house.Said);
    }

    [Fact]
    public async Task A_second_start_keeps_everything_and_a_lost_key_stops_a_third_in_words()
    {
        await using var first = await House.Open();
        first.PressCtrlC();
        await first.Ended();
        var key = await File.ReadAllBytesAsync($"{first.Folder}/keys/root.key");
        Assert.True(File.Exists($"{first.Folder}/data/hearth.db"));

        await using var second = await House.Open(folder: first.Folder);
        second.PressCtrlC();
        await second.Ended();
        Assert.Equal(key, await File.ReadAllBytesAsync($"{first.Folder}/keys/root.key"));

        File.Delete($"{first.Folder}/keys/root.key");
        await using var third = House.Start(folder: first.Folder);
        Assert.Equal(1, await third.Ended(120));
        Assert.Contains($"The root key is missing: {first.Folder}/keys/root.key", third.Said);
        Assert.False(File.Exists($"{first.Folder}/keys/root.key"));
    }

    [Fact]
    public async Task Folders_are_their_owners_alone()
    {
        await using var house = await House.Open();
        foreach (var folder in new[] { "data", "keys", "data/run", "data/log" })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode($"{house.Folder}/{folder}"));
    }

    [Fact]
    public async Task What_was_built_is_not_built_again()
    {
        Assert.Equal(0, (await Command.Run($"{House.Root}/dev/build", [], null)).Code);
        Assert.Equal(0, (await Command.Run($"{House.Root}/dev/build", ["--is-done"], null)).Code);
    }
}
