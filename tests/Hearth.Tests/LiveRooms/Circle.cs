using System.Net;
using System.Text.Json;
using Hearth.Database;
using Hearth.LiveRooms;
using Hearth.LiveRooms.Media;
using Hearth.LiveRooms.Rules;
using Hearth.Sessions;
using Hearth.Tests.Html;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.LiveRooms;

/// <summary>An evening while it is on, played over HTTP and the open line by the people of the cast.</summary>
internal sealed class Circle : IAsyncDisposable
{
    private readonly HearthHost host;
    private readonly List<Page> pages = [];

    private Circle(HearthHost host, Evening evening) => (this.host, Evening) = (host, evening);

    public Evening Evening { get; }
    public Cast Cast => Evening.Cast;
    public Guid Session => Evening.SessionId;
    public string Stage => $"session/{Session}/stage";
    public string Leading => $"session/{Session}/leading";
    public string You(Member member) => $"session/{Session}/you/{member.PersonId}";

    public static async Task<Circle> PlanAsync(HearthHost host) => new(host, await Evening.PlanAsync(host));

    /// <summary>Open, with Leila and the given members inside, each with a page on the line.</summary>
    public static async Task<Circle> OpenAsync(HearthHost host, params string[] members) => await OpenAsync(host, await Evening.PlanAsync(host), members);

    public static async Task<Circle> OpenAsync(HearthHost host, Evening evening, params string[] members)
    {
        var circle = new Circle(host, evening);
        await circle.DoAsync(circle.Cast.Leila, "open");
        await circle.ComeAsync(circle.Cast.Leila);
        foreach (var name in members)
        {
            await circle.ComeAsync(circle.Cast[name]);
            await circle.DoAsync(circle.Cast.Leila, "admit", ("Person", circle.Cast[name].PersonId.ToString()));
        }
        return circle;
    }

    /// <summary>The same circle, through another server.</summary>
    public Circle On(HearthHost other) => new(other, Evening);

    public string Path(string verb) => $"/sessions/{Session}/room/{verb}";

    /// <summary>As a page's script posts it.</summary>
    public async Task<(HttpStatusCode Status, string Reason)> TryAsync(Member member, string verb, params (string, string)[] fields)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, Path(verb)) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))) };
        post.Headers.Add("X-Hearth", "fetch");
        using var answer = await member.Client.SendAsync(post, Cancel);
        var reason = answer.StatusCode == HttpStatusCode.UnprocessableEntity
            ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("reason").GetString()! : "";
        return (answer.StatusCode, reason);
    }

    public async Task DoAsync(Member member, string verb, params (string, string)[] fields) =>
        Assert.Equal((HttpStatusCode.NoContent, ""), await TryAsync(member, verb, fields));

    public async Task RefusesAsync(string reason, Member member, string verb, params (string, string)[] fields) =>
        Assert.Equal((HttpStatusCode.UnprocessableEntity, reason), await TryAsync(member, verb, fields));

    /// <summary>Opens a page, says which room it is in, and listens to what it may.</summary>
    public async Task<Page> ComeAsync(Member member)
    {
        var page = await Page.OpenAsync(host, member);
        pages.Add(page);
        await page.Hub.InvokeAsync<JsonElement>("Frame", "room", new { session = Session }, Cancel);
        await page.SubscribeAsync(You(member));
        return page;
    }

    public static Task<JsonElement> FrameAsync(Page page, string kind, object json) => page.Hub.InvokeAsync<JsonElement>("Frame", kind, json, Cancel);

    /// <summary>Claims the seat, as the page's script does.</summary>
    public async Task<string?> SitAsync(Page page)
    {
        var answer = await FrameAsync(page, "media-open", new { });
        return answer.TryGetProperty("seat", out var seat) ? seat.GetString() : null;
    }

    /// <summary>The room as its log has it.</summary>
    public async Task<RoomState> StateAsync() => Apply.All((await LogAsync()).Select(e => e.Read()));

    public Task<List<LoggedEvent>> LogAsync() => host.Scopes.ReadAsync(Cast.ProgramId, services =>
        services.GetRequiredService<HearthDb>().Set<LoggedEvent>().AsNoTracking().Where(e => e.SessionId == Session).OrderBy(e => e.Number).ToListAsync(Cancel));

    public async Task<RoomPerson> PersonAsync(Member member) => (await StateAsync()).Find(member.PersonId)!;

    /// <summary>The room on the still media side.</summary>
    public async Task<StillMedia.Room?> MediaAsync() => host.Media.Rooms.GetValueOrDefault((await StateAsync()).Room ?? "");

    public ILiveRoomGrain Grain => host.Services.GetRequiredService<IGrainFactory>().GetGrain<ILiveRoomGrain>(OpenRooms.Key(Cast.ProgramId, Session));

    public static async Task UntilAsync(Func<Task<bool>> seen)
    {
        for (var i = 0; i < 400; i++)
        {
            if (await seen()) return;
            await Task.Delay(25, Cancel);
        }
        Assert.Fail("Not seen within ten seconds.");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var page in pages) await page.DisposeAsync();
    }
}
