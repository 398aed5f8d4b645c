using System.Net;
using System.Text.RegularExpressions;
using Hearth.Boundaries;
using Hearth.Database;
using Hearth.Tests.Architecture;
using Hearth.Tests.Groups;
using Hearth.Tests.Html;
using Hearth.Tests.Messages;
using Hearth.Tests.Sessions;
using Hearth.Tests.SignIn;
using Hearth.Tests.Spaces;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Walls;

/// <summary>Abuse cases of the security notes for what people write to one another, beside those that stand where their rooms are.</summary>
public partial class WrittenPlacesTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AC_05_A_page_left_open_after_leaving_the_group_says_nothing_more()
    {
        var porch = await Porch.OpenAsync(host);
        var (cast, streams) = (porch.Cast, new List<string>());
        var topic = await porch.StartAsync(cast.June, "Hello.");
        streams.AddRange([$"space/{porch.Space:D}", $"topic/{topic:D}"]);
        await using var wrens = await Page.OpenAsync(host, cast.Wren);
        await using var junes = await Page.OpenAsync(host, cast.June);
        foreach (var page in new[] { wrens, junes })
            foreach (var stream in streams) Assert.True((await page.SubscribeAsync(stream)).TryGetProperty("seq", out _), stream);
        await Porch.ReplyAsync(cast["Tomas"], topic, "While she is here.");
        foreach (var page in new[] { wrens, junes }) await page.UntilAsync(p => streams.All(p.Late.Contains)); // the same page, as long as she belongs to it

        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/members/{cast.Wren.PersonId}/close")).StatusCode);
        // It is not asked before somebody wrote: asking again would take the page out by itself.
        var (heard, before) = (wrens.Late.Count, junes.Late.Count);
        await Porch.ReplyAsync(cast["Tomas"], topic, "aftercanary");
        await junes.UntilAsync(p => p.Late.Count >= before + streams.Count);
        foreach (var stream in streams) Assert.False((await wrens.SubscribeAsync(stream)).TryGetProperty("seq", out _), stream); // a round trip: nothing is on its way
        Assert.Equal(heard, wrens.Late.Count);
        foreach (var path in (string[])[$"/spaces/{porch.Space}", $"/topics/{topic}"]) Assert.Equal(HttpStatusCode.NotFound, (await cast.Wren.Client.GetAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Porch.ReplyAsync(cast.Wren, topic, "Still here?")).StatusCode);
    }

    /// <summary>What a reader's browser would fetch by itself, or be led to, in each way that words have of asking for it.</summary>
    private const string Beacons = "canary ![p](https://beacon.example/a.png) [l](https://beacon.example/b) [//c]: //beacon.example/c <img src=https://beacon.example/d> <a href='//beacon.example/e'>e</a> <style>@import url(https://beacon.example/f)</style><p style='background:url(//beacon.example/g)'> <link rel=preload href=//beacon.example/h> https://beacon.example/i";

    [Fact]
    public async Task AC_12_Nothing_that_somebody_typed_makes_a_readers_browser_call_elsewhere()
    {
        var letters = await Letters.OpenAsync(host);
        var (cast, porch) = (letters.Cast, new Porch { Host = host, Cast = letters.Cast, Space = letters.Porch });
        foreach (var name in (string[])["Leila", "Wren", "June"])
        {
            await cast[name].Client.GetAsync($"/spaces/{porch.Space}", Cancel);
            await Porch.EnterAsync(cast[name], porch.Space);
        }
        var topic = await porch.StartAsync(cast.Leila, "Links: " + Beacons);
        await Porch.ReplyAsync(cast.Leila, topic, Beacons);
        var talk = await Letters.WriteAsync(cast.Leila, Beacons, cast.Wren);
        var pages = await Crawler.ReadAsync(cast.Wren.Client, [$"/spaces/{porch.Space}", $"/topics/{topic}", "/messages", $"/messages/{talk}", "/today"]);
        Assert.All(pages.Where(p => p.Path.StartsWith("/topics/", StringComparison.Ordinal) || p.Path == $"/messages/{talk}"), p =>
        {
            Assert.Contains("canary", p.Html, StringComparison.Ordinal);
            Assert.Contains("href=\"/leaving/", p.Html, StringComparison.Ordinal); // the way out that there is
        });
        Report.Clean(pages.SelectMany(p => PageRules.Foreign(p).Concat(PageRules.Inline(p))));

        var raw = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(Beacons);
        Assert.Equal(3, PageRules.Foreign(new("/topics/planted", 200, new(), Beacons, raw)).Count());
        Assert.Equal(2, PageRules.Inline(new("/topics/planted", 200, new(), Beacons, raw)).Count());
    }

    /// <summary>Whoever asks about somebody who is out of their reach, somebody of another program, and nobody: one answer, and as much work for each.</summary>
    [Fact]
    public async Task AC_28_Nobody_learns_by_trying_who_is_here()
    {
        var letters = await Letters.OpenAsync(host);
        var (cast, there) = (letters.Cast, await Letters.OpenAsync(host));
        var talk = await Letters.TogetherAsync(cast.Wren, "Saturday?", cast.June, cast["Tomas"]);
        Guid[] strangers = [Guid.NewGuid(), cast["Pilar"].PersonId, cast["Ruth"].PersonId, there.Cast.June.PersonId];
        (string Path, Func<Guid, (string, string)[]> Fields)[] probes =
        [
            ("/messages/new", id => [("Whom", id.ToString("D")), ("Text", "Hello."), ("Press", Guid.NewGuid().ToString("D"))]),
            ($"/messages/{talk}/block", id => [("Person", id.ToString("D"))]),
            ($"/messages/{talk}/quiet", id => [("Person", id.ToString("D"))]),
            ("/messages/unblock", id => [("Person", id.ToString("D"))]),
            ("/noticed/new", id => [("About", id.ToString("D")), ("Signs", "SomethingElse"), ("Words", "Quiet."), ("Pace", "Now"), ("Press", Guid.NewGuid().ToString("D"))]),
        ];
        foreach (var (path, fields) in probes)
        {
            var answers = new List<(int, string, int)>();
            foreach (var id in strangers) answers.Add(await ProbeAsync(cast.Wren, path, fields(id)));
            Assert.True(answers.Distinct().Count() == 1, $"{path}: {string.Join(" | ", answers.Select(a => $"{a.Item1}, {a.Item2.Length} letters, {a.Item3} statements"))}");
        }
        foreach (var path in (string[])["/quiet/{0}/hear-again", "/hard-moment/company/{0}"])
        {
            var answers = new List<(int, string, int)>();
            foreach (var id in strangers) answers.Add(await ProbeAsync(cast.Wren, string.Format(null, path, id), []));
            Assert.True(answers.Distinct().Count() == 1, $"{path}: {string.Join(" | ", answers)}");
        }
        // The same questions, of somebody whom she knows.
        foreach (var (path, fields) in probes.Take(3)) Assert.NotEqual(await ProbeAsync(cast.Wren, path, fields(strangers[0])), await ProbeAsync(cast.Wren, path, fields(cast.June.PersonId)));
    }

    private static async Task<(int Status, string Body, int Statements)> ProbeAsync(Member who, string path, (string Name, string Value)[] fields)
    {
        var name = Guid.NewGuid().ToString("N");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        request.Headers.Add("X-Hearth", "fetch");
        request.Headers.Add(Work.Header, name);
        using var answer = await who.Client.SendAsync(request, Cancel);
        return ((int)answer.StatusCode, Ids.Replace(await answer.Content.ReadAsStringAsync(Cancel), "id"), Work.Done.TryGetValue(name, out var work) ? work.Count : 0);
    }

    /// <summary>Who wrote it blocked and does not read who told of it, whoever tells does not read its author, and the staff's own eyes are kept from both: it comes to staff all the same.</summary>
    [Fact]
    public async Task AC_30_No_block_and_no_quiet_keeps_what_was_told_from_staff()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "hurtcanary");
        var post = await porch.PostAsync(topic, 1);
        var talk = await Letters.TogetherAsync(cast.Wren, "talkcanary", cast.June);
        var told = Assert.Single(await new Letters { Host = host, Cast = cast, Porch = porch.Space }.MessagesAsync(talk));
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync($"/messages/tell/{told.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync($"/posts/{post.Id}/tell", ("Reason", "Hurtful"), ("Words", "tellcanary"))).StatusCode);

        await Letters.BlockAsync(cast.Wren, talk, cast.June);
        await Letters.BlockAsync(cast.June, talk, cast.Wren);
        await host.Scopes.WriteAsync(cast.ProgramId, s =>
        {
            var (db, now) = (s.GetRequiredService<HearthDb>(), s.GetRequiredService<Clock>().Now);
            Member[] all = [cast.Leila, cast.Noor, cast.Wren, cast.June];
            foreach (var who in all)
                foreach (var whom in all[2..].Where(w => w != who)) db.Add(Quieting.Of(cast.ProgramId, who.PersonId, whom.PersonId, now));
            return Task.CompletedTask;
        }, Cancel);
        Assert.DoesNotContain("hurtcanary", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal); // it does keep them from one another

        foreach (var staff in new[] { cast.Leila, cast.Noor })
        {
            var queue = await staff.Client.ReadAsync("/held");
            Assert.Contains("A post of Wren’s", queue, StringComparison.Ordinal);
            var report = Regex.Match(queue, "/reports/([0-9a-f-]{36})").Groups[1].Value;
            var page = await staff.Client.ReadAsync($"/reports/{report}");
            foreach (var said in (string[])["hurtcanary", "tellcanary"]) Assert.Contains(said, page, StringComparison.Ordinal);
        }
        Assert.Contains("about a message of Wren", await cast.Noor.Client.ReadAsync("/today"), StringComparison.Ordinal);

        // And what is told from now on.
        var reply = await Porch.ReplyAsync(cast["Tomas"], topic, "Quiet, you.");
        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Wren.Client.PostFormAsync("/hard-moment/ask")).StatusCode);
        Assert.Contains("Wren needs a person now", await cast.Noor.Client.ReadAsync("/today"), StringComparison.Ordinal);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids { get; }
}
