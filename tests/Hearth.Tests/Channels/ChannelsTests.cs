using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Hearth.Accounts;
using Hearth.Channels;
using Hearth.Database;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Channels;

/// <summary>Who sets up how people are called, who sees what of it, and the test that a human answers.</summary>
public partial class ChannelsTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [GeneratedRegex("https://house\\.example(/a/[0-9a-f-]{36})")]
    private static partial Regex Link { get; }

    [Fact]
    public async Task A_test_counts_when_the_human_whom_it_was_for_says_so()
    {
        await using var calling = await Calling.StartAsync(host);
        var (cast, other) = (calling.Cast, await Cast.GatherAsync(host));
        Assert.Contains("Nobody has answered a test on it yet.", await cast.Ada.Client.ReadAsync("/channels"), StringComparison.Ordinal);
        await Calling.DoneAsync(cast.Ada.Client.PostFormAsync("/channels/test", ("Person", $"{cast.Leila.PersonId}"), ("Channel", "Email")));
        Assert.Contains("A test waits for their answer since", await cast.Ada.Client.ReadAsync("/channels"), StringComparison.Ordinal);
        await calling.SendAsync();
        var path = Link.Match(calling.MailServer.Messages.Single()).Groups[1].Value;
        Assert.NotEmpty(path);

        // In anybody else's hand it leads nowhere.
        foreach (var stranger in new[] { cast.Noor, cast.Ada, cast.Dan, cast.Wren, other.Leila })
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger.Client, path));
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Client.PostFormAsync(path + "/here")).StatusCode);
        }
        Assert.StartsWith("/sign-in?to=", (await host.Stranger().GetAsync(path, Cancel)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("Last answered by a human", await cast.Ada.Client.ReadAsync("/channels"), StringComparison.Ordinal);

        Assert.Contains("Press here so that we know it reached you.", await cast.Leila.Client.ReadAsync(path), StringComparison.Ordinal);
        var presses = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => cast.Leila.Client.PostFormAsync(path + "/here")));
        Assert.All(presses, p => Assert.Equal(HttpStatusCode.SeeOther, p.StatusCode));
        Assert.Single(await host.KindsAsync(cast), "channels.test-answered");
        Assert.Contains("Thank you.", await cast.Leila.Client.ReadAsync(path), StringComparison.Ordinal);
        var page = await cast.Noor.Client.ReadAsync("/channels");
        Assert.Contains("Last answered by a human:", page, StringComparison.Ordinal);
        Assert.Contains("Answered a test", page, StringComparison.Ordinal);
        Assert.DoesNotContain(path[3..], page, StringComparison.Ordinal); // no page shows where a test leads
    }

    [Fact]
    public async Task A_test_from_yesterday_is_over()
    {
        await using var calling = await Calling.StartAsync(host);
        var cast = calling.Cast;
        await Calling.DoneAsync(cast.Ada.Client.PostFormAsync("/channels/test", ("Person", $"{cast.Noor.PersonId}"), ("Channel", "Webhook")));
        await calling.SendAsync();
        Assert.Contains("\"kind\":\"drill\"", calling.Provider.Bodies.Single(), StringComparison.Ordinal);
        var path = Link.Match(calling.Provider.Bodies.Single()).Groups[1].Value;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(cast.Noor.Client, path));
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var (db, old) = (s.GetRequiredService<HearthDb>(), s.GetRequiredService<Clock>().Now - Drill.Lasts);
            await db.Set<Drill>().ExecuteUpdateAsync(d => d.SetProperty(x => x.AskedAt, old), Cancel);
        }, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(cast.Noor.Client, path));
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Noor.Client.PostFormAsync(path + "/here")).StatusCode);
        Assert.Contains("Did not answer the test of", await cast.Ada.Client.ReadAsync("/channels"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_reached_where_is_sealed_and_shown_to_nobody_else()
    {
        await using var calling = await Calling.StartAsync(host);
        var cast = calling.Cast;
        Assert.Contains("leila.sealedword@mail.example", await cast.Leila.Client.ReadAsync("/calls"), StringComparison.Ordinal);
        var seen = new StringBuilder();
        foreach (var who in new[] { cast.Ada, cast.Noor, cast.Dan })
            foreach (var path in (string[])["/calls", "/channels", "/channels/webhook", $"/channels/pagers/{cast.Noor.PersonId}", $"/people/{cast.Leila.PersonId}", "/who-looked"])
                seen.Append(await (await who.Client.GetAsync(path, Cancel)).Content.ReadAsStringAsync(Cancel));
        Assert.Contains("Leila", seen.ToString(), StringComparison.Ordinal);
        foreach (var word in (string[])["leila.sealedword", "pager-4711", "sealedwordkey"]) Assert.DoesNotContain(word, seen.ToString(), StringComparison.Ordinal);

        var (addresses, webhook) = await host.LookAsync(cast, async db => (await db.Set<CallAddress>().AsNoTracking().ToListAsync(Cancel), await db.Set<Webhook>().AsNoTracking().SingleAsync(Cancel)));
        Assert.Equal(3, addresses.Count);
        foreach (var bytes in addresses.Select(a => a.Address.Bytes).Append(webhook.Url.Bytes).Append(webhook.Secret.Bytes))
            Assert.DoesNotMatch("sealedword|pager-|127\\.0", Encoding.Latin1.GetString(bytes));
        if (host.Postgres is null)
        {
            var files = string.Concat(Directory.GetFiles(host.DataFolder, "hearth.db*").Select(f => { using var open = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite); using var read = new StreamReader(open, Encoding.Latin1); return read.ReadToEnd(); }));
            Assert.Contains("Deliveries", files, StringComparison.Ordinal);
            Assert.DoesNotMatch("leila\\.sealedword|pager-4711|sealedwordkey", files);
        }
    }

    [Fact]
    public async Task Only_an_admin_sets_up_and_tests_and_only_staff_are_called()
    {
        await using var calling = await Calling.StartAsync(host);
        var (cast, other) = (calling.Cast, await Cast.GatherAsync(host));
        foreach (var one in new[] { cast.Noor, cast.Leila, cast["Anand"], cast.Wren, cast["Ruth"], cast["Idris"], cast["Sol"], other.Ada })
            foreach (var (path, fields) in ((string, (string, string)[])[])[("/channels/test", [("Person", $"{cast.Leila.PersonId}"), ("Channel", "Email")]), ($"/channels/pagers/{cast.Noor.PersonId}", [("Reference", "mine")]), ($"/channels/pagers/{cast.Noor.PersonId}/remove", [])])
                Assert.Equal(HttpStatusCode.NotFound, (await one.Client.PostFormAsync(path, fields)).StatusCode);
        foreach (var one in new[] { cast.Noor, cast.Leila, cast.Wren })
            foreach (var (path, fields) in ((string, (string, string)[])[])[("/channels/webhook", [("Url", "https://pager.example.org/")]), ("/channels/webhook/remove", []), ("/channels/webhook/kept", [])])
                Assert.Equal(HttpStatusCode.NotFound, (await one.Client.PostFormAsync(path, fields)).StatusCode);
        foreach (var one in new[] { cast.Leila, cast["Anand"], cast.Wren }) Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(one.Client, "/channels"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(cast.Wren.Client, "/calls"));
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Wren.Client.PostFormAsync("/calls/mail", ("Email", "wren@example.org"))).StatusCode);

        // A participant is not called this way, by an admin either.
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Ada.Client.PostFormAsync($"/channels/pagers/{cast.Wren.PersonId}", ("Reference", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Ada.Client.PostFormAsync("/channels/test", ("Person", $"{cast.Wren.PersonId}"), ("Channel", "Email"))).StatusCode);
        // And whoever has no address is said to have none.
        var none = await cast.Ada.Client.PostFormAsync("/channels/test", ("Person", $"{cast.Dan.PersonId}"), ("Channel", "Email"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        Assert.Contains("Dan can’t be called that way yet.", await none.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(3, await host.LookAsync(cast, db => db.Set<CallAddress>().CountAsync(Cancel)));
        Assert.Empty(await calling.DeliveriesAsync());
    }

    [Fact]
    public async Task Where_calls_go_changes_only_for_who_shows_again_who_they_are()
    {
        await using var calling = await Calling.StartAsync(host);
        var cast = calling.Cast;
        foreach (var one in new[] { cast.Ada, cast.Leila })
            await host.Scopes.WriteAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Set<Account>().Where(a => a.Id == one.AccountId).ExecuteUpdateAsync(a => a.SetProperty(x => x.PasswordHash, "x").SetProperty(x => x.TwoFactorEnabled, true), Cancel), Cancel);
        foreach (var (who, path, fields) in ((Member, string, (string, string)[])[])
        [
            (cast.Leila, "/calls/mail", [("Email", "elsewhere@example.org")]), (cast.Leila, "/calls/mail/remove", []), (cast.Ada, $"/channels/pagers/{cast.Noor.PersonId}", [("Reference", "x")]),
            (cast.Ada, $"/channels/pagers/{cast.Noor.PersonId}/remove", []), (cast.Ada, "/channels/webhook", [("Url", "https://pager.example.org/")]), (cast.Ada, "/channels/webhook/remove", []),
        ])
            Assert.StartsWith("/prove?to=", (await who.Client.PostFormAsync(path, fields)).Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.StartsWith("/prove?to=", (await cast.Ada.Client.GetAsync("/channels/webhook/secret", Cancel)).Headers.Location?.OriginalString, StringComparison.Ordinal);
        await calling.CallAsync(cast.Noor, Guid.NewGuid());
        await calling.CallAsync(cast.Leila, Guid.NewGuid());
        await calling.SendAsync();
        Assert.Contains("pager-4711", calling.Provider.Bodies.Single(), StringComparison.Ordinal);
        Assert.Single(calling.MailServer.Messages, m => m.Contains("leila.sealedword@mail.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_secret_is_shown_once_to_whoever_made_it_and_a_new_one_is_another()
    {
        await using var calling = await Calling.StartAsync(host);
        var cast = calling.Cast;
        var first = SecretIn(await cast.Ada.Client.ReadAsync("/channels/webhook/secret"));
        Assert.Single(await host.KindsAsync(cast), "channels.secret-read");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(cast.Noor.Client, "/channels/webhook/secret"));
        await Calling.DoneAsync(cast.Ada.Client.PostFormAsync("/channels/webhook/kept"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(cast.Ada.Client, "/channels/webhook/secret"));

        await Calling.DoneAsync(cast.Ada.Client.PostFormAsync("/channels/webhook", ("Url", calling.Provider.Url)));
        Assert.NotEqual(first, SecretIn(await cast.Ada.Client.ReadAsync("/channels/webhook/secret")));
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var old = s.GetRequiredService<Clock>().Now - Webhook.Shown;
            await s.GetRequiredService<HearthDb>().Set<Webhook>().ExecuteUpdateAsync(w => w.SetProperty(x => x.MadeAt, old), Cancel);
        }, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(cast.Ada.Client, "/channels/webhook/secret"));

        static string SecretIn(string page) => Regex.Match(page, "<code class=\"secret\">([0-9a-f]{64})</code>") is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException(page);
    }

    [Theory]
    [InlineData("http://pager.example.org/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/")]
    [InlineData("https://10.0.0.5/")]
    [InlineData("https://me:secret@pager.example.org/")]
    [InlineData("pager.example.org")]
    [InlineData("javascript:alert(1)")]
    public async Task An_address_that_leads_nowhere_good_is_refused_in_words_and_stays_on_the_page(string url)
    {
        var cast = await Cast.GatherAsync(host);
        var answer = await cast.Ada.Client.PostFormAsync("/channels/webhook", ("Url", url));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.WordsAsync();
        Assert.Contains("An address that begins with https and", page, StringComparison.Ordinal);
        Assert.Contains(url, page, StringComparison.Ordinal);
        Assert.Equal(0, await host.LookAsync(cast, db => db.Set<Webhook>().CountAsync(Cancel)));
    }

    [Fact]
    public async Task What_went_wrong_is_said_to_an_admin_in_words()
    {
        await using var calling = await Calling.StartAsync(host);
        calling.Provider.Answer = "500 Oh no";
        calling.MailServer.RefusesReceiver = true;
        await calling.CallAsync(calling.Cast.Noor, Guid.NewGuid());
        await calling.SendAsync();
        var page = await calling.Cast.Ada.Client.ReadAsync("/channels");
        Assert.Contains("the mail server did not take it: it does not know the address that it was for.", page, StringComparison.Ordinal);
        Assert.Contains("the provider did not take it.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("noor.sealedword", page, StringComparison.Ordinal);

        calling.Provider.Answer = "200 OK";
        await calling.AgeAsync(Duration.FromSeconds(3));
        await calling.SendAsync();
        Assert.DoesNotContain("the provider did not take it.", await calling.Cast.Ada.Client.ReadAsync("/channels"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_leaves_or_is_no_longer_staff_is_called_no_more()
    {
        await using var calling = await Calling.StartAsync(host);
        var cast = calling.Cast;
        await calling.CallAsync(cast.Leila, Guid.NewGuid());
        await Calling.DoneAsync(cast.Ada.Client.PostFormAsync($"/people/{cast.Leila.PersonId}/discharge", ("Reason", "Moved to another town.")));
        await calling.SendAsync();
        Assert.Empty(calling.MailServer.Got);
        Assert.Equal(Flaw.NoAddress, (await calling.DeliveriesAsync()).Single().Flaw);
        Assert.DoesNotContain(await host.LookAsync(cast, db => db.Set<CallAddress>().Select(a => a.PersonId).ToListAsync(Cancel)), p => p == cast.Leila.PersonId);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path) => (await client.GetAsync(path, Cancel)).StatusCode;
}
