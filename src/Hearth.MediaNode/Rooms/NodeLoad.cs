using System.Text.Json.Nodes;

namespace Hearth.MediaNode.Rooms;

/// <summary>
/// Packets per second that go through this node, in and out, as Janus counts them: what it costs is by the packet, whoever is
/// in which room. Janus tells each stream's count every few seconds; what came of the last ten is the measure.
/// </summary>
internal sealed class NodeLoad(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private readonly Dictionary<(long Handle, string Mid), long> _known = [];
    private readonly Queue<(long At, long Packets)> _late = [];
    private readonly Lock _counting = new();

    /// <summary>What Janus says of its own accord, one or several at a time. Anything but counts is left alone.</summary>
    public void Hear(JsonNode? said)
    {
        foreach (var one in said as JsonArray ?? [said?.DeepClone()])
            if (one is JsonObject e && (int?)e["type"] == 32 && (int?)e["subtype"] == 3 && e["event"] is JsonObject counts)
                Count(((long?)e["handle_id"] ?? 0, (string?)counts["mid"] ?? ""), ((long?)counts["packets-sent"] ?? 0) + ((long?)counts["packets-received"] ?? 0));
    }

    public int PacketsPerSecond
    {
        get
        {
            lock (_counting)
            {
                Forget();
                return (int)(_late.Sum(l => l.Packets) / Window.TotalSeconds);
            }
        }
    }

    /// <summary>Another Janus counts from nothing.</summary>
    public void Reset()
    {
        lock (_counting)
            _known.Clear();
    }

    private void Count((long, string) stream, long packets)
    {
        lock (_counting)
        {
            var more = packets - _known.GetValueOrDefault(stream);
            _known[stream] = packets;
            // Streams that ended are never told of; a count that went back is a new one under an old name.
            if (_known.Count > 20_000)
                _known.Clear();
            if (more > 0)
                _late.Enqueue((clock.GetTimestamp(), more));
            Forget();
        }
    }

    private void Forget()
    {
        while (_late.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.At) > Window)
            _late.Dequeue();
    }
}
