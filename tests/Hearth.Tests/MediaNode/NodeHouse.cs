using System.Net;
using Hearth.MediaNode;
using Hearth.MediaNode.Rooms;
using Hearth.MediaNode.Sfu;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hearth.Tests.MediaNode;

/// <summary>The media node's rooms and its door, in this process and without Janus: what comes before Janus is all there is.</summary>
internal sealed class NodeHouse : IDisposable
{
    private readonly string run = Directory.CreateTempSubdirectory("hearth-node-").FullName;
    private readonly RunFolder folder;

    public NodeHouse(TimeProvider clock)
    {
        var settings = new NodeSettings { Run = run, Address = IPAddress.Loopback, Rtp = (20000, 20999) };
        var load = new NodeLoad(TimeProvider.System);
        Rooms = new(settings, new Janus(settings, new JanusEars(load), NullLogger<Janus>.Instance), clock, NullLogger<NodeRooms>.Instance);
        folder = RunFolder.Take(run, group: false);
        Door = new(Rooms, load, folder, clock);
    }

    public NodeRooms Rooms { get; }
    public NodeDoor Door { get; }

    public void Dispose()
    {
        folder.Dispose();
        Directory.Delete(run, recursive: true);
    }
}
