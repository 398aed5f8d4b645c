using System.Net;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.People;
using Hearth.SignIn;
using Hearth.Tests.Factors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.SignIn;

/// <summary>What somebody typed outlives their sign-in: kept for them, shown to them, and to nobody else.</summary>
public class KeptWordsTests(HearthHost host)
{
    private const string Verb = "/agreement/sign"; // its page asks for one text, of somebody who has not signed
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    private async Task<Browser> BrowserOf(Member member)
    {
        var browser = new Browser(host);
        browser.Take(await host.IssuedCookieAsync(member, enrolling: false));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
        return browser;
    }

    private Task<List<KeptWords>> RowsOf(Member member) =>
        host.Scopes.ReadAsync(member.ProgramId, services => services.GetRequiredService<HearthDb>().KeptWordsOf(member.PersonId).AsNoTracking().ToListAsync(cancel), cancel);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task They_are_there_again_after_signing_in(bool over)
    {
        var cast = await Cast.GatherAsync(host);
        var kit = await Keyed.GiveAsync(host, cast.Kit);
        var words = "It was a long week, and this took courage " + cast.Canary;
        var browser = await BrowserOf(cast.Kit);
        await host.SetTicketsAsync(cast.Kit, over ? null : Duration.FromHours(1), over ? Duration.FromSeconds(1) : null);

        var sent = await browser.PostAsync(Verb, ("FullName", words));
        Assert.Equal((HttpStatusCode.SeeOther, "/sign-in"), (sent.Status, sent.Location));
        var row = Assert.Single(await RowsOf(cast.Kit));
        Assert.DoesNotContain("courage", System.Text.Encoding.Latin1.GetString(row.Fields.Bytes), StringComparison.Ordinal);

        // Somebody else at the same machine does not see them.
        var june = await Keyed.GiveAsync(host, cast.June);
        var other = new Browser(host);
        foreach (var (name, value) in browser.Cookies) other.Cookies[name] = value;
        Assert.Equal("/today", (await other.PostAsync("/sign-in", ("Handle", june.Handle), ("Password", Keyed.Password), ("Code", june.Code()))).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/kept/{row.Id}")).Status);
        Assert.Equal("/today", (await other.GetAsync("/kept")).Location);

        Assert.Equal("/kept", (await browser.PostAsync("/sign-in", ("Handle", kit.Handle), ("Password", Keyed.Password), ("Code", kit.Code()))).Location);
        var to = (await browser.GetAsync("/kept")).Location!;
        Assert.Equal($"/kept/{row.Id}", to);
        var shown = await browser.GetAsync(to);
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("This wasn’t sent yet", shown.Text, StringComparison.Ordinal);
        Assert.Contains("What we promise each other", shown.Text, StringComparison.Ordinal); // the verb's own page
        Assert.Contains(words, (await browser.GetAsync(to)).Text, StringComparison.Ordinal);  // a reload loses nothing
        Assert.Equal("/today", (await browser.PostAsync("/sign-in", ("Handle", kit.Handle), ("Password", Keyed.Password), ("Code", kit.Code(1)))).Location);
    }

    [Fact]
    public async Task Where_their_page_is_closed_to_them_by_now_they_are_shown_without_it()
    {
        var cast = await Cast.GatherAsync(host);
        var ada = await Keyed.GiveAsync(host, cast.Ada);
        var verb = $"/people/{cast.June.PersonId}/role"; // for admins
        const string words = "She has been here a year, and asked.";
        var browser = await BrowserOf(cast.Ada);
        await host.SetTicketsAsync(cast.Ada, overFor: Duration.FromSeconds(1));
        await browser.PostAsync(verb, ("Role", "Mentor"), ("Reason", words));
        var row = Assert.Single(await RowsOf(cast.Ada));
        await browser.SignInAsync(ada, ada.Code());
        var whole = await browser.GetAsync($"/kept/{row.Id}");
        foreach (var seen in (string[])[words, "What June is here", $"action=\"{verb}\""]) Assert.Contains(seen, whole.Text, StringComparison.Ordinal);

        await host.Scopes.WriteAsync(cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            (await db.MembershipsOfProgram().SingleAsync(m => m.Id == cast.Ada.MembershipId, cancel)).TakeRole(Role.Supervisor);
            (await db.PeopleOfProgram().SingleAsync(p => p.Id == cast.Ada.PersonId, cancel)).TakeRole(Role.Supervisor);
        }, cancel);
        var later = new Browser(host);
        await later.SignInAsync(ada, ada.Code(1));
        Assert.Equal(HttpStatusCode.NotFound, (await later.GetAsync(verb)).Status);
        var bare = await later.GetAsync($"/kept/{row.Id}");
        Assert.Contains("What you wrote", bare.Text, StringComparison.Ordinal);
        Assert.Contains(words, bare.Text, StringComparison.Ordinal);
        foreach (var gone in (string[])["June", verb]) Assert.DoesNotContain(gone, bare.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_of_strangers_of_the_suspended_or_of_passwords()
    {
        var cast = await Cast.GatherAsync(host);
        await new Browser(host).PostAsync(Verb, ("FullName", "anything at all"));
        var browser = await BrowserOf(cast.Kit);
        await host.SetTicketsAsync(cast.Kit, overFor: Duration.FromSeconds(1));
        await browser.PostAsync("/factors/password", ("Password", "a password that must not be kept"));
        await browser.PostAsync("/no-such-verb", ("FullName", "anything at all"));
        using var json = new HttpRequestMessage(HttpMethod.Post, Verb) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
        await browser.SendAsync(json);
        await browser.PostAsync(Verb, ("FullName", new string('w', 300_000)));
        Assert.Empty(await RowsOf(cast.Kit));

        await browser.PostAsync(Verb, ("FullName", "these are"));
        Assert.Single(await RowsOf(cast.Kit));
        await host.Scopes.WriteAsync(cast.ProgramId, async services =>
            (await services.GetRequiredService<HearthDb>().MembershipsOfProgram().SingleAsync(m => m.Id == cast.Kit.MembershipId, cancel)).Suspend(), cancel);
        await browser.PostAsync(Verb, ("FullName", "these are not"));
        Assert.Single(await RowsOf(cast.Kit));
    }

    [Fact]
    public async Task A_script_is_told_plainly_and_keeps_them_in_its_page()
    {
        var cast = await Cast.GatherAsync(host);
        var browser = await BrowserOf(cast.Kit);
        await host.SetTicketsAsync(cast.Kit, overFor: Duration.FromSeconds(1));
        using var live = new HttpRequestMessage(HttpMethod.Post, Verb) { Content = new FormUrlEncodedContent([new("FullName", "hello there")]) };
        live.Headers.Add("X-Hearth", "fetch");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync(live)).Status);
    }

    [Fact]
    public async Task After_a_day_they_are_gone()
    {
        var cast = await Cast.GatherAsync(host);
        var browser = await BrowserOf(cast.Kit);
        await host.SetTicketsAsync(cast.Kit, overFor: Duration.FromSeconds(1));
        await browser.PostAsync(Verb, ("FullName", "hello there"));
        var fresh = await BrowserOf(cast.Kit);
        var row = Assert.Single(await RowsOf(cast.Kit));
        Assert.Equal(HttpStatusCode.OK, (await fresh.GetAsync($"/kept/{row.Id}")).Status);
        await host.Scopes.WriteAsync(cast.ProgramId, services =>
        {
            var old = services.GetRequiredService<Clock>().Now - Duration.FromHours(25);
            return services.GetRequiredService<HearthDb>().KeptWordsOf(cast.Kit.PersonId).ExecuteUpdateAsync(k => k.SetProperty(x => x.KeptAt, old), cancel);
        }, cancel);
        Assert.Equal(HttpStatusCode.NotFound, (await fresh.GetAsync($"/kept/{row.Id}")).Status);
        await host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<TicketSweep>().Single().CleanAsync(cancel);
        Assert.Empty(await RowsOf(cast.Kit));
    }
}
