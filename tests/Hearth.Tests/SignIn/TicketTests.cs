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

/// <summary>How a sign-in ends, locks, and moves; and that what was typed outlives it.</summary>
public class TicketTests(HearthHost host)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    private async Task<Browser> BrowserOf(Member member)
    {
        var browser = new Browser(host);
        browser.Take(await host.IssuedCookieAsync(member, enrolling: false));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
        return browser;
    }

    [Theory]
    [InlineData("/sign-out", "/sign-in", "signin.signed-out")]
    [InlineData("/hide", "/page", "signin.hidden")]
    public async Task Leaving_ends_it_on_the_server_whatever_was_copied(string path, string to, string kind)
    {
        var cast = await Cast.GatherAsync(host);
        var browser = await BrowserOf(cast.Wren);
        var copy = new Browser(host);
        copy.Cookies["__Host-hearth"] = browser.Cookies["__Host-hearth"];
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/account")).Status);

        var answer = await browser.PostAsync(path);
        Assert.Equal((HttpStatusCode.SeeOther, to), (answer.Status, answer.Location));
        Assert.Contains("cache", answer.Response.Headers.GetValues("Clear-Site-Data").Single(), StringComparison.Ordinal);
        Assert.Empty(browser.Cookies);
        Assert.StartsWith("/sign-in", (await copy.GetAsync("/account")).Location, StringComparison.Ordinal);
        Assert.Equal([kind], await host.SignInHappeningsAsync(cast.Wren));
    }

    [Fact]
    public async Task Hiding_is_never_refused()
    {
        var cast = await Cast.GatherAsync(host);
        var browser = await BrowserOf(cast.Wren);
        var bare = new HttpRequestMessage(HttpMethod.Post, "/hide");
        bare.Headers.Add("X-Hearth", "fetch");
        Assert.Equal(HttpStatusCode.NoContent, (await browser.SendAsync(bare)).Status);
        Assert.StartsWith("/sign-in", (await browser.GetAsync("/account")).Location, StringComparison.Ordinal);
        Assert.Equal("/page", (await new Browser(host).PostAsync("/hide", ("odd", "field"))).Location);
    }

    [Theory]
    [InlineData("Wren", 29, true)]
    [InlineData("Wren", 31, false)]
    [InlineData("Leila", 14, true)]
    [InlineData("Leila", 16, false)]
    public async Task Unused_it_locks(string name, int minutes, bool open)
    {
        var cast = await Cast.GatherAsync(host);
        var browser = await BrowserOf(cast[name]);
        await host.SetTicketsAsync(cast[name], unusedFor: Duration.FromMinutes(minutes));
        Assert.Equal(open ? HttpStatusCode.OK : HttpStatusCode.Found, (await browser.GetAsync("/account")).Status);
        // Using it is what keeps it.
        if (open) Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task Locked_it_opens_by_the_password_alone_and_only_for_its_holder()
    {
        var cast = await Cast.GatherAsync(host);
        var leila = await Keyed.GiveAsync(host, cast.Leila);
        var browser = await BrowserOf(cast.Leila);
        Assert.Equal(HttpStatusCode.NotFound, (await (await BrowserOf(cast.Wren)).PostAsync("/lock")).Status);
        Assert.Equal("/sign-in", (await browser.PostAsync("/lock")).Location);
        var sent = await browser.GetAsync("/memberships");
        Assert.Equal("/sign-in?to=%2Fmemberships", sent.Location);
        Assert.Contains("Still here", (await browser.GetAsync(sent.Location!)).Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/sign-in/unlock", ("Password", "guess"))).Status);
        Assert.StartsWith("/sign-in", (await browser.GetAsync("/account")).Location, StringComparison.Ordinal);
        Assert.Contains("is over", (await new Browser(host).PostAsync("/sign-in/unlock", ("Password", Keyed.Password))).Text, StringComparison.Ordinal);
        Assert.Equal("/memberships", (await browser.PostAsync("/sign-in/unlock", ("Password", Keyed.Password), ("To", "/memberships"))).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
        Assert.Equal(["signin.locked", "signin.unlocked"], await host.SignInHappeningsAsync(cast.Leila));

        // Signed out is not locked: the password alone is not enough.
        await browser.PostAsync("/lock");
        var copy = new Browser(host);
        copy.Cookies["__Host-hearth"] = browser.Cookies["__Host-hearth"];
        await browser.PostAsync("/sign-out");
        Assert.Contains("is over", (await copy.PostAsync("/sign-in/unlock", ("Password", Keyed.Password))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Past_its_end_it_does_not_open_however_much_it_was_used()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var browser = await BrowserOf(cast.Wren);
        await host.SetTicketsAsync(cast.Wren, overFor: Duration.FromSeconds(1));
        Assert.StartsWith("/sign-in", (await browser.GetAsync("/account")).Location, StringComparison.Ordinal);
        Assert.Contains("is over", (await browser.PostAsync("/sign-in/unlock", ("Password", Keyed.Password))).Text, StringComparison.Ordinal);
        Assert.Equal(wren.AccountId, cast.Wren.AccountId);
    }

    [Fact]
    public async Task Cookies_that_are_not_whole_are_nobodys()
    {
        var cast = await Cast.GatherAsync(host);
        var cookie = (await host.IssuedCookieAsync(cast.Wren, enrolling: false)).Split('=', 2)[1];
        foreach (var forged in new[] { cookie[..^4], cookie[4..], "AAAA", cookie[..20] + (cookie[20] == 'A' ? 'B' : 'A') + cookie[21..], new string('A', 4000) })
        {
            var browser = new Browser(host);
            browser.Cookies["__Host-hearth"] = forged;
            Assert.StartsWith("/sign-in", (await browser.GetAsync("/account")).Location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Signing_out_elsewhere_leaves_this_one()
    {
        var cast = await Cast.GatherAsync(host);
        var (here, there) = (await BrowserOf(cast.Wren), await BrowserOf(cast.Wren));
        var stranger = await BrowserOf(cast.June);
        Assert.Equal("/account", (await here.PostAsync("/account/elsewhere")).Location);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/account")).Status);
        Assert.StartsWith("/sign-in", (await there.GetAsync("/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_two_places_one_is_chosen_and_they_never_mix()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var second = await host.Scopes.WriteAsync(other.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var now = services.GetRequiredService<Clock>().Now;
            var person = Person.Join(other.ProgramId, "Robin", "America/Chicago", Role.Participant, now);
            db.Add(person);
            await db.SaveChangesAsync(cancel);
            var membership = Membership.Start(wren.AccountId, other.ProgramId, person.Id, Role.Participant, now + Duration.FromSeconds(5));
            db.Add(membership);
            return membership;
        }, cancel);

        var browser = new Browser(host);
        Assert.Equal("/memberships", (await browser.PostAsync("/sign-in", ("Handle", wren.Handle), ("Password", Keyed.Password), ("Code", wren.Code()))).Location);
        var choose = await browser.GetAsync("/memberships");
        Assert.Contains(cast.Canary, choose.Text, StringComparison.Ordinal);
        Assert.Contains(other.Canary, choose.Text, StringComparison.Ordinal);
        var before = browser.Cookies["__Host-hearth"];

        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/memberships", ("Membership", cast.June.MembershipId.ToString()))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/memberships", ("Membership", Guid.NewGuid().ToString()))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/memberships", ("Membership", "1"))).Status);
        Assert.Equal("/today", (await browser.PostAsync("/memberships", ("Membership", second.Id.ToString()))).Location);
        var page = await browser.GetAsync("/today");
        Assert.DoesNotContain(cast.Canary, page.Text, StringComparison.Ordinal);
        var old = new Browser(host);
        old.Cookies["__Host-hearth"] = before;
        Assert.StartsWith("/sign-in", (await old.GetAsync("/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_asks_what_became_of_its_sign_in_without_using_it()
    {
        var cast = await Cast.GatherAsync(host);
        var (leila, dan) = (await BrowserOf(cast.Leila), await BrowserOf(cast.Dan));
        var open = await leila.GetAsync("/sign-in/state");
        Assert.Equal(HttpStatusCode.NoContent, open.Status);
        var who = open.Response.Headers.GetValues("X-Hearth-Who").Single();
        Assert.Contains($"data-who=\"{who}\"", (await leila.GetAsync("/today")).Body, StringComparison.Ordinal);
        Assert.NotEqual(who, (await dan.GetAsync("/sign-in/state")).Response.Headers.GetValues("X-Hearth-Who").Single());
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Browser(host).GetAsync("/sign-in/state")).Status);

        await host.SetTicketsAsync(cast.Leila, unusedFor: Duration.FromMinutes(14.5));
        await leila.GetAsync("/sign-in/state");
        await host.SetTicketsAsync(cast.Dan, unusedFor: Duration.FromMinutes(14.5));
        Assert.Equal(HttpStatusCode.NoContent, (await dan.PostAsync("/sign-in/here")).Status);
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
            var now = scope.ServiceProvider.GetRequiredService<Clock>().Now;
            Assert.True((await db.TicketsOf(cast.Leila.AccountId).SingleAsync(cancel)).SeenAt < now - Duration.FromMinutes(14));
            Assert.True((await db.TicketsOf(cast.Dan.AccountId).SingleAsync(cancel)).SeenAt > now - Duration.FromMinutes(1)); // writing is
        }
        await leila.PostAsync("/lock");
        Assert.Equal(HttpStatusCode.Locked, (await leila.GetAsync("/sign-in/state")).Status);
        await leila.PostAsync("/sign-out");
        leila.Take(await host.IssuedCookieAsync(cast.Leila, enrolling: false));
        await leila.GetAsync("/account");
        var kept = leila.Cookies["__Host-hearth"];
        await leila.PostAsync("/sign-out");
        leila.Cookies["__Host-hearth"] = kept;
        Assert.Equal(HttpStatusCode.Unauthorized, (await leila.GetAsync("/sign-in/state")).Status);
    }
}
