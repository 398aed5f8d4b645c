using System.Net;
using System.Text.RegularExpressions;
using Hearth.Tests.Html;
using Hearth.Tests.SignIn;

namespace Hearth.Tests.Factors;

/// <summary>Where somebody is signed in: seen and ended by them, and by nobody else.</summary>
public partial class SignInsTests(HearthHost host)
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)", Desk = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";

    [GeneratedRegex("name=\"SignIn\" value=\"([0-9a-f-]{36})\"")]
    private static partial Regex Ended { get; }

    [Fact]
    public async Task Are_listed_by_kind_of_device_and_ended_one_by_one()
    {
        var cast = await Cast.GatherAsync(host);
        var (wren, june) = (await Keyed.GiveAsync(host, cast.Wren), await Keyed.GiveAsync(host, cast.June));
        var (phone, desk, other) = (new Browser(host, "203.0.113.91", Phone), new Browser(host, "203.0.113.92", Desk), new Browser(host, agent: Desk));
        await phone.SignInAsync(wren, wren.Codes[0]);
        await desk.SignInAsync(wren, wren.Codes[1]);
        await other.SignInAsync(june, june.Codes[0]);
        await phone.PostAsync("/account/seen");

        var page = await phone.GetAsync("/account");
        Assert.Matches("(?s)iPhone.*This one.*Windows computer.*Sign out there", page.Text);
        Assert.DoesNotContain("203.0.113", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Mozilla", page.Body, StringComparison.Ordinal);
        var there = Ended.Matches(page.Body).Select(m => m.Groups[1].Value).ToList();
        var desks = Assert.Single(there);

        // Not somebody else's, who is there as well, and not twice.
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync("/account/sign-ins/end", ("SignIn", desks))).Status);
        Assert.Equal(HttpStatusCode.OK, (await desk.GetAsync("/account")).Status);
        Assert.Equal("/account", (await phone.PostAsync("/account/sign-ins/end", ("SignIn", desks))).Location);
        Assert.StartsWith("/sign-in", (await desk.GetAsync("/account")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.PostAsync("/account/sign-ins/end", ("SignIn", desks))).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/account")).Status);
        Assert.DoesNotContain("Windows", (await phone.GetAsync("/account")).Text, StringComparison.Ordinal);
        Assert.Contains("signin.ended-elsewhere", await host.SignInHappeningsAsync(cast.Wren));
    }

    [Fact]
    public async Task Open_pages_of_an_ended_one_are_cut_at_once()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        await using var page = await Page.OpenAsync(host, cast.Wren);
        await using var other = await Page.OpenAsync(host, cast.June);
        var phone = new Browser(host, agent: Phone);
        await phone.SignInAsync(wren, wren.Codes[0]);
        var there = Ended.Matches((await phone.GetAsync("/account")).Body).Single().Groups[1].Value;
        await phone.PostAsync("/account/sign-ins/end", ("SignIn", there));
        await page.Closed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(other.Closed.Task.IsCompleted);
    }
}
