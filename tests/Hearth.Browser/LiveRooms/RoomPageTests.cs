using Microsoft.Playwright;

namespace Hearth.Browser.LiveRooms;

/// <summary>The live room through its own pages: real server, real media node, real Janus, a browser each.</summary>
public class RoomPageTests(Chromium chromium)
{
    private static readonly ColorAndTone red = ColorAndTone.All[0], green = ColorAndTone.All[1], blue = ColorAndTone.All[2];

    [Fact]
    public async Task Two_people_see_and_hear_each_other_and_whoever_waits_gets_nothing()
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var leila = await house.AtTheDoorAsync(house.Cast.Leila, red);
        var wren = await house.AtTheDoorAsync(house.Cast.Wren, green);
        var june = await house.AtTheDoorAsync(house.Cast.June, blue);
        await Assertions.Expect(wren.GetByText("The room isn’t open yet")).ToBeVisibleAsync();

        await leila.GetByRole(AriaRole.Button, new() { Name = "Open the room" }).ClickAsync();
        await leila.Locator(".hands li", new() { HasText = "Wren" }).GetByRole(AriaRole.Button, new() { Name = "Let in" }).ClickAsync();
        await Assertions.Expect(wren.Locator("#stage")).ToHaveCountAsync(1);
        await wren.Locator("#mic").ClickAsync();

        await ColorAndTone.WaitForAsync(leila, [green]);
        await ColorAndTone.WaitForAsync(wren, [red]);
        Assert.Equal("red", await LargePictureAsync(wren));
        Assert.Equal("green", await LargePictureAsync(leila));

        await Assertions.Expect(june.GetByText("lets people in one by one")).ToBeVisibleAsync();
        await Assertions.Expect(june.Locator("#stage")).ToHaveCountAsync(0);
        var (seen, heard) = await ColorAndTone.ReceivedAsync(june);
        Assert.Empty(seen);
        Assert.Empty(heard);
        Assert.DoesNotContain("Wren", await june.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
    }

    /// <summary>The color in the large tile, as it is shown.</summary>
    private static Task<string?> LargePictureAsync(IPage page) =>
        page.EvaluateAsync<string?>("async () => { const v = document.querySelector('#big-picture'); return v.hidden ? null : hearthTest.color(v.srcObject.getVideoTracks()[0]); }");
}
