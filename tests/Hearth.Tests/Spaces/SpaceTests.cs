using System.Net;
using System.Text.RegularExpressions;
using Hearth.Database;
using Hearth.Spaces;
using Hearth.Tests.Boundaries;
using Hearth.Tests.Groups;
using Hearth.Tests.Html;
using Hearth.Tests.Sessions;

namespace Hearth.Tests.Spaces;

/// <summary>Writing between circles: a topic, answers, and pages that learn of them.</summary>
public class SpaceTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_writes_the_others_read_and_answer_and_the_box_repeats_what_was_asked()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        Assert.Contains("Nothing is written here yet", await cast.Wren.Client.ReadAsync($"/spaces/{porch.Space}"), StringComparison.Ordinal);
        var topic = await porch.StartAsync(cast.Wren, "Sunday around four.\nWhat do you do?");

        var feed = await cast.June.Client.ReadAsync($"/spaces/{porch.Space}");
        Assert.Matches(@"Sunday around four\.<br ?/?>\s*What do you do\?", feed);
        var thread = await cast.June.Client.ReadAsync($"/topics/{topic}");
        Assert.Contains("Wren asked what worked for you. “I tried…” lands better", thread, StringComparison.Ordinal);
        var answered = (await Porch.ReplyAsync(cast.June, topic, "I chop onions.")).Headers.Location!.ToString();
        Assert.Equal((await porch.PostAsync(topic, 2)).Address, answered);
        Assert.Contains($"id=\"{answered.Split('#')[1]}\"", await cast.June.Client.ReadAsync(answered), StringComparison.Ordinal);
        Assert.Contains("I chop onions.", await cast.Wren.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        Assert.Contains("June wrote back", await cast["Tomas"].Client.ReadAsync($"/spaces/{porch.Space}"), StringComparison.Ordinal);
        Assert.Equal(["spaces.topic-started", "spaces.replied"], (await host.KindsAsync(cast)).Where(k => k is "spaces.topic-started" or "spaces.replied"));
    }

    [Fact]
    public async Task The_first_time_leads_past_how_people_write_here_and_who_reads()
    {
        var porch = await Porch.OpenAsync(host, members: ["June"]);
        var cast = porch.Cast;
        await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/members/add", ("Person", cast.Wren.PersonId.ToString("D")));
        var first = await cast.Wren.Client.GetAsync($"/spaces/{porch.Space}", Cancel);
        Assert.Equal($"/spaces/{porch.Space}/about", new Uri(new("https://localhost"), first.Headers.Location!).AbsolutePath);
        var about = await cast.Wren.Client.ReadAsync($"/spaces/{porch.Space}/about");
        Assert.Contains("Speak from the I.", about, StringComparison.Ordinal);
        Assert.Contains("isn’t locked away", about, StringComparison.Ordinal);
        foreach (var _ in (int[])[1, 2]) await Porch.EnterAsync(cast.Wren, porch.Space);
        Assert.Equal(HttpStatusCode.OK, (await cast.Wren.Client.GetAsync($"/spaces/{porch.Space}", Cancel)).StatusCode);
        // And again beside each box.
        var topic = await porch.StartAsync(cast.June, "Hello.");
        foreach (var path in (string[])[$"/spaces/{porch.Space}", $"/spaces/{porch.Space}/write", $"/topics/{topic}"]) Assert.Contains("Speak from the I.", await cast.Wren.Client.ReadAsync(path), StringComparison.Ordinal);
        Assert.DoesNotContain("I’ve read this", await cast.Wren.Client.ReadAsync($"/spaces/{porch.Space}/about"), StringComparison.Ordinal);
        // Leila, Noor, June and Wren, each once.
        Assert.Equal(4, (await host.KindsAsync(cast)).Count(k => k == "spaces.entered"));
    }

    [Fact]
    public async Task Open_pages_learn_at_once_and_nobody_hears_anothers()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Hello.");
        string[] streams = [$"space/{porch.Space:D}", $"topic/{topic:D}"];
        await using var junes = await Page.OpenAsync(host, cast.June);
        foreach (var stream in streams) Assert.True((await junes.SubscribeAsync(stream)).TryGetProperty("seq", out _), stream);
        await using var dans = await Page.OpenAsync(host, cast.Dan);
        await using var adas = await Page.OpenAsync(host, cast.Ada);
        foreach (var page in new[] { dans, adas })
            foreach (var stream in streams.Append($"space/{Guid.NewGuid():D}").Append("topic/none")) Assert.False((await page.SubscribeAsync(stream)).TryGetProperty("seq", out _), stream);

        await Porch.ReplyAsync(cast["Tomas"], topic, "Hello, Wren.");
        await junes.UntilAsync(p => streams.All(p.Late.Contains));
        var post = await porch.PostAsync(topic, 2);
        async Task AgainAsync(Member who, string path, params (string, string)[] fields)
        {
            var before = junes.Late.Count(l => l == streams[1]);
            Assert.Equal(HttpStatusCode.SeeOther, (await who.Client.PostFormAsync(path, fields)).StatusCode);
            await junes.UntilAsync(p => p.Late.Count(l => l == streams[1]) > before);
        }
        await AgainAsync(cast.Wren, $"/posts/{post.Id}/respond", ("Kind", "MeToo"), ("On", "true"));
        await AgainAsync(cast.Leila, $"/posts/{post.Id}/hide/yes", ("Reason", "Details"));
        await AgainAsync(cast.Leila, $"/posts/{post.Id}/show");
        await AgainAsync(cast["Tomas"], $"/posts/{post.Id}/take-back/yes");

        // Whoever loses their place in the group hears no more of it.
        await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/members/{cast.June.PersonId}/close");
        await junes.UntilAsync(p => p.Heard.Count(h => h.Name == "left") == 2);
    }

    [Fact]
    public async Task The_numbers_of_fifty_who_answer_at_once_have_no_gap()
    {
        var porch = await Porch.OpenAsync(host);
        var topic = await porch.StartAsync(porch.Cast.Wren, "Who is around?");
        Member[] all = [porch.Cast.Wren, porch.Cast.June, porch.Cast["Tomas"], porch.Cast.Leila];
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Porch.ReplyAsync(all[i % 4], topic, $"I am, {i}.")));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        Assert.Equal(Enumerable.Range(1, 51), (await porch.PostsAsync(topic)).Select(p => p.Number));
        Assert.Equal(50, answers.Select(a => a.Headers.Location!.ToString()).Distinct().Count());
    }

    [Fact]
    public async Task One_press_sent_fifty_times_is_one_post_and_two_presses_of_the_same_words_are_two()
    {
        var porch = await Porch.OpenAsync(host);
        var (wren, press) = (porch.Cast.Wren, Guid.NewGuid());
        var topic = await porch.StartAsync(wren, "Who is around?");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Porch.ReplyAsync(wren, topic, "I am.", press)));
        Assert.Equal([(await porch.PostAsync(topic, 2)).Address], answers.Select(a => a.Headers.Location!.ToString()).Distinct());
        Assert.Equal(2, (await porch.PostsAsync(topic)).Count);

        await Porch.ReplyAsync(wren, topic, "I am.");
        Assert.Equal(3, (await porch.PostsAsync(topic)).Count);
        // Somebody went back and wrote on: those words are not lost. And somebody else's press of that name is theirs.
        await Porch.ReplyAsync(wren, topic, "I am, still.", press);
        await Porch.ReplyAsync(porch.Cast.June, topic, "I am.", press);
        Assert.Equal(["Who is around?", "I am.", "I am.", "I am, still.", "I am."], (await porch.PostsAsync(topic)).Select(p => p.Text));

        // A script names the press beside the form.
        foreach (var _ in (int[])[1, 2])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/topics/{topic}/reply") { Content = new FormUrlEncodedContent([new("Text", "Again."), new("Press", Guid.NewGuid().ToString("D"))]) };
            request.Headers.Add("X-Hearth", "fetch");
            request.Headers.Add("X-Hearth-Press", "6e3e9c6e-1111-4b11-9b11-aa11bb11cc11");
            Assert.Equal(HttpStatusCode.NoContent, (await wren.Client.SendAsync(request, Cancel)).StatusCode);
        }
        Assert.Equal(6, (await porch.PostsAsync(topic)).Count);

        // A topic, too.
        (string, string)[] form = [("Ask", "Listen"), ("Text", "Once."), ("Press", press.ToString("D"))];
        var started = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => wren.Client.PostFormAsync($"/spaces/{porch.Space}/start", form)));
        Assert.Single(started.Select(a => a.Headers.Location!.ToString()).Distinct());
    }

    [Fact]
    public async Task Responses_are_names_in_no_order_of_their_own_and_never_numbers()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var older = await porch.StartAsync(cast.Wren, "Called the dentist.", "Cheer");
        var newer = await porch.StartAsync(cast.June, "Slept.", "Cheer");
        var post = (await porch.PostsAsync(older)).Single();
        foreach (var who in new[] { cast["Tomas"], cast.June, cast.Leila })
            foreach (var _ in (int[])[1, 2]) Assert.Equal(HttpStatusCode.SeeOther, (await who.Client.PostFormAsync($"/posts/{post.Id}/respond", ("Kind", "GivesMeHope"), ("On", "true"))).StatusCode);
        var page = await cast.June.Client.ReadAsync($"/spaces/{porch.Space}");
        Assert.Contains("You, Tomas and Leila: gives me hope", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">3<", page, StringComparison.Ordinal);
        // Much answered, and still below what was written later.
        Assert.True(page.IndexOf("Slept.", StringComparison.Ordinal) < page.IndexOf("Called the dentist.", StringComparison.Ordinal));
        Assert.NotEqual(older, newer);

        await cast.June.Client.PostFormAsync($"/posts/{post.Id}/respond", ("Kind", "GivesMeHope"), ("On", "false"));
        Assert.Contains("Tomas and Leila: gives me hope", await cast.June.Client.ReadAsync($"/topics/{older}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostFormAsync($"/posts/{post.Id}/respond", ("Kind", "MeToo"), ("On", "true"))).StatusCode);
        // Twice by two hands at once.
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => cast.June.Client.PostFormAsync($"/posts/{post.Id}/respond", ("Kind", "MeToo"), ("On", "true"))));
        Assert.Contains("You: me too", await cast.June.Client.ReadAsync($"/topics/{older}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taken_back_the_words_are_gone_and_the_place_stays()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Hello.");
        await Porch.ReplyAsync(cast.June, topic, "gonecanary");
        await Porch.ReplyAsync(cast["Tomas"], topic, "And I.");
        var post = await porch.PostAsync(topic, 2);
        foreach (var other in new[] { cast.Wren, cast.Leila, cast.Noor }) Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostFormAsync($"/posts/{post.Id}/take-back/yes")).StatusCode);
        Assert.Contains("gonecanary", await cast.June.Client.ReadAsync($"/posts/{post.Id}/take-back"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync($"/posts/{post.Id}/take-back/yes")).StatusCode);

        foreach (var who in new[] { cast.Wren, cast.Leila, cast.Noor, cast.June })
        {
            var page = await who.Client.ReadAsync($"/topics/{topic}");
            Assert.Contains(who == cast.June ? "You took this back." : "June took this back.", page, StringComparison.Ordinal);
            Assert.DoesNotContain("gonecanary", page, StringComparison.Ordinal);
        }
        Assert.Equal([1, 2, 3], (await porch.PostsAsync(topic)).Select(p => p.Number));
        Assert.Equal("", (await porch.PostAsync(topic, 2)).Text);
        Assert.DoesNotContain("June wrote back", await cast.Wren.Client.ReadAsync($"/spaces/{porch.Space}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Leila.Client.PostFormAsync($"/posts/{post.Id}/hide/yes", ("Reason", "Details"))).StatusCode);
    }

    [Fact]
    public async Task Whoever_would_rather_not_write_or_respond_for_now_is_not_asked_to()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Hello.");
        Assert.Contains("/reply\"", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        await cast.June.Client.PostFormAsync("/comfort", ("Watch", "Yes"), ("React", "NotNow"), ("Write", "NotNow"), ("Speak", "Yes"), ("Camera", "Yes"));
        var page = await cast.June.Client.ReadAsync($"/topics/{topic}");
        Assert.Contains("chosen not to write to others for now", page, StringComparison.Ordinal);
        foreach (var gone in (string[])["/reply\"", "/respond\""]) Assert.DoesNotContain(gone, page, StringComparison.Ordinal);
        Assert.DoesNotContain("/start\"", await cast.June.Client.ReadAsync($"/spaces/{porch.Space}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_each_box_stands_when_staff_read_and_how_to_reach_somebody_now()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Hello.");
        string[] boxes = [$"/spaces/{porch.Space}", $"/spaces/{porch.Space}/write", $"/topics/{topic}"];
        foreach (var box in boxes)
        {
            var page = await cast.June.Client.ReadAsync(box);
            foreach (var said in (string[])["who may not be reading just now", "answered 8 am to 8 pm", "use the hard-moment button", "part of your medical record"]) Assert.Contains(said, page, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/spaces/{porch.Space}/read-times", ("Times", "on weekdays, and answer within two hours"))).StatusCode);
        foreach (var box in boxes) Assert.Contains("Leila and Noor read here on weekdays, and answer within two hours.", await cast.June.Client.ReadAsync(box), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Dan.Client.PostFormAsync($"/spaces/{porch.Space}/read-times", ("Times", "never"))).StatusCode);
    }

    [Fact]
    public async Task A_long_space_and_a_long_topic_have_earlier_pages()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "The very first.");
        for (var i = 0; i < 20; i++) await porch.StartAsync(cast.Wren, $"Later, {i}.");
        var page = await cast.June.Client.ReadAsync($"/spaces/{porch.Space}");
        Assert.DoesNotContain("The very first.", page, StringComparison.Ordinal);
        var earlier = System.Text.RegularExpressions.Regex.Match(page, "href=\"(/spaces/[^\"]+before=[^\"]+)\"").Groups[1].Value;
        Assert.Contains("The very first.", await cast.June.Client.ReadAsync(earlier), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await cast.June.Client.GetAsync($"/spaces/{porch.Space}?before=nonsense", Cancel)).StatusCode);

        for (var i = 0; i < 105; i++) await Porch.ReplyAsync(cast.June, topic, $"Reply {i}, that one.");
        page = await cast.Wren.Client.ReadAsync($"/topics/{topic}");
        Assert.Contains("The very first.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Reply 4, that one.", page, StringComparison.Ordinal);
        Assert.Contains("Reply 5, that one.", page, StringComparison.Ordinal);
        Assert.Contains("Reply 4, that one.", await cast.Wren.Client.ReadAsync($"/topics/{topic}?all=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_long_or_nothing_is_refused_in_words_and_stays_in_its_box()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Hello.");
        var words = "o" + new string('h', 4000);
        foreach (var (path, fields) in new[] { ($"/topics/{topic}/reply", new[] { ("Text", words) }), ($"/spaces/{porch.Space}/start", [("Text", words), ("Ask", "Cheer")]) })
        {
            var refused = await cast.June.Client.PostFormAsync(path, fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var page = await refused.WordsAsync();
            Assert.Contains("under 4,000 letters", page, StringComparison.Ordinal);
            Assert.Contains(words, page, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.SeeOther, (await Porch.ReplyAsync(cast.June, topic, words[..4000])).StatusCode);
        Assert.Contains("Please choose what would help most.", await (await cast.June.Client.PostFormAsync($"/spaces/{porch.Space}/start", ("Text", "kept words"))).WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_somebody_is_not_read_neither_numbers_nor_order_nor_pages_tell_that_they_wrote()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var (older, newer) = (await porch.StartAsync(cast["Tomas"], "Older."), await porch.StartAsync(cast["Tomas"], "Newer."));
        for (var i = 0; i < SpaceReading.RepliesOnPage; i++) await Porch.ReplyAsync(cast["Tomas"], newer, $"And {i}.");
        await host.QuietAsync(cast.June, cast.Wren);
        string[] pages = [$"/spaces/{porch.Space}", $"/topics/{older}", $"/topics/{newer}"];
        var before = await ReadAsync();
        foreach (var topic in (Guid[])[older, newer]) await Porch.ReplyAsync(cast.Wren, topic, "Unheard.");
        await Porch.ReplyAsync(cast.Wren, older, "Unheard again.");
        Assert.Equal(before, await ReadAsync());
        // For the others the older one came up, and the newer has more than a page.
        var tomas = await cast["Tomas"].Client.ReadAsync(pages[0]);
        Assert.True(tomas.IndexOf("Older.", StringComparison.Ordinal) < tomas.IndexOf("Newer.", StringComparison.Ordinal));
        Assert.Contains("Earlier replies", await cast["Tomas"].Client.ReadAsync(pages[2]), StringComparison.Ordinal);
        Assert.DoesNotContain("Earlier replies", before, StringComparison.Ordinal);

        // Of what follows she has the same as if those had not been: the last hundred that she reads, and the rest at a press.
        await Porch.ReplyAsync(cast["Tomas"], newer, "The last.");
        var then = await cast.June.Client.ReadAsync(pages[2]);
        Assert.Contains("Earlier replies", then, StringComparison.Ordinal);
        Assert.Contains("And 1.", then, StringComparison.Ordinal);
        Assert.DoesNotContain("And 0.", then, StringComparison.Ordinal);
        Assert.Contains("And 0.", await cast.June.Client.ReadAsync(pages[2] + "?all=1"), StringComparison.Ordinal);

        async Task<string> ReadAsync()
        {
            var read = "";
            // What is new each time it is drawn: the name of the next press, and when it was drawn.
            foreach (var page in pages) read += Regex.Replace(await cast.June.Client.ReadAsync(page), "name=\"Press\" value=\"[^\"]*\"|nonce=\"[^\"]*\"|data-mark=\"[^\"]*\"|data-at=\"[^\"]*\"", "");
            return read;
        }
    }
}
