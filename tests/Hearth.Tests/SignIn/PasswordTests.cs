using System.Net;
using Hearth.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Tests.SignIn;

/// <summary>Password and code: one answer to everything that is wrong, and each code once.</summary>
public class PasswordTests(HearthHost host)
{
    private static (string, string)[] Fields(string handle, string password, string code, string? to = null) =>
        to is null ? [("Handle", handle), ("Password", password), ("Code", code)] : [("Handle", handle), ("Password", password), ("Code", code), ("To", to)];

    [Fact]
    public async Task Opens_with_password_and_code_and_is_recorded()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var browser = new Browser(host);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/account")).Status);

        var answer = await browser.PostAsync("/sign-in", Fields(wren.Handle.ToUpperInvariant(), Keyed.Password, wren.Code()));
        Assert.Equal((HttpStatusCode.SeeOther, "/today"), (answer.Status, answer.Location));
        Assert.Contains(wren.Handle, (await browser.GetAsync("/account")).Text, StringComparison.Ordinal);
        Assert.Equal(["signin.signed-in"], await host.SignInHappeningsAsync(cast.Wren));
        Assert.Contains("HttpOnly", string.Join(' ', answer.Response.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Says_the_same_whatever_was_wrong()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var passkeyOnly = await Keyed.GiveAsync(host, cast.June, password: false);
        var wrong = wren.Code() == "123456" ? "654321" : "123456";
        (string, string)[][] all =
        [
            Fields("nobody-here-0000", Keyed.Password, wren.Code()), Fields(wren.Handle, "not the password", wren.Code()), Fields(wren.Handle, Keyed.Password, wrong),
            Fields(wren.Handle, "not the password", wren.Codes[0]), Fields(wren.Handle, "", wren.Codes[0]), Fields(passkeyOnly.Handle, Keyed.Password, wrong),
            Fields(wren.Handle, Keyed.Password, passkeyOnly.Codes[0]), Fields("nobody-here-0000", "", wren.Codes[0]),
        ];
        var bodies = new HashSet<string>();
        foreach (var fields in all)
        {
            var answer = await new Browser(host).PostAsync("/sign-in", fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.DoesNotContain(answer.Response.Headers, h => h.Key == "Set-Cookie");
            Assert.DoesNotContain(Keyed.Password, answer.Body, StringComparison.Ordinal);
            foreach (var (_, typed) in fields.Where(f => f.Item2.Length > 0)) answer = answer with { Body = answer.Body.Replace($"value=\"{typed}\"", "value=\"\"", StringComparison.Ordinal) };
            bodies.Add(answer.Body.Replace(" value=\"\"", "", StringComparison.Ordinal));
        }
        Assert.Single(bodies);
        Assert.Contains("didn’t match", WebUtility.HtmlDecode(bodies.Single()), StringComparison.Ordinal);
        Assert.Empty(await host.SignInHappeningsAsync(cast.Wren));
    }

    [Fact]
    public async Task A_code_opens_once_and_so_do_earlier_ones()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var code = wren.Code(1);
        Assert.Equal(HttpStatusCode.SeeOther, (await new Browser(host).PostAsync("/sign-in", Fields(wren.Handle, Keyed.Password, code))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/sign-in", Fields(wren.Handle, Keyed.Password, code))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/sign-in", Fields(wren.Handle, Keyed.Password, wren.Code()))).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AC_29_Of_fifty_that_come_at_once_one_gets_in(bool recovery)
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var code = recovery ? wren.Codes[3] : wren.Code();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => new Browser(host).PostAsync("/sign-in", Fields(wren.Handle, Keyed.Password, code))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.SeeOther);
        Assert.Equal(49, answers.Count(a => a.Status == HttpStatusCode.UnprocessableEntity));
        Assert.Single(await host.SignInHappeningsAsync(cast.Wren));
    }

