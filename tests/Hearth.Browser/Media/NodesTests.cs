using System.Diagnostics;
using Hearth.Browser.Servers;
using Hearth.LiveRooms.Media;
using Hearth.Media;
using Hearth.Tests;

namespace Hearth.Browser.Media;

/// <summary>A media node that is reached over the network: by whoever holds the key, and by nobody else.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("hearth-node-").FullName;
    private readonly int port = Ports.Free();
    private Process node = null!;

    public async ValueTask InitializeAsync()
    {
        Key("right");
        Key("wrong");
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(built.Parent!.Parent!.FullName, "Hearth.MediaNode", built.Name, "Hearth.MediaNode.dll");
        node = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec dotnet \"$0\" --run \"$1\" --listen \"$2\" --secret \"$3\" >\"$1/node.log\" 2>&1 </dev/null", program, folder, $"127.0.0.1:{port}", Path.Combine(folder, "right")]))!;
        await Circle.UntilAsync(() => File.Exists(Path.Combine(folder, "media.sock")), "the node listens");
    }

    private void Key(string name)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(48)));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private MediaSettings With(string key) => new() { Secret = Path.Combine(folder, key), Nodes = new() { ["far"] = new() { At = $"127.0.0.1:{port}" } } };

    [Fact]
    public async Task Whoever_holds_the_key_opens_rooms_there_and_whoever_holds_another_finds_nobody()
    {
        await using var right = await MediaHost.StartAsync(With("right"));
        await using var wrong = await MediaHost.StartAsync(With("wrong"));
        var room = right.Rooms.NameNew("room-1");
        Assert.Equal("far_room-1", room);
        await right.Rooms.OpenAsync(room, new MediaRoomOptions());
        Assert.Equal(SeatPlacing.Placed, await right.Rooms.SeatAsync(room, "seat-1"));
        Assert.Equal("seat-1", Assert.Single((await right.Rooms.RosterAsync(room))!.Seats).Seat);

        await Assert.ThrowsAsync<MediaUnavailableException>(() => wrong.Rooms.RosterAsync(room));
        Assert.Equal(MediaStanding.Away, wrong.Rooms.StandingOf(room));

        await File.WriteAllTextAsync(Path.Combine(folder, "media.leaving"), "");
        await Circle.UntilAsync(() => right.Rooms.StandingOf(room) == MediaStanding.Leaving, "the node says that it is leaving");
        Circle.Signal(node.Id, "KILL");
        await Circle.UntilAsync(() => right.Rooms.StandingOf(room) == MediaStanding.Away, "the node is missed");
        Assert.Null(right.Rooms.NameElsewhere(room)); // there is no other
    }

    public async ValueTask DisposeAsync()
    {
        if (!node.HasExited) Circle.Signal(node.Id, "KILL");
        await node.WaitForExitAsync();
        node.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
