using System.Collections.Concurrent;

namespace Hearth.LiveRooms;

/// <summary>Which room on the media side is which session's: for what the media side tells, which knows no sessions.</summary>
public sealed class OpenRooms
{
    private readonly ConcurrentDictionary<string, string> keys = new();

    public void Add(string room, string key) => keys[room] = key;

    public void Remove(string room) => keys.TryRemove(room, out _);

    public int Count => keys.Count;

    public string? KeyOf(string room) => keys.GetValueOrDefault(room);

    public static string Key(Guid program, Guid session) => $"{program:N}/{session:N}";
}
