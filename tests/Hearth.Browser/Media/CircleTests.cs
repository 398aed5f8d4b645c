using System.Text.Json;
using Hearth.LiveRooms.Media;

namespace Hearth.Browser.Media;

public class CircleTests(Chromium chromium)
{
    [Fact]
    public async Task Three_people_see_and_hear_each_other()
    {
        await using var circle = await Circle.OpenAsync(chromium);
        await circle.SeatAsync(3);
    }
}
