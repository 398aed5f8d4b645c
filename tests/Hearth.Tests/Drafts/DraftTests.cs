using System.Net;
using Hearth.Database;
using Hearth.Drafts;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Drafts;

/// <summary>What is begun in a box and not sent.</summary>
public class DraftTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_begun_is_there_again_on_each_of_its_writers_pages_and_on_nobody_elses()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var place = $"/spaces/{porch.Space}/start";
        await SaveAsync(cast.Wren, place, ("Text", "I wanted to say this"), ("Ask", "Cheer"));
        foreach (var page in (string[])[$"/spaces/{porch.Space}", $"/spaces/{porch.Space}/write"])
        {
            var mine = await cast.Wren.Client.ReadAsync(page);
            Assert.Contains("I wanted to say this", mine, StringComparison.Ordinal);
            Assert.Matches("value=\"Cheer\" checked", mine);
            Assert.Contains("You began this on", mine, StringComparison.Ordinal);
            foreach (var other in (Member[])[cast.June, cast.Leila, cast.Noor]) Assert.DoesNotContain("I wanted to say", await other.Client.ReadAsync(page), StringComparison.Ordinal);
        }
        Assert.DoesNotContain("I wanted to say", await cast.Wren.Client.ReadAsync($"/topics/{await porch.StartAsync(cast.June, "Hello.")}"), StringComparison.Ordinal);
        // Written on, and not twice.
        await SaveAsync(cast.Wren, place, ("Text", "Something else."));
        Assert.Contains("Something else.", await cast.Wren.Client.ReadAsync($"/spaces/{porch.Space}/write"), StringComparison.Ordinal);
        Assert.Single(await RowsAsync(cast));
        // All of it taken out again.
        await SaveAsync(cast.Wren, place);
        Assert.Empty(await RowsAsync(cast));
    }

    [Fact]
    public async Task It_is_sealed_in_its_row_and_in_no_log()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        await SaveAsync(cast.Wren, $"/spaces/{porch.Space}/start", ("Text", "plainword"));
        var row = Assert.Single(await RowsAsync(cast));
        Assert.DoesNotContain("plainword", System.Text.Encoding.UTF8.GetString(row.Fields.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain(await host.KindsAsync(cast), k => k.StartsWith("drafts.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sent_it_is_gone_and_what_was_begun_elsewhere_stays()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.June, "Hello.");
        await SaveAsync(cast.Wren, $"/spaces/{porch.Space}/start", ("Text", "A new one."));
        await SaveAsync(cast.Wren, $"/topics/{topic}/reply", ("Text", "An answer."));
        await Porch.ReplyAsync(cast.Wren, topic, "An answer, and more.");
        Assert.Equal([$"/spaces/{porch.Space}/start"], (await RowsAsync(cast)).Select(d => d.Place));
        await porch.StartAsync(cast.Wren, "A new one.");
        Assert.Empty(await RowsAsync(cast));
    }

    [Fact]
    public async Task Thrown_away_it_is_gone_from_the_page_and_can_be_taken_back_by_its_writer_alone()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var (place, page) = ($"/spaces/{porch.Space}/start", $"/spaces/{porch.Space}");
        await SaveAsync(cast.Wren, place, ("Text", "Not this."));
        Assert.Equal(HttpStatusCode.NotFound, (await ThrowAsync(cast.June, true)).StatusCode);
        Assert.Equal(page, (await ThrowAsync(cast.Wren, true)).Headers.Location!.ToString());
        var after = await cast.Wren.Client.ReadAsync(page);
        Assert.DoesNotContain("Not this.", after, StringComparison.Ordinal);
        Assert.Contains("thrown away", after, StringComparison.Ordinal);
        await ThrowAsync(cast.Wren, false);
        Assert.Contains("Not this.", await cast.Wren.Client.ReadAsync(page), StringComparison.Ordinal);

        // A day later it is gone, with the next that is written.
        await ThrowAsync(cast.Wren, true);
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var old = s.GetRequiredService<Clock>().Now - Duration.FromHours(25);
            await s.GetRequiredService<HearthDb>().DraftsBy(cast.Wren.PersonId).ExecuteUpdateAsync(d => d.SetProperty(x => x.ThrownAt, old), Cancel);
        }, Cancel);
        await SaveAsync(cast.Wren, "/elsewhere", ("Text", "Another."));
        Assert.Equal(["/elsewhere"], (await RowsAsync(cast)).Select(d => d.Place));

        Task<HttpResponseMessage> ThrowAsync(Member who, bool on) => who.Client.PostFormAsync("/drafts/throw", ("For", place), ("On", on ? "true" : "false"), ("Back", page));
    }

    [Theory]
    [InlineData("//evil.example"), InlineData("https://evil.example"), InlineData("/\\evil.example"), InlineData("today"), InlineData("/ today")]
    public async Task Throwing_away_leads_nowhere_but_to_a_page_of_ours(string back)
    {
        var cast = await Cast.GatherAsync(host);
        await SaveAsync(cast.Wren, "/here", ("Text", "Words."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostFormAsync("/drafts/throw", ("For", "/here"), ("On", "true"), ("Back", back))).StatusCode);
    }

    [Fact]
    public async Task Two_devices_at_once_leave_one_and_a_refused_post_shows_what_was_sent()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SaveAsync(cast.Wren, $"/spaces/{porch.Space}/start", ("Text", $"Words {i}."))));
        Assert.Single(await RowsAsync(cast));
        var refused = await (await cast.Wren.Client.PostFormAsync($"/spaces/{porch.Space}/start", ("Text", "What was sent."))).WordsAsync();
        Assert.Contains("What was sent.", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("Words ", System.Text.RegularExpressions.Regex.Match(refused, "<textarea.*?</textarea>", System.Text.RegularExpressions.RegexOptions.Singleline).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_long_or_is_no_place_is_not_kept()
    {
        var cast = await Cast.GatherAsync(host);
        foreach (var (place, text) in ((string, string)[])[("/here", new string('o', 20_001)), ("here", "Words."), ("/Here?name=Wren", "Words."), ("/" + new string('a', 120), "Words.")])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostFormAsync("/drafts/save", ("For", place), ("Names", "Text"), ("Values", text))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostFormAsync("/drafts/save", ("For", "/here"), ("Names", "Text"))).StatusCode);
        Assert.Empty(await RowsAsync(cast));
    }

    private static async Task SaveAsync(Member who, string place, params (string Name, string Value)[] fields) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await who.Client.PostFormAsync("/drafts/save", [("For", place), .. fields.Select(f => ("Names", f.Name)), .. fields.Select(f => ("Values", f.Value))])).StatusCode);

    private Task<List<Draft>> RowsAsync(Cast cast) => host.LookAsync(cast, db => db.DraftsBy(cast.Wren.PersonId).AsNoTracking().ToListAsync(Cancel));
}
