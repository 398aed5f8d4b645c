using System.Net;
using System.Text.Json;
using Hearth.Database;
using Hearth.Sessions;
using Hearth.Tests.Html;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.LiveRooms;

public class CameraTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_check_is_for_those_who_may_come_to_the_door()
    {
        var evening = await Evening.PlanAsync(host);
        var other = await Cast.GatherAsync(host);
        var path = $"/sessions/{evening.SessionId}/camera";
        foreach (var member in new[] { evening.Cast.Wren, evening.Cast.Leila })
            Assert.Contains("A look in the mirror", await member.Client.GetStringAsync(path, Cancel), StringComparison.Ordinal);
        foreach (var member in new[] { evening.Cast["Pilar"], evening.Cast.Ada, evening.Cast.Noor, other.Wren, other.Ada })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await member.Client.GetAsync(path, Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await member.Client.PostFormAsync(path, ("How", "Camera"))).StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await evening.Cast.Wren.Client.GetAsync($"/sessions/{Guid.NewGuid()}/camera", Cancel)).StatusCode);
        var stranger = await host.Stranger().GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, stranger.StatusCode);
    }

    [Fact]
    public async Task How_somebody_comes_in_is_kept_and_may_be_changed()
    {
        var evening = await Evening.PlanAsync(host);
        var path = $"/sessions/{evening.SessionId}/camera";
        foreach (var how in new[] { TakingPart.Listening, TakingPart.VoiceOnly })
        {
            var answer = await evening.Cast.Wren.Client.PostFormAsync(path, ("How", how.ToString()));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.Equal($"/sessions/{evening.SessionId}/room", answer.Headers.Location!.ToString());
            Assert.Equal([(evening.Cast.Wren.PersonId, how)], await ArrivalsAsync(evening));
            Assert.Matches($"value=\"{how}\" checked", await evening.Cast.Wren.Client.GetStringAsync(path, Cancel));
        }
    }

    [Theory]
    [InlineData("How", "")]
    [InlineData("How", "Singing")]
    [InlineData("How", "1")]
    [InlineData("Person", "someone")]
    public async Task What_is_no_choice_is_refused_in_words_and_changes_nothing(string name, string value)
    {
        var evening = await Evening.PlanAsync(host);
        var answer = await evening.Cast.Wren.Client.PostFormAsync($"/sessions/{evening.SessionId}/camera", (name, value));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("A look in the mirror", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Empty(await ArrivalsAsync(evening));
    }

    [Fact]
    public async Task The_check_has_a_media_room_of_its_own_that_ends_with_it()
    {
        var evening = await Evening.PlanAsync(host);
        await using var page = await Page.OpenAsync(host, evening.Cast.Wren);
        var heard = new TaskCompletionSource<JsonElement>();
        page.Hub.On<JsonElement>("echo", heard.SetResult);

        var before = host.Media.Rooms.Keys.ToHashSet();
        Assert.True((await SendAsync(page, new { session = evening.SessionId })).GetProperty("opened").GetBoolean());
        var (room, made) = Assert.Single(host.Media.Rooms, r => !before.Contains(r.Key) && r.Value.Seats.Values.Any(s => s.Attached) && r.Key.StartsWith("echo-", StringComparison.Ordinal));
        Assert.True(made.Options.Echo);
        var seat = Assert.Single(made.Seats).Value;

        await SendAsync(page, new { frame = new { t = "hello" } });
        Assert.Equal("""{"t":"hello"}""", Assert.Single(seat.Received));
        seat.Say("""{"t":"welcome","n":1}""");
        Assert.Equal("welcome", (await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel)).GetProperty("t").GetString());

        await SendAsync(page, new { close = true });
        Assert.DoesNotContain(room, host.Media.Rooms.Keys);
        Assert.Equal("not-open", (await SendAsync(page, new { frame = new { t = "hello" } })).GetProperty("refused").GetString());
    }

    [Fact]
    public async Task A_page_that_goes_away_takes_its_check_with_it()
    {
        var evening = await Evening.PlanAsync(host);
        var page = await Page.OpenAsync(host, evening.Cast.June);
        var before = host.Media.Rooms.Keys.ToHashSet();
        await SendAsync(page, new { session = evening.SessionId });
        var mine = host.Media.Rooms.Keys.Except(before).ToList();
        Assert.NotEmpty(mine);
        await page.DisposeAsync();
        for (var i = 0; i < 400 && mine.Any(host.Media.Rooms.ContainsKey) ; i++) await Task.Delay(25, Cancel);
        Assert.DoesNotContain(mine, host.Media.Rooms.ContainsKey);
    }

    [Fact]
    public async Task Nobody_else_gets_a_check_and_bad_frames_are_refused_by_type()
    {
        var evening = await Evening.PlanAsync(host);
        await using var pilar = await Page.OpenAsync(host, evening.Cast["Pilar"]);
        Assert.Equal("not-found", (await SendAsync(pilar, new { session = evening.SessionId })).GetProperty("refused").GetString());
        await using var wren = await Page.OpenAsync(host, evening.Cast.Wren);
        foreach (var bad in new object?[] { null, 1, "x", Array.Empty<int>(), new { }, new { session = 1 }, new { session = "x" }, new { session = evening.SessionId, room = "other" }, new { frame = "x" }, new { close = false } })
            Assert.Equal("bad-frame", (await SendAsync(wren, bad)).GetProperty("refused").GetString());
    }

    private static Task<JsonElement> SendAsync(Page page, object? json) => page.Hub.InvokeAsync<JsonElement>("Frame", "echo", json, Cancel);

    private Task<List<(Guid, TakingPart)>> ArrivalsAsync(Evening evening) => host.Scopes.ReadAsync(evening.Cast.ProgramId, async services =>
        (await services.GetRequiredService<HearthDb>().ArrivalsOfProgram().Where(a => a.SessionId == evening.SessionId).Select(a => new { a.PersonId, a.TakingPart }).ToListAsync(Cancel))
            .Select(a => (a.PersonId, a.TakingPart)).ToList(), Cancel);
}
