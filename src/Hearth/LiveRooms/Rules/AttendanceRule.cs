using NodaTime;

namespace Hearth.LiveRooms.Rules;

/// <summary>
/// Minutes present, from the log alone: inside and on the line, while the session is open and there is no break.
/// </summary>
public static class AttendanceRule
{
    /// <summary>Whole minutes, rounded down, of everybody who was ever inside.</summary>
    public static IReadOnlyDictionary<Guid, int> Minutes(IEnumerable<RoomEvent> log) => Present(log).ToDictionary(p => p.Key, p => (int)p.Value.TotalMinutes);

    public static IReadOnlyDictionary<Guid, Duration> Present(IEnumerable<RoomEvent> log)
    {
        var room = RoomState.Empty;
        Dictionary<Guid, Duration> present = [];
        Instant? last = null;
        foreach (var happened in log)
        {
            if (last is { } since && room.Break is null)
                foreach (var person in room.Inside.Where(p => p.Connected)) present[person.Id] = present.GetValueOrDefault(person.Id) + (happened.At - since);
            last = happened.At;
            room = Apply.To(room, happened);
            foreach (var person in room.Inside) present.TryAdd(person.Id, Duration.Zero);
        }
        return present;
    }
}
