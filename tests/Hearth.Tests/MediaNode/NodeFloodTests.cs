using System.Text;
using Hearth.MediaNode.Rooms;
using Microsoft.Extensions.Time.Testing;

namespace Hearth.Tests.MediaNode;

/// <summary>AC-10, at the media node: a seat that sends without end is cut with a word, and the seat beside it is answered frame by frame.</summary>
public class NodeFloodTests
{
    [Theory]
    [InlineData("""{"t":"hello"}""")]
    [InlineData("""{"t":"media","audio":"yes"}""")]
    [InlineData("not even JSON")]
    [InlineData("huge")]
    public async Task AC_10_Only_the_seat_that_floods_is_cut(string frame)
    {
        var clock = new FakeTimeProvider();
        using var house = new NodeHouse(clock);
        var (rooms, door) = (house.Rooms, house.Door);
        await rooms.OpenAsync("room", echo: false, seats: 4, bitrate: 256_000);
        foreach (var seat in (string[])["flood", "beside"]) await rooms.PlaceAsync(rooms.Find("room")!, seat);

        var flood = new Wire(door, "flood");
        var beside = new Wire(door, "beside");
        var bytes = frame == "huge" ? new byte[FromBrowser.MaxFrame + 1] : Encoding.UTF8.GetBytes(frame);
        for (var i = 0; i < 10_000; i++)
        {
            flood.Send(bytes);
            if (i % 400 == 0) beside.Send("not a frame either"u8.ToArray());
        }

        // Both have said all that they had to say.
        Assert.Equal("flood", (await flood.EndAsync()).GetProperty("why").GetString());
        Assert.True(flood.Heard.Count < 150, $"A line that floods was answered {flood.Heard.Count} times.");
        await beside.HearAsync(25);
        Assert.All(beside.Heard, f => Assert.Equal("""{"t":"refused","why":"malformed"}""", f));
        Assert.True(rooms.Find("room", "beside")!.Attached);
        await rooms.CloseAsync("room", "closed");
    }

    [Fact]
    public void What_was_never_refused_would_never_be_cut()
    {
        var (held, clock) = (0, new FakeTimeProvider());
        var allowance = new Allowance(clock);
        while (allowance.Count() != Allowance.Verdict.Cut) held++;
        Assert.InRange(held, 60, 200);

        // Planted: somebody who waits between frames, as people do, is never refused, so the count above is of a flood.
        var patient = new Allowance(clock);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Equal(Allowance.Verdict.Take, patient.Count());
            clock.Advance(TimeSpan.FromMilliseconds(50));
        }
    }
}
