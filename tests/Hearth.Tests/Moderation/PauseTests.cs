using System.Net;
using System.Text.RegularExpressions;
using Hearth.Database;
using Hearth.Holds;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using NodaTime;

namespace Hearth.Tests.Moderation;

/// <summary>Somebody's writing is paused: what they read, what goes on meanwhile, and that nobody else hears of it.</summary>
public class PauseTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_read_who_why_and_until_when_and_what_they_type_is_kept()
    {
        var (porch, topic) = await PausedAsync();
        var cast = porch.Cast;
        var page = await cast.June.Client.ReadAsync($"/topics/{topic}");
        foreach (var said in (string[])["Leila has paused your writing until", "Let it rest until tomorrow. pausecanary", "reach a person from the program as always"]) Assert.Contains(said, page, StringComparison.Ordinal);
        foreach (var (path, fields) in new[] { ($"/topics/{topic}/reply", new[] { ("Text", "kept words") }), ($"/spaces/{porch.Space}/start", [("Text", "kept words"), ("Ask", "Listen")]) })
        {
            var refused = await cast.June.Client.PostFormAsync(path, fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var words = await refused.WordsAsync();
            Assert.Contains("kept words", words, StringComparison.Ordinal);
            Assert.Contains("Leila has paused your writing", words, StringComparison.Ordinal);
        }
        // No other way to peers either; staff are written to as ever.
        foreach (var (path, fields) in new[] { ("/messages/new", new[] { ("Whom", cast.Wren.PersonId.ToString("D")), ("Text", "kept words"), ("Press", Guid.NewGuid().ToString("D")) }), ("/milestones/mark", [("Words", "kept words"), ("Space", porch.Space.ToString("D")), ("Press", Guid.NewGuid().ToString("D"))]),
            ($"/groups/{porch.Space}/words/add", [("Kind", "Norm"), ("Text", "kept words")]), ($"/groups/{porch.Space}/name/propose", [("Name", "kept words")]) })
        {
            var refused = await cast.June.Client.PostFormAsync(path, fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("Leila has paused your writing", await refused.WordsAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync("/messages/new", ("Whom", cast.Leila.PersonId.ToString("D")), ("Text", "Hello, Leila."), ("Press", Guid.NewGuid().ToString("D")))).StatusCode);
        Assert.Contains("Leila paused your writing for a time.", await cast.June.Client.ReadAsync("/who-looked"), StringComparison.Ordinal);

        // A hard moment, telling the staff, reading: all as before.
        Assert.Equal(HttpStatusCode.OK, (await cast.June.Client.GetAsync("/hard-moment", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync("/hard-moment/ask")).StatusCode);
        var wrens = (await porch.PostAsync(topic, 1)).Id;
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync($"/posts/{wrens}/tell", ("Reason", "Other"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync("/noticed/new", ("Press", Guid.NewGuid().ToString("D")), ("About", cast.Wren.PersonId.ToString("D")), ("Words", "Quiet."), ("Pace", "Today"))).StatusCode);

        // Peers see nothing, and write as ever.
        foreach (var path in (string[])[$"/topics/{topic}", $"/spaces/{porch.Space}", "/group", "/who-looked"]) Assert.DoesNotMatch("paused|pausecanary", await cast.Wren.Client.ReadAsync(path));
        Assert.Equal(HttpStatusCode.SeeOther, (await Porch.ReplyAsync(cast.Wren, topic, "And I.")).StatusCode);
    }

    [Fact]
    public async Task It_ends_by_itself_or_earlier_and_they_ask_once()
    {
        var (porch, topic) = await PausedAsync();
        var cast = porch.Cast;
        var now = host.Services.GetService(typeof(Clock)) is Clock clock ? clock.Now : default;
        Assert.NotNull(await host.LookAsync(cast, db => db.PausedUntilAsync(cast.June.PersonId, now + Duration.FromHours(23), Cancel)));
        Assert.Null(await host.LookAsync(cast, db => db.PausedUntilAsync(cast.June.PersonId, now + Duration.FromHours(25), Cancel)));
        Assert.Null(await host.LookAsync(cast, db => db.PausedUntilAsync(cast.Wren.PersonId, now, Cancel)));

        var pause = Regex.Match(await cast.June.Client.ReadAsync("/held/mine"), "/pauses/([0-9a-f-]{36})/ask-again").Groups[1].Value;
        foreach (var other in new[] { cast.Wren, cast.Dan }) Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostFormAsync($"/pauses/{pause}/ask-again", ("Words", "Mine?"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync($"/pauses/{pause}/ask-again", ("Words", "I slept. pleacanary"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.June.Client.PostFormAsync($"/pauses/{pause}/ask-again", ("Words", "Again."))).StatusCode);
        Assert.Contains("pleacanary", await cast.Noor.Client.ReadAsync("/held"), StringComparison.Ordinal);
        foreach (var other in new[] { cast.Dan, cast["Anand"] })
        {
            Assert.DoesNotMatch("pleacanary|pausecanary", await other.Client.ReadAsync("/held"));
            foreach (var verb in (string[])["end", "leave"]) Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostFormAsync($"/pauses/{pause}/{verb}")).StatusCode);
        }
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/pauses/{pause}/leave")).StatusCode);
        Assert.Contains("it was looked at again", await cast.June.Client.ReadAsync("/held/mine"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Noor.Client.PostFormAsync($"/pauses/{pause}/leave")).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/pauses/{pause}/end")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await Porch.ReplyAsync(cast.June, topic, "Back.")).StatusCode);
        Assert.Contains("Leila ended a pause of your writing.", await cast.June.Client.ReadAsync("/who-looked"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_looks_after_somebody_pauses_and_once_at_a_time()
    {
        var porch = await Porch.OpenAsync(host, leaders: ["Leila", "Idris"]);
        var cast = porch.Cast;
        (string, string)[] form = [("For", "Day"), ("Words", "Rest.")];
        foreach (var other in new[] { cast.Wren, cast["Idris"], cast.Dan, cast["Anand"], cast["Sol"], (await Cast.GatherAsync(host)).Noor })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.Client.GetAsync($"/people/{cast.June.PersonId}/pause", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostFormAsync($"/people/{cast.June.PersonId}/pause", form)).StatusCode);
        }
        // Nobody pauses staff.
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Noor.Client.PostFormAsync($"/people/{cast.Leila.PersonId}/pause", form)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Leila.Client.PostFormAsync($"/people/{cast.June.PersonId}/pause", ("For", "Day"))).StatusCode);
        var at = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? cast.Leila : cast.Noor).Client.PostFormAsync($"/people/{cast.June.PersonId}/pause", form)));
        Assert.Single(at, a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.All(at.Where(a => a.StatusCode != HttpStatusCode.SeeOther), a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.StatusCode));
    }

    /// <summary>June's, by Leila, for a day.</summary>
    private async Task<(Porch Porch, Guid Topic)> PausedAsync()
    {
        var porch = await Porch.OpenAsync(host);
        var topic = await porch.StartAsync(porch.Cast.Wren, "Hello.");
        Assert.Equal(HttpStatusCode.SeeOther, (await porch.Cast.Leila.Client.PostFormAsync($"/people/{porch.Cast.June.PersonId}/pause", ("For", "Day"), ("Words", "Let it rest until tomorrow. pausecanary"))).StatusCode);
        return (porch, topic);
    }
}
