using Hearth.MediaNode.Rooms;
using Microsoft.Extensions.Time.Testing;

namespace Hearth.Tests.MediaNode;

/// <summary>Fifty at once for one seat, and fifty seats for nine places: one sits, nine are placed, and each of the others is told.</summary>
public class NodeSeatRaceTests
{
    [Fact]
    public async Task Of_fifty_lines_that_take_one_seat_one_has_it()
    {
        using var house = new NodeHouse(new FakeTimeProvider());
        await house.Rooms.OpenAsync("room", echo: false, seats: 9, bitrate: 256_000);
        await house.Rooms.PlaceAsync(house.Rooms.Find("room")!, "one");
        var lines = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => new Wire(house.Door, "one"))));
        var ended = lines.ToDictionary(l => l, l => l.EndAsync());
        for (var i = 0; i < 400 && ended.Values.Count(e => e.IsCompleted) < 49; i++) await Task.Delay(25, TestContext.Current.CancellationToken);
        var has = Assert.Single(ended, e => !e.Value.IsCompleted).Key;
        foreach (var (line, end) in ended)
            if (line != has) Assert.Equal("elsewhere", (await end).GetProperty("why").GetString());

        // And it is the one that is answered.
        has.Send("no frame"u8.ToArray());
        await has.HearAsync(1);
        Assert.True(house.Rooms.Find("room", "one")!.Attached);
        await house.Rooms.CloseAsync("room", "closed");
        Assert.Equal("closed", (await ended[has]).GetProperty("why").GetString());
    }

    [Fact]
    public async Task Of_fifty_seats_as_many_are_placed_as_the_room_has_places()
    {
        using var house = new NodeHouse(new FakeTimeProvider());
        await house.Rooms.OpenAsync("room", echo: false, seats: 9, bitrate: 256_000);
        var placed = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => house.Rooms.PlaceAsync(house.Rooms.Find("room")!, $"seat-{i}"))));
        Assert.Equal(9, placed.Count(p => p == NodeRooms.Placing.Placed));
        Assert.Equal(41, placed.Count(p => p == NodeRooms.Placing.Full));
        Assert.Equal(9, house.Rooms.Find("room")!.Seats.Count);

        // One that was vacated is used up, whoever asks for it and however often.
        var gone = house.Rooms.Find("room")!.Seats.Keys.First();
        await house.Rooms.VacateAsync(house.Rooms.Find("room")!, gone);
        var again = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => house.Rooms.PlaceAsync(house.Rooms.Find("room")!, gone))));
        Assert.All(again, p => Assert.Equal(NodeRooms.Placing.Spent, p));
        await house.Rooms.CloseAsync("room", "closed");
    }
}