    [Fact]
    public async Task A_recovery_code_stands_in_for_the_app_and_opens_once()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var typed = wren.Codes[1].ToUpperInvariant().Replace('-', ' ');
        Assert.Equal(HttpStatusCode.SeeOther, (await new Browser(host).PostAsync("/sign-in", Fields(wren.Handle, Keyed.Password, typed))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/sign-in", Fields(wren.Handle, Keyed.Password, typed))).Status);
        Assert.Equal(["signin.recovered"], await host.SignInHappeningsAsync(cast.Wren));
    }

    [Fact]
    public async Task Without_a_password_a_recovery_code_alone_is_for_participants_never_for_staff()
    {
        var cast = await Cast.GatherAsync(host);
        var june = await Keyed.GiveAsync(host, cast.June, password: false);
        var leila = await Keyed.GiveAsync(host, cast.Leila, password: false);
        Assert.Equal(HttpStatusCode.SeeOther, (await new Browser(host).PostAsync("/sign-in", Fields(june.Handle, "", june.Codes[0]))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/sign-in", Fields(leila.Handle, "", leila.Codes[0]))).Status);
    }

    [Fact]
    public async Task Guessing_slows_the_guesser_and_says_so()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var june = await Keyed.GiveAsync(host, cast.June);
        const string guesser = "203.0.113.7";
        for (var i = 0; i < 10; i++) Assert.Contains("didn’t match", (await new Browser(host, guesser).PostAsync("/sign-in", Fields(wren.Handle, "guess", "000000"))).Text, StringComparison.Ordinal);

        var slow = await new Browser(host, guesser).PostAsync("/sign-in", Fields(wren.Handle, Keyed.Password, wren.Code()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, slow.Status);
        Assert.Contains("many tries", slow.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await new Browser(host, guesser).PostAsync("/sign-in", Fields(june.Handle, Keyed.Password, june.Code()))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await new Browser(host, "198.51.100.4").PostAsync("/sign-in", Fields(wren.Handle, Keyed.Password, wren.Code()))).Status);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("today")]
    public async Task Leads_only_to_places_of_our_own(string to)
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var answer = await new Browser(host).PostAsync("/sign-in", Fields(wren.Handle, Keyed.Password, wren.Code(), to));
        Assert.True(answer.Location is "/today" || answer.Status == HttpStatusCode.UnprocessableEntity, answer.Location);
    }

    [Fact]
    public async Task Leads_back_to_the_place_that_was_asked_for()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var browser = new Browser(host);
        var sent = await browser.GetAsync("/sessions");
        Assert.Equal("/sign-in?to=%2Fsessions", sent.Location);
        Assert.Contains("value=\"/sessions\"", (await browser.GetAsync(sent.Location!)).Body, StringComparison.Ordinal);
        Assert.Equal("/sessions", (await browser.PostAsync("/sign-in", Fields(wren.Handle, Keyed.Password, wren.Code(), "/sessions"))).Location);
    }

    [Fact]
    public async Task Refuses_what_nobody_asked_for_in_words()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var unknown = await new Browser(host).PostAsync("/sign-in", [.. Fields(wren.Handle, Keyed.Password, wren.Code()), ("Role", "Admin")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.Status);
        Assert.Contains("doesn’t know", unknown.Text, StringComparison.Ordinal);
        var missing = await new Browser(host).PostAsync("/sign-in", ("Password", "x"));
        Assert.Contains("Type your sign-in name.", missing.Text, StringComparison.Ordinal);
        var twice = await new Browser(host).PostAsync("/sign-in", [.. Fields(wren.Handle, Keyed.Password, "1"), ("Code", wren.Code())]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.Status);
        var huge = await new Browser(host).PostAsync("/sign-in", Fields(wren.Handle, new string('p', 5000), wren.Code()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, huge.Status);
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(Fields(wren.Handle, Keyed.Password, wren.Code()).Select(f => KeyValuePair.Create(f.Item1, f.Item2))) };
        forged.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await host.CreateClient().SendAsync(forged, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData(MembershipState.Suspended)]
    [InlineData(MembershipState.Discharged)]
    public async Task A_closed_place_opens_to_nobody(MembershipState state)
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        await host.Scopes.WriteAsync(cast.ProgramId, async services =>
        {
            var membership = await MembershipAccess.MembershipsOfProgram((Hearth.Database.HearthDb)services.GetService(typeof(Hearth.Database.HearthDb))!).SingleAsync(m => m.Id == cast.Wren.MembershipId);
            if (state == MembershipState.Suspended) membership.Suspend();
            else membership.Discharge();
        }, TestContext.Current.CancellationToken);
        var browser = new Browser(host);
        var answer = await browser.PostAsync("/sign-in", Fields(wren.Handle, Keyed.Password, wren.Code()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("Call your program", answer.Text, StringComparison.Ordinal);
        Assert.Empty(browser.Cookies);
    }
}
