using System.Net;
using System.Text.RegularExpressions;
using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Factors;
using Hearth.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace Hearth.Tests.Factors;

/// <summary>Setting up how one signs in, and changing it later.</summary>
public partial class FactorsTests(HearthHost host)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [GeneratedRegex("<code class=\"own\">([a-z2-7 ]+)</code>")]
    private static partial Regex Written { get; }

    [GeneratedRegex("<li><code>([^<]+)</code></li>")]
    private static partial Regex Codes { get; }

    [Fact]
    public async Task From_an_invitation_to_a_whole_sign_in_by_password_and_app()
    {
        var cast = await Cast.GatherAsync(host);
        var browser = new Browser(host);
        browser.Take(await host.IssuedCookieAsync(cast.Wren, enrolling: true));
        Assert.Equal("/factors", (await browser.GetAsync("/account")).Location);
        Assert.Equal("/factors", (await browser.GetAsync("/memberships")).Location);
        var first = await browser.GetAsync("/factors");
        Assert.Contains("How will you sign in?", first.Text, StringComparison.Ordinal);

        Assert.Equal("/factors", (await browser.PostAsync("/factors/password", ("Password", "seven slow boats at dawn"))).Location);
        var second = await browser.GetAsync("/factors");
        Assert.Contains("Now the app", second.Text, StringComparison.Ordinal);
        Assert.Equal("/factors", (await browser.GetAsync("/account")).Location);
        var secret = Base32Encoding.ToBytes(Written.Match(second.Body).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant());

        var square = await browser.GetAsync("/factors/app.svg");
        Assert.Equal("image/svg+xml", square.Response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("style", square.Body, StringComparison.Ordinal);

        var wrong = await browser.PostAsync("/factors/app", ("Code", new Totp(secret).ComputeTotp(DateTime.UtcNow.AddMinutes(-30))));
        Assert.Contains("isn’t the code of this minute", wrong.Text, StringComparison.Ordinal);
        var old = browser.Cookies["__Host-hearth"];
        var code = new Totp(secret).ComputeTotp();
        Assert.Equal("/factors/codes", (await browser.PostAsync("/factors/app", ("Code", code))).Location);
        Assert.NotEqual(old, browser.Cookies["__Host-hearth"]);

        // Whole now; the ticket that only set it up is nobody's.
        var codes = await browser.GetAsync("/factors/codes");
        var made = Codes.Matches(codes.Body).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(RecoveryCodes.Count, made.Count);
        var thief = new Browser(host);
        thief.Cookies["__Host-hearth"] = old;
        Assert.StartsWith("/sign-in", (await thief.GetAsync("/factors")).Location, StringComparison.Ordinal);

        Assert.Equal("/account", (await browser.PostAsync("/factors/codes/kept")).Location);
        Assert.Equal("/account", (await browser.GetAsync("/factors/codes")).Location);
        var account = await browser.GetAsync("/account");
        Assert.DoesNotContain(made[0], account.Body, StringComparison.Ordinal);

        // The very code that set it up opens nothing any more; the next one and a code on paper do.
        var handle = await HandleOf(cast.Wren);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/sign-in", ("Handle", handle), ("Password", "seven slow boats at dawn"), ("Code", code))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await new Browser(host).PostAsync("/sign-in", ("Handle", handle), ("Password", "seven slow boats at dawn"), ("Code", made[0]))).Status);
        Assert.Equal(["signin.password-set", "signin.app-added", "signin.codes-made", "signin.recovered"], await host.SignInHappeningsAsync(cast.Wren));
    }

    [Fact]
    public async Task A_broken_off_set_up_goes_on_with_another_ticket_of_the_same_invitation()
    {
        var cast = await Cast.GatherAsync(host);
        var first = new Browser(host);
        first.Take(await host.IssuedCookieAsync(cast.Wren, enrolling: true));
        await first.PostAsync("/factors/password", ("Password", "seven slow boats at dawn"));
        await using (var scope = host.Services.CreateAsyncScope())
            Assert.False(await scope.ServiceProvider.GetRequiredService<HearthDb>().HasFactorsAsync(cast.Wren.AccountId, cancel));
        var again = new Browser(host);
        again.Take(await host.IssuedCookieAsync(cast.Wren, enrolling: true));
        Assert.Contains("Now the app", (await again.GetAsync("/factors")).Text, StringComparison.Ordinal);

        // A password without its app opens nothing.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/sign-in", ("Handle", await HandleOf(cast.Wren)), ("Password", "seven slow boats at dawn"), ("Code", "000000"))).Status);
    }

    [Theory]
    [InlineData("short1", "A little longer")]
    [InlineData("password", "lists that get tried first")]
    [InlineData("Password2024!", "lists that get tried first")]
    [InlineData("qwertyuiop", "lists that get tried first")]
    [InlineData("aaaaaaaaaaaaaaaaaa", "easy to guess")]
    public async Task Passwords_that_are_tried_first_are_not_taken(string password, string why)
    {
        var cast = await Cast.GatherAsync(host);
        var browser = new Browser(host);
        browser.Take(await host.IssuedCookieAsync(cast.Wren, enrolling: true));
        var answer = await browser.PostAsync("/factors/password", ("Password", password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(why, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{password}\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_of_known_passwords_is_there()
    {
        Assert.True(KnownPasswords.Count > 15_000);
        Assert.True(KnownPasswords.Contains("iloveyou"));
        Assert.False(KnownPasswords.Contains("lantern over slow water"));
        Assert.Equal(Passwords.Flaw.HandleInside, Passwords.FlawOf("my quiet-heron-4821", "quiet-heron-4821", _ => false));
        Assert.Equal(Passwords.Flaw.Repeats, Passwords.FlawOf("abcdefghij", "x-y-1", _ => false));
        Assert.Null(Passwords.FlawOf("ñandú bajo la lluvia", "x-y-1", _ => false));
    }

    [Fact]
    public async Task Changing_anything_takes_showing_again_who_one_is()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var browser = new Browser(host);
        await browser.PostAsync("/sign-in", ("Handle", wren.Handle), ("Password", Keyed.Password), ("Code", wren.Codes[7]));
        Assert.Contains("show it’s you", (await browser.GetAsync("/account")).Text, StringComparison.Ordinal);
        foreach (var (path, fields) in new (string, (string, string)[])[]
                 { ("/factors/password", [("Password", "another set of words")]), ("/account/codes", []), ("/account/app", []), ("/account/passkey/remove", [("Passkey", "AAAA")]), ("/factors/passkey", [("Credential", "{}")]) })
        {
            var refused = await browser.PostAsync(path, fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("Show once more", refused.Text, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/passkey/make")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/factors/app.svg")).Status);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/prove", ("Password", "not it"), ("Code", wren.Code()))).Status);
        Assert.Equal("/account", (await browser.PostAsync("/prove", ("Password", Keyed.Password), ("Code", wren.Code()))).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/passkey/make")).Status);
        Assert.Equal("/factors/codes", (await browser.PostAsync("/account/codes")).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/sign-in", ("Handle", wren.Handle), ("Password", Keyed.Password), ("Code", wren.Codes[0]))).Status);

        // Not for the same account in another browser: each proves for itself.
        var other = new Browser(host);
        other.Take(await host.IssuedCookieAsync(cast.Wren, enrolling: false));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await other.PostAsync("/account/codes")).Status);
        Assert.Equal("/account", (await other.GetAsync("/factors/codes")).Location);
    }

    [Fact]
    public async Task A_new_password_signs_out_everywhere_else()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var (here, there) = (new Browser(host), new Browser(host));
        here.Take(await host.IssuedCookieAsync(cast.Wren, enrolling: false));
        there.Take(await host.IssuedCookieAsync(cast.Wren, enrolling: false));
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/account")).Status);
        await here.PostAsync("/prove", ("Password", Keyed.Password), ("Code", wren.Code()));
        Assert.Equal("/account", (await here.PostAsync("/factors/password", ("Password", "another set of words"))).Location);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account")).Status);
        Assert.StartsWith("/sign-in", (await there.GetAsync("/account")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await there.PostAsync("/sign-in", ("Handle", wren.Handle), ("Password", Keyed.Password), ("Code", wren.Code(1)))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await there.PostAsync("/sign-in", ("Handle", wren.Handle), ("Password", "another set of words"), ("Code", wren.Code(1)))).Status);
    }

    [Fact]
    public async Task Moving_to_another_app_keeps_the_old_one_until_the_new_one_answers()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var browser = new Browser(host);
        browser.Take(await host.IssuedCookieAsync(cast.Wren, enrolling: false));
        await browser.PostAsync("/prove", ("Password", Keyed.Password), ("Code", wren.Codes[7]));
        Assert.Equal("/factors", (await browser.PostAsync("/account/app")).Location);
        var page = await browser.GetAsync("/factors");
        var secret = Base32Encoding.ToBytes(Written.Match(page.Body).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant());
        Assert.Equal(HttpStatusCode.SeeOther, (await new Browser(host).PostAsync("/sign-in", ("Handle", wren.Handle), ("Password", Keyed.Password), ("Code", wren.Code()))).Status);
        Assert.Equal("/account", (await browser.PostAsync("/factors/app", ("Code", new Totp(secret).ComputeTotp()))).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/sign-in", ("Handle", wren.Handle), ("Password", Keyed.Password), ("Code", wren.Code(1)))).Status);
    }

    [Fact]
    public async Task Forged_and_broken_passkeys_open_nothing()
    {
        var browser = new Browser(host);
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/passkey/ask")).Status);
        foreach (var credential in new[] { "", "{}", "[]", "null", "\"x\"", "{\"response\":{\"clientDataJSON\":\"!!\"}}", "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{\"clientDataJSON\":\"eyJjaGFsbGVuZ2UiOiJBQSJ9\",\"authenticatorData\":\"AAAA\",\"signature\":\"AAAA\"}}", new string('[', 5000) })
        {
            var answer = await browser.PostAsync("/sign-in/passkey", ("Credential", credential));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains("didn’t work here", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("__Host-hearth", browser.Cookies.Keys);
        }
        Assert.Contains("didn’t work here", (await new Browser(host).PostAsync("/sign-in/passkey", ("Credential", "{\"response\":{\"clientDataJSON\":\"eyJjaGFsbGVuZ2UiOiJBQSJ9\"}}"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_and_the_enrolling_see_none_of_it()
    {
        var cast = await Cast.GatherAsync(host);
        var enrolling = new Browser(host);
        enrolling.Take(await host.IssuedCookieAsync(cast.Wren, enrolling: true));
        foreach (var path in new[] { "/account/codes", "/account/app", "/account/elsewhere", "/prove", "/account/passkey/remove", "/memberships", "/factors/codes/kept" })
        {
            Assert.StartsWith("/sign-in", (await new Browser(host).PostAsync(path)).Location, StringComparison.Ordinal);
            Assert.Equal("/factors", (await enrolling.PostAsync(path)).Location);
        }
        foreach (var path in new[] { "/factors/password", "/factors/app", "/factors/passkey", "/passkey/make" }) Assert.StartsWith("/sign-in", (await new Browser(host).PostAsync(path)).Location, StringComparison.Ordinal);
        foreach (var path in new[] { "/factors", "/factors/codes", "/factors/app.svg", "/account", "/memberships", "/kept" }) Assert.StartsWith("/sign-in", (await new Browser(host).GetAsync(path)).Location, StringComparison.Ordinal);
    }

    private async Task<string> HandleOf(Member member)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Account>>().FindByIdAsync(member.AccountId.ToString()))!.UserName!;
    }
}
