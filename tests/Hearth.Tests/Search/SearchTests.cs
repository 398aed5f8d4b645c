using System.Net;
using Hearth.Database;
using Hearth.LiveRooms.Rules;
using Hearth.Spaces;
using Hearth.Tests.Groups;
using Hearth.Tests.Html;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Search;

/// <summary>What is found, and how the page says it.</summary>
public class SearchTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_of_the_words_in_any_order_however_they_are_written_the_last_one_unfinished()
    {
        var porch = await Porch.OpenAsync(host);
        var (wren, june) = (porch.Cast.Wren, porch.Cast.June);
        var topic = await porch.StartAsync(wren, "The **Wednesday** walk along the river helps me.");
        await Porch.ReplyAsync(june, topic, "El café de la mañana también.");

        foreach (var words in (string[])["river", "RIVER", "walk wednesday", "wednesday, along the riv", "Wed", "“river” (walk)!"]) Assert.True(await june.FindsAsync(words), words);
        foreach (var words in (string[])["cafe", "CAFÉ manana", "cafe\u0301", "tambien"]) Assert.True(await wren.FindsAsync(words), words);
        foreach (var words in (string[])["lake", "river lake", "iver", "riv walk", "walk cafe"]) Assert.False(await june.FindsAsync(words), words);

        var found = await june.SearchAsync("river WEDNES");
        Assert.Equal(["The Wednesday walk along the river helps me."], found.Hits);
        Assert.Equal(["Wednesday", "river"], found.Page.QuerySelectorAll(".found mark").Select(m => m.TextContent));
        Assert.Equal([(await porch.PostAsync(topic, 1)).Address], found.Links);
        Assert.Contains("Porch Light", found.Words, StringComparison.Ordinal);
        Assert.Contains("Messages are locked away and are not searched", found.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_is_shown_as_letters_and_never_as_markup()
    {
        var porch = await Porch.OpenAsync(host);
        await porch.StartAsync(porch.Cast.Wren, "<b data-hostile>harbor</b> \"><script data-hostile>1</script> [pier](https://example.org/pier)");
        var found = await porch.Cast.June.SearchAsync("harbor <b data-hostile>");
        Assert.Equal("<b data-hostile>harbor</b> \"><script data-hostile>1</script> pier", Assert.Single(found.Hits));
        Assert.Empty(found.Page.QuerySelectorAll("[data-hostile]"));
        // The address behind a word is not read, and not found.
        Assert.True(await porch.Cast.June.FindsAsync("pier"));
        Assert.False(await porch.Cast.June.FindsAsync("example"));
    }

    [Fact]
    public async Task Newest_first_fifty_at_a_time_each_once_though_all_were_written_at_one_moment()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await host.Scopes.WriteAsync(cast.ProgramId, services =>
        {
            var (db, now) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Clock>().Now);
            var made = Topic.Start(cast.ProgramId, porch.Space, cast.June.PersonId, AnswerKind.Listen, now);
            db.Add(made);
            for (var i = 1; i <= 120; i++) db.Add(made.Write(cast.June.PersonId, $"lantern number {i}", Guid.NewGuid(), now));
            return Task.FromResult(made.Id);
        }, Cancel);
        await Porch.ReplyAsync(cast.Wren, topic, "lantern, the last");

        var first = await cast["Tomas"].SearchAsync("lantern");
        Assert.Equal("lantern, the last", first.Hits[0]);
        Assert.Equal(50, first.Hits.Count);
        var second = await cast["Tomas"].SearchAsync("lantern", first.Older);
        var third = await cast["Tomas"].SearchAsync("lantern", second.Older);
        Assert.Equal((50, 21), (second.Hits.Count, third.Hits.Count));
        Assert.Null(third.Older);
        Assert.Contains("That’s everything that was found.", third.Words, StringComparison.Ordinal);
        Assert.Equal(121, first.Hits.Concat(second.Hits).Concat(third.Hits).Distinct().Count());

        // A link leads to the post, also where the topic's page begins below it.
        var anchor = Post.AnchorOf((await porch.PostAsync(topic, 2)).Id);
        var early = (await cast["Tomas"].SearchAsync("lantern number 2")).Links.Single(l => l.EndsWith($"#{anchor}", StringComparison.Ordinal));
        Assert.Contains($"id=\"{anchor}\"", await cast["Tomas"].Client.ReadAsync(early.Split('#')[0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a")]
    [InlineData("* \" ' ( : § ^ - ! & |")]
    [InlineData("🙂🙂")]
    [InlineData("a\0b")]
    [InlineData("river\u001b[31m")]
    [InlineData("one two three four five six seven eight nine ten eleven twelve thirteen")]
    public async Task What_cannot_be_looked_for_is_refused_in_words_and_stays_in_the_box(string words)
    {
        var porch = await Porch.OpenAsync(host);
        var answer = await porch.Cast.Wren.SearchAsync(words);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Page.QuerySelector("#refusal"));
        if (!words.Contains('\0', StringComparison.Ordinal)) Assert.Equal(words, answer.Page.QuerySelector("#f-Words")!.GetAttribute("value"));
    }

    [Fact]
    public async Task More_letters_than_fit_and_a_place_that_is_none_are_refused()
    {
        var porch = await Porch.OpenAsync(host);
        foreach (var words in (string[])[new('w', 201), new('w', 10_000), string.Concat(Enumerable.Repeat("river ", 2000))]) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await porch.Cast.Wren.SearchAsync(words)).Status);
        foreach (var older in (string[])["nonsense", "2026-11-27T12:00:00Z", $"x {Guid.NewGuid():D}", $"2026-11-27T12:00:00Z {Guid.NewGuid():D} x"]) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await porch.Cast.Wren.SearchAsync("river", older)).Status);
        Assert.Equal(HttpStatusCode.OK, (await porch.Cast.Wren.SearchAsync(new('w', 200))).Status);
    }

    /// <summary>To either database a word is a word, whatever its own language makes of it.</summary>
    [Theory]
    [InlineData("river* OR"), InlineData("river OR lake"), InlineData("NEAR(river lake)"), InlineData("river AND NOT lake"), InlineData("Terms : river"), InlineData("river\" OR \"lake"), InlineData("river' | 'lake"), InlineData("river & !lake"), InlineData("river <-> lake"), InlineData("riv:* | l:*"), InlineData("^river lake"), InlineData("river -lake"), InlineData("river\\' lake"), InlineData("river'; DROP TABLE \"Posts\"; --")]
    public async Task Signs_are_no_language(string words)
    {
        var porch = await Porch.OpenAsync(host);
        await porch.StartAsync(porch.Cast.Wren, "river");
        Assert.False(await porch.Cast.June.FindsAsync(words), words);
        Assert.True(await porch.Cast.June.FindsAsync("§ *river*\" :"));
        // Nor does anybody look in a place by naming it.
        Assert.False(await porch.Cast.June.FindsAsync($"§{porch.Space:N}"));
    }

    [Fact]
    public async Task What_somebody_looks_for_is_in_no_address_and_no_log_and_is_not_written_down()
    {
        var porch = await Porch.OpenAsync(host);
        var secret = "sealedword" + Guid.NewGuid().ToString("N")[..12];
        await porch.StartAsync(porch.Cast.Wren, $"heronword {secret}");
        var before = (await host.KindsAsync(porch.Cast)).Count;
        var found = await porch.Cast.June.SearchAsync(secret);
        Assert.Single(found.Hits);
        await porch.Cast.June.SearchAsync($"{secret} {new string('w', 300)}"); // refused
        Assert.DoesNotContain(found.Page.All, e => new[] { "href", "action", "src" }.Any(a => e.GetAttribute(a)?.Contains(secret, StringComparison.OrdinalIgnoreCase) == true));
        Assert.DoesNotContain(Walls.Said.Found, f => f.Line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(before, (await host.KindsAsync(porch.Cast)).Count);
        // Asked for by an address, it is not looked for at all: not by the word that is watched for, which this address would bring into the log.
        Assert.DoesNotContain(secret, await porch.Cast.June.Client.ReadAsync("/search?Words=heronword&Found=heronword"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thirty_at_once_are_answered_and_no_more_and_nothing_else_waits_for_it()
    {
        var porch = await Porch.OpenAsync(host);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 45; i++) answers.Add(await SendAsync("/search", ("Words", "river")));
        Assert.InRange(answers.Count(a => a == HttpStatusCode.OK), 30, 40);
        Assert.All(answers, a => Assert.True(a is HttpStatusCode.OK or HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync($"/spaces/{porch.Space}/start", ("Ask", "Listen"), ("Text", "Hello."), ("Press", Guid.NewGuid().ToString("D"))));

        async Task<HttpStatusCode> SendAsync(string path, params (string Name, string Value)[] fields)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
            request.Headers.Add(Paced.Header, "1");
            using var answer = await porch.Cast.June.Client.SendAsync(request, Cancel);
            return answer.StatusCode;
        }
    }
}
