using Hearth.Browser.Media;
using Microsoft.Extensions.DependencyInjection;
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

        await PressAsync(leila, "Open the room");
        await LetInAsync(leila, "Wren");
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

    [Fact]
    public async Task Two_let_in_at_once_over_a_slow_line_both_come_in()
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var leila = await house.AtTheDoorAsync(house.Cast.Leila, red);
        var wren = await house.AtTheDoorAsync(house.Cast.Wren, green);
        await PressAsync(leila, "Open the room");
        await Assertions.Expect(leila.Locator("#leading ul.hands li")).ToHaveCountAsync(1);
        var june = await house.AtTheDoorAsync(house.Cast.June, blue);
        await Assertions.Expect(leila.Locator("#leading ul.hands li")).ToHaveCountAsync(2);

        // Wren is inside and off the list long before the answer to the leader's own press arrives.
        var answer = new TaskCompletionSource();
        await leila.RouteAsync("**/room/admit", async route =>
        {
            var fetched = await route.FetchAsync();
            await answer.Task;
            await route.FulfillAsync(new() { Response = fetched });
        });
        await LetInAsync(leila, "Wren");
        await Assertions.Expect(wren.Locator("#stage")).ToHaveCountAsync(1);
        await Assertions.Expect(leila.Locator("#leading ul.hands li")).ToHaveCountAsync(1);
        await LetInAsync(leila, "June");
        await Assertions.Expect(june.Locator("#stage")).ToHaveCountAsync(1);
        answer.SetResult();
    }

    [Fact]
    public async Task Whoever_opens_the_room_while_its_page_is_being_read_is_inside_and_goes_on_hearing_it()
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var leila = await house.BrowserAsync(house.Cast.Leila, red);
        var (read, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        leila.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Text?.Contains("\"standing\":\"Inside\"", StringComparison.Ordinal) == true) told.TrySetResult();
        };

        // Having come to the door the page reads itself once more; what it gets is from before the room opened, and comes after.
        await leila.RouteAsync("**/room", async route =>
        {
            if (!route.Request.Headers.ContainsKey("x-hearth") || read.Task.IsCompleted)
            {
                await route.ContinueAsync();
                return;
            }
            var fetched = await route.FetchAsync();
            read.TrySetResult();
            await told.Task;
            await route.FulfillAsync(new() { Response = fetched });
        });
        await leila.GotoAsync($"{house.Address}/sessions/{house.Evening.SessionId}/room");
        await read.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await PressAsync(leila, "Open the room");
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        await Assertions.Expect(leila.Locator("#stage")).ToHaveCountAsync(1);
        await house.AtTheDoorAsync(house.Cast.Wren, green);
        await Assertions.Expect(leila.Locator("#leading ul.hands li")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_is_typed_while_a_line_is_on_its_way_stays()
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var leila = await house.AtTheDoorAsync(house.Cast.Leila, red);
        await PressAsync(leila, "Open the room");
        var answer = new TaskCompletionSource();
        await leila.RouteAsync("**/room/say", async route =>
        {
            var fetched = await route.FetchAsync();
            await answer.Task;
            await route.FulfillAsync(new() { Response = fetched });
        });
        await leila.Locator("#say").FillAsync("Take your time.");
        await leila.Locator("#say").PressAsync("Enter");
        await Assertions.Expect(leila.Locator(".msgs")).ToContainTextAsync("Take your time.");
        await leila.Locator("#say").FillAsync("And breathe");
        var answered = leila.WaitForResponseAsync("**/room/say");
        answer.SetResult();
        await (await answered).FinishedAsync();
        await leila.EvaluateAsync("() => new Promise((r) => setTimeout(r, 300))");
        await Assertions.Expect(leila.Locator("#say")).ToHaveValueAsync("And breathe");
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    public async Task What_is_written_while_the_server_is_away_behind_something_that_says_so_goes_out_by_itself(int status)
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var leila = await house.AtTheDoorAsync(house.Cast.Leila, red);
        await PressAsync(leila, "Open the room");
        var (tries, presses) = (0, new List<string>());
        await leila.RouteAsync("**/room/say", async route =>
        {
            presses.Add(route.Request.Headers["x-hearth-press"]);
            // The second time it is taken, and the answer is lost.
            if (++tries == 2) await route.FetchAsync();
            if (tries <= 2) await route.FulfillAsync(new() { Status = status });
            else await route.ContinueAsync();
        });
        await leila.Locator("#say").FillAsync("Take your time.");
        await leila.Locator("#say").PressAsync("Enter");
        await Assertions.Expect(leila.Locator("#bar")).Not.ToBeEmptyAsync();
        await Assertions.Expect(leila.Locator("#say")).ToHaveValueAsync("Take your time.");
        await Assertions.Expect(leila.Locator("#say")).ToHaveValueAsync("", new() { Timeout = 40_000 });
        await Assertions.Expect(leila.Locator(".msgs li", new() { HasText = "Take your time." })).ToHaveCountAsync(1);
        Assert.Equal(3, presses.Count);
        Assert.Single(presses.Distinct());
    }

    [Fact]
    public async Task Whoever_could_not_be_asked_for_at_the_moment_hears_the_room_again()
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var (leila, wren) = (await house.AtTheDoorAsync(house.Cast.Leila, red), await house.BrowserAsync(house.Cast.Wren, blue));
        await PressAsync(leila, "Open the room");
        IWebSocketRoute? line = null;
        await wren.RouteWebSocketAsync("**/hub", socket =>
        {
            socket.ConnectToServer();
            line = socket;
        });
        await wren.GotoAsync($"{house.Address}/sessions/{house.Evening.SessionId}/room");
        await LetInAsync(leila, "Wren");
        await Assertions.Expect(wren.Locator("#stage")).ToHaveCountAsync(1);
        // As a server says it that has lost its database for a moment.
        var read = wren.WaitForResponseAsync("**/room");
        line!.Send($$$"""{"type":1,"target":"left","arguments":[{"stream":"session/{{{house.Evening.SessionId:D}}}/stage"}]}""" + "\u001e");
        await (await read).FinishedAsync();
        await leila.Locator("#say").FillAsync("Take your time.");
        await leila.Locator("#say").PressAsync("Enter");
        await Assertions.Expect(wren.Locator(".msgs")).ToContainTextAsync("Take your time.");
    }

    [Fact]
    public async Task Coming_back_needs_nobody_and_loses_nothing()
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var (leila, wren) = await TwoInsideAsync(house);

        // A reload: the same hand, microphone and camera.
        await wren.Locator("#hand").ClickAsync();
        await Assertions.Expect(leila.Locator(".hands li", new() { HasText = "Wren" })).ToBeVisibleAsync();
        await wren.ReloadAsync();
        await Assertions.Expect(wren.Locator("#hand")).ToHaveAttributeAsync("aria-pressed", "true");
        await AllDecodeAllAsync(leila, wren);
        await Assertions.Expect(wren.Locator("#mic")).ToHaveAttributeAsync("aria-pressed", "true");

        // A line that breaks: what was being written stays, and what was said meanwhile is there.
        await wren.Locator("#say").FillAsync("half a sen");
        await house.Services.GetRequiredService<Html.Connections>().AbortAsync(house.Cast.Wren.PersonId);
        await leila.Locator("#say").FillAsync("Take your time.");
        await leila.Locator("#say").PressAsync("Enter");
        await Assertions.Expect(wren.Locator(".msgs")).ToContainTextAsync("Take your time.", new() { Timeout = 20_000 });
        await Assertions.Expect(wren.Locator("#say")).ToHaveValueAsync("half a sen");
        await AllDecodeAllAsync(leila, wren);

        // A closed page: the others see that somebody is coming back, and then that they are.
        var context = wren.Context;
        await wren.CloseAsync();
        await Assertions.Expect(leila.Locator(".r-side .ring li.away", new() { HasText = "Wren" })).ToHaveCountAsync(1, new() { Timeout = 20_000 });
        wren = await context.NewPageAsync();
        await wren.GotoAsync($"{house.Address}/sessions/{house.Evening.SessionId}/room");
        await Assertions.Expect(leila.Locator(".r-side .ring li.away")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        await Assertions.Expect(wren.Locator("#hand")).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(wren.Locator("#mic")).ToHaveAttributeAsync("aria-pressed", "false"); // a new page opens no microphone
    }

    [Fact]
    public async Task Back_to_the_door_and_in_again_and_out_for_good()
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var (leila, wren) = await TwoInsideAsync(house);

        await OfAsync(leila, "Wren", "Back to the door");
        await Assertions.Expect(wren.GetByText("You’re at the door")).ToBeVisibleAsync();
        var (seen, heard) = await ColorAndTone.ReceivedAsync(wren);
        Assert.Empty(seen);
        Assert.Empty(heard);

        await LetInAsync(leila, "Wren");
        await Assertions.Expect(wren.Locator("#stage")).ToHaveCountAsync(1);
        await wren.Locator("#mic").ClickAsync();
        await AllDecodeAllAsync(leila, wren);

        // Muted by a leader: nothing is heard, and they are told.
        await OfAsync(leila, "Wren", "Mute, and tell them");
        await Assertions.Expect(wren.GetByText("A leader has turned your microphone off")).ToBeVisibleAsync();
        await Assertions.Expect(wren.Locator("#mic")).ToHaveAttributeAsync("aria-pressed", "false");
        await Circle.UntilAsync(async () => (await ColorAndTone.ReceivedAsync(leila)).Heard.Count == 0, "the muted one is not heard");

        await leila.Locator(".voices li", new() { HasText = "Wren" }).GetByRole(AriaRole.Button, new() { Name = "What you can do for Wren" }).ClickAsync();
        await leila.GetByText("Remove…").ClickAsync();
        await leila.GetByRole(AriaRole.Button, new() { Name = "Remove Wren" }).ClickAsync();
        await Assertions.Expect(wren.GetByText("out of this session for now")).ToBeVisibleAsync();
        (seen, heard) = await ColorAndTone.ReceivedAsync(wren);
        Assert.Empty(seen);
        Assert.Empty(heard);
    }

    [Fact]
    public async Task A_media_server_that_dies_brings_everybody_back_without_a_touch()
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var (leila, wren) = await TwoInsideAsync(house);
        Circle.Signal(Circle.JanusOf(house.NodePid), "KILL");
        await Circle.UntilAsync(async () => await wren.Locator("#frame").GetAttributeAsync("data-media") != "live", "the page notices");
        await AllDecodeAllAsync(leila, wren);
        Circle.Signal(house.NodePid, "KILL");
        await Circle.UntilAsync(async () => await wren.Locator("#frame").GetAttributeAsync("data-media") != "live", "the page notices");
        await AllDecodeAllAsync(leila, wren);
    }

    [Fact]
    public async Task A_break_stops_everything_and_nobody_is_turned_on_again_unasked()
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var (leila, wren) = await TwoInsideAsync(house);
        await leila.GetByText("Break", new() { Exact = true }).ClickAsync();
        await PressAsync(leila, "5 minutes");
        await Assertions.Expect(wren.GetByText("Time away from the screen")).ToBeVisibleAsync();
        await Circle.UntilAsync(async () => await ColorAndTone.ReceivedAsync(leila) is { Seen.Count: 0, Heard.Count: 0 }, "nothing flows in a break");
        await PressAsync(leila, "Go on");
        await Assertions.Expect(wren.GetByText("Microphone and camera are off until you turn them on")).ToBeVisibleAsync();
        Assert.Equal("false", await wren.Locator("#mic").GetAttributeAsync("aria-pressed"));
        foreach (var page in new[] { leila, wren })
        {
            await page.Locator("#mic").ClickAsync();
            await page.Locator("#camera").ClickAsync();
        }
        await AllDecodeAllAsync(leila, wren);
    }

    [Fact]
    public async Task Single_keys_do_what_the_buttons_do_and_rest_while_somebody_types()
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var (leila, wren) = await TwoInsideAsync(house);
        await wren.Locator("#main").FocusAsync();
        await KeyAsync("m", "#mic", "false");
        await wren.Keyboard.DownAsync(" ");
        await Assertions.Expect(wren.Locator("#mic")).ToHaveAttributeAsync("aria-pressed", "true");
        await wren.Keyboard.UpAsync(" ");
        await Assertions.Expect(wren.Locator("#mic")).ToHaveAttributeAsync("aria-pressed", "false");
        await KeyAsync("v", "#camera", "false");
        await KeyAsync("h", "#hand", "true");
        await KeyAsync("l", "#listen", "true");

        await wren.Keyboard.PressAsync("c");
        await Assertions.Expect(wren.Locator("#say")).ToBeFocusedAsync();
        await wren.Keyboard.TypeAsync("him");
        await Assertions.Expect(wren.Locator("#say")).ToHaveValueAsync("him");
        await Assertions.Expect(wren.Locator("#mic")).ToHaveAttributeAsync("aria-pressed", "false");

        // The leader's keys.
        await leila.Locator("#main").FocusAsync();
        await leila.Keyboard.PressAsync("n");
        await Assertions.Expect(leila.Locator(".agenda .ag li.now")).ToContainTextAsync("One thing that helped");
        await leila.Keyboard.PressAsync("?");
        await Assertions.Expect(leila.Locator("#more")).ToBeVisibleAsync();
        await leila.Keyboard.PressAsync("Escape");
        await Assertions.Expect(leila.Locator("#more")).Not.ToBeVisibleAsync();

        async Task KeyAsync(string key, string control, string pressed)
        {
            await wren.Keyboard.PressAsync(key);
            await Assertions.Expect(wren.Locator(control)).ToHaveAttributeAsync("aria-pressed", pressed);
        }
    }

    [Theory]
    [InlineData("NotAllowedError", "told not to share the camera", "told not to share the microphone")]
    [InlineData("NotFoundError", "We found no camera", "We found no microphone")]
    [InlineData("NotReadableError", "Another app is using the camera", "Another app is using the microphone")]
    public async Task Without_camera_or_microphone_there_is_a_way_in(string error, string camera, string mic)
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var wren = await house.BrowserAsync(house.Cast.Wren, green);
        await wren.AddInitScriptAsync($"navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('', '{error}'); }};");
        await wren.GotoAsync($"{house.Address}/sessions/{house.Evening.SessionId}/camera");
        await Assertions.Expect(wren.Locator("#begin, #again").Locator("visible=true")).ToBeVisibleAsync();
        if (await wren.Locator("#begin").IsVisibleAsync()) await wren.Locator("#begin").ClickAsync();
        await Assertions.Expect(wren.Locator("#row-camera")).ToContainTextAsync(camera);
        await Assertions.Expect(wren.Locator("#row-mic")).ToContainTextAsync(mic);
        await Assertions.Expect(wren.Locator("[value=Writing]")).ToBeCheckedAsync();
        await PressAsync(wren, "Go in");
        await Assertions.Expect(wren.GetByText("You’re at the door")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_mirror_finds_the_way_there_and_back()
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var wren = await house.BrowserAsync(house.Cast.Wren, green);
        await wren.GotoAsync($"{house.Address}/sessions/{house.Evening.SessionId}/camera");
        await Assertions.Expect(wren.Locator("#begin, #again").Locator("visible=true")).ToBeVisibleAsync();
        if (await wren.Locator("#begin").IsVisibleAsync()) await wren.Locator("#begin").ClickAsync();
        await Assertions.Expect(wren.Locator("#row-way")).ToContainTextAsync("went there and came back", new() { Timeout = 30_000 });
        await Assertions.Expect(wren.Locator("#row-mic")).ToContainTextAsync("We can hear you");
    }

    [Fact]
    public async Task What_went_wrong_once_on_the_way_is_tried_again_by_itself()
    {
        await using var house = await LiveHouse.OpenAsync(chromium);
        var wren = await house.BrowserAsync(house.Cast.Wren, green);
        await wren.AddInitScriptAsync("""
            const { createOffer } = RTCPeerConnection.prototype;
            RTCPeerConnection.prototype.createOffer = function () {
              RTCPeerConnection.prototype.createOffer = createOffer;
              return Promise.reject(new Error("once"));
            };
            """);
        await wren.GotoAsync($"{house.Address}/sessions/{house.Evening.SessionId}/camera");
        await Assertions.Expect(wren.Locator("#begin, #again").Locator("visible=true")).ToBeVisibleAsync();
        if (await wren.Locator("#begin").IsVisibleAsync()) await wren.Locator("#begin").ClickAsync();
        await Assertions.Expect(wren.Locator("#row-way")).ToContainTextAsync("went there and came back", new() { Timeout = 60_000 });
    }

    /// <summary>Leila (red) leads and Wren (green) is in; both send sound and picture, and each has the other's.</summary>
    private static async Task<(IPage Leila, IPage Wren)> TwoInsideAsync(LiveHouse house)
    {
        var leila = await house.AtTheDoorAsync(house.Cast.Leila, red);
        var wren = await house.AtTheDoorAsync(house.Cast.Wren, green);
        await PressAsync(leila, "Open the room");
        await LetInAsync(leila, "Wren");
        await Assertions.Expect(wren.Locator("#stage")).ToHaveCountAsync(1);
        await wren.Locator("#mic").ClickAsync();
        await AllDecodeAllAsync(leila, wren);
        return (leila, wren);
    }

    private static async Task AllDecodeAllAsync(IPage leila, IPage wren)
    {
        await ColorAndTone.WaitForAsync(leila, [green]);
        await ColorAndTone.WaitForAsync(wren, [red]);
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static Task LetInAsync(IPage leader, string name) =>
        leader.Locator(".hands li", new() { HasText = name }).GetByRole(AriaRole.Button, new() { Name = "Let in" }).ClickAsync();

    /// <summary>What a leader may do with one person.</summary>
    private static async Task OfAsync(IPage leader, string name, string what)
    {
        await leader.GetByRole(AriaRole.Button, new() { Name = $"What you can do for {name}" }).ClickAsync();
        await leader.Locator(".acts-of:popover-open").GetByRole(AriaRole.Button, new() { Name = what }).ClickAsync();
    }

    /// <summary>The color in the large tile, as it is shown.</summary>
    private static Task<string?> LargePictureAsync(IPage page) =>
        page.EvaluateAsync<string?>("async () => { const v = document.querySelector('#big-picture'); return v.hidden ? null : hearthTest.color(v.srcObject.getVideoTracks()[0]); }");
}
