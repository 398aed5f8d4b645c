using System.Net;
using System.Text.RegularExpressions;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Spaces;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Spaces;

/// <summary>
/// A cast with the space of Porch Light (led by Leila; Wren, June and Tomas in it), which everybody who can read it has come into once.
/// </summary>
internal sealed partial class Porch
{
    public required HearthHost Host { get; init; }
    public required Cast Cast { get; init; }
    public required Guid Space { get; init; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Porch> OpenAsync(HearthHost host, string[]? leaders = null, string[]? members = null)
    {
        var cast = await Cast.GatherAsync(host);
        var circle = await host.CircleAsync(cast, leaders: leaders, members: members);
        var porch = new Porch { Host = host, Cast = cast, Space = circle.Id };
        await cast.Leila.Client.GetAsync($"/spaces/{porch.Space}", Cancel);
        foreach (var name in (leaders ?? ["Leila"]).Concat(members ?? ["Wren", "June", "Tomas"]).Append("Noor")) await EnterAsync(cast[name], porch.Space);
        return porch;
    }

    public static async Task EnterAsync(Member who, Guid space) => Assert.Equal(HttpStatusCode.SeeOther, (await who.Client.PostFormAsync($"/spaces/{space}/enter")).StatusCode);

    /// <summary>One for the whole program.</summary>
    public async Task<Guid> OpenWideAsync(string name = "Small wins")
    {
        var opened = await Cast.Noor.Client.PostFormAsync("/spaces/open", ("Name", name), ("Purpose", "What went well."));
        return Guid.Parse(opened.Headers.Location!.ToString()["/spaces/".Length..]);
    }

    public async Task<Guid> StartAsync(Member who, string text, string ask = "WhatWorked", Guid? space = null)
    {
        var started = await who.Client.PostFormAsync($"/spaces/{space ?? Space}/start", ("Ask", ask), ("Text", text), ("Press", Guid.NewGuid().ToString("D")));
        Assert.True(started.StatusCode == HttpStatusCode.SeeOther, await started.WordsAsync());
        return Guid.Parse(Topic().Match(started.Headers.Location!.ToString()).Groups[1].Value);
    }

    public static Task<HttpResponseMessage> ReplyAsync(Member who, Guid topic, string text, Guid? press = null) =>
        who.Client.PostFormAsync($"/topics/{topic}/reply", ("Text", text), ("Press", (press ?? Guid.NewGuid()).ToString("D")));

    public Task<List<Post>> PostsAsync(Guid topic) => Host.LookAsync(Cast, db => db.PostsVisibleTo(Viewer()).Where(p => p.TopicId == topic).OrderBy(p => p.Number).AsNoTracking().ToListAsync(Cancel));

    public async Task<Post> PostAsync(Guid topic, int number) => (await PostsAsync(topic)).Single(p => p.Number == number);

    /// <summary>Noor's eyes, who reads every group's.</summary>
    private Viewer Viewer()
    {
        var viewer = new Viewer();
        viewer.Become(Cast.Noor.AccountId, Cast.Noor.MembershipId, Cast.ProgramId, Cast.Noor.PersonId, Role.Supervisor, "Noor", "UTC", signedAt: NodaTime.NodaConstants.UnixEpoch);
        return viewer;
    }

    [GeneratedRegex("^/topics/([0-9a-f-]{36})")]
    private static partial Regex Topic();
}
