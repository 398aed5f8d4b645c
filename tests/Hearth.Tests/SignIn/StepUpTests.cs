using System.Net;
using System.Text.RegularExpressions;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Hearth.SignIn;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.SignIn;

/// <summary>What asks somebody to show again who they are: it is kept meanwhile, and holds in that one sign-in, for ten minutes.</summary>
public class StepUpTests(HearthHost host)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Leads_there_and_back_with_what_was_typed()
    {
        var (cast, ada, browser) = await AdaAsync();
        var role = $"/people/{cast.June.PersonId}/role";
        (string, string)[] fields = [("Role", "Mentor"), ("Reason", "She has been here a year, and asked.")];

        var sent = await browser.PostAsync(role, fields);
        Assert.Matches("^/prove\\?to=%2Fkept%2F[0-9a-f-]{36}$", sent.Location);
        Assert.Equal(Role.Participant, await RoleOf(cast.June));
        var page = await browser.GetAsync(sent.Location!);
        Assert.Contains("Show that it’s you", page.Text, StringComparison.Ordinal);
        var to = Regex.Match(page.Body, "name=\"To\" value=\"([^\"]+)\"").Groups[1].Value;

        var wrong = await browser.ProveAsync(ada, "000000", to);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains($"name=\"To\" value=\"{to}\"", wrong.Body, StringComparison.Ordinal); // and the way on is not lost
        var back = await browser.ProveAsync(ada, ada.Code(), to);
        Assert.Equal(to, back.Location);
        var again = await browser.GetAsync(back.Location!);
        Assert.Contains("She has been here a year, and asked.", again.Text, StringComparison.Ordinal);
        Assert.Contains($"action=\"{role}\"", again.Body, StringComparison.Ordinal);
        Assert.Equal($"/people/{cast.June.PersonId}", (await browser.PostAsync(role, fields)).Location);
        Assert.Equal(Role.Mentor, await RoleOf(cast.June));
    }

    [Fact]
    public async Task Holds_for_ten_minutes_and_in_this_sign_in_alone()
    {
        var cast = await Cast.GatherAsync(host);
        var ada = await Keyed.GiveAsync(host, cast.Ada);
        var (here, there) = (new Browser(host), new Browser(host));
        await here.SignInAsync(ada, ada.Codes[0]);
        await there.SignInAsync(ada, ada.Codes[1]);
        var role = $"/people/{cast.June.PersonId}/role";
        (string, string)[] fields = [("Role", "Mentor"), ("Reason", "Because.")];
        await here.ProveAsync(ada, ada.Codes[2]);
        Assert.StartsWith("/prove", (await there.PostAsync(role, fields)).Location, StringComparison.Ordinal);

        await using (var scope = host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
            var past = scope.ServiceProvider.GetRequiredService<Clock>().Now - Duration.FromMinutes(10.1);
            await db.TicketsOf(ada.AccountId).Where(t => t.ProvedAt != null).ExecuteUpdateAsync(t => t.SetProperty(x => x.ProvedAt, past), cancel);
        }
        Assert.StartsWith("/prove", (await here.PostAsync(role, fields)).Location, StringComparison.Ordinal);
        await here.ProveAsync(ada, ada.Codes[3]);
        Assert.Equal($"/people/{cast.June.PersonId}", (await here.PostAsync(role, fields)).Location);
    }

    [Fact]
    public async Task A_script_is_told_in_words_and_nothing_happens()
    {
        var (cast, _, browser) = await AdaAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/people/{cast.June.PersonId}/role") { Content = new FormUrlEncodedContent([new("Role", "Mentor"), new("Reason", "Because.")]) };
        request.Headers.Add("X-Hearth", "fetch");
        var answer = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("prove-first", answer.Body, StringComparison.Ordinal);
        Assert.Equal(Role.Participant, await RoleOf(cast.June));
    }

    [Fact]
    public async Task What_was_kept_waits_for_the_agreement()
    {
        var (cast, _, browser) = await AdaAsync();
        var sent = await browser.PostAsync($"/people/{cast.June.PersonId}/role", ("Role", "Mentor"), ("Reason", "She has been here a year."));
        var kept = Regex.Match(Uri.UnescapeDataString(sent.Location!), "/kept/[0-9a-f-]{36}").Value;
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(kept)).Status);
        await cast.PromiseAnewAsync(host);
        Assert.Equal("/agreement", (await browser.GetAsync(kept)).Location);
    }

    [Fact]
    public async Task Each_endpoint_that_asks_for_it_asks()
    {
        var cast = await Cast.GatherAsync(host);
        var (admin, supervisor) = (new Browser(host), new Browser(host));
        var (ada, noor) = (await Keyed.GiveAsync(host, cast.Ada), await Keyed.GiveAsync(host, cast.Noor));
        await admin.SignInAsync(ada, ada.Codes[0]);
        await supervisor.SignInAsync(noor, noor.Codes[0]);
        var asking = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<StepUpAttribute>() is not null).ToList();
        Assert.True(asking.Count >= 4);
        foreach (var endpoint in asking)
        {
            var path = "/" + Regex.Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), @"\{[^}]*\}", cast.June.PersonId.ToString("D"));
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([]) };
            request.Headers.Add("X-Hearth", "fetch");
            var answer = await (endpoint.Metadata.GetMetadata<AllowAttribute>()!.Admits(Role.Admin) ? admin : supervisor).SendAsync(request);
            Assert.True(answer.Body.Contains("prove-first", StringComparison.Ordinal), $"{path}: {answer.Status} {answer.Body}");
        }
    }

    [Fact]
    public async Task Somebody_elses_passkey_shows_nothing()
    {
        var cast = await Cast.GatherAsync(host);
        var (ada, noor) = (await Keyed.GiveAsync(host, cast.Ada), await Keyed.GiveAsync(host, cast.Noor));
        using var key = new SoftKey();
        var (hers, theirs) = (new Browser(host), new Browser(host));
        await theirs.SignInAsync(noor, noor.Codes[0]);
        await theirs.ProveAsync(noor, noor.Codes[1]);
        Assert.Equal("/account", (await key.AddAsync(theirs)).Location);
        Assert.Equal("/account", (await key.ProveAsync(theirs)).Location);
        await hers.SignInAsync(ada, ada.Codes[0]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await key.ProveAsync(hers)).Status);
    }

    /// <summary>Signed in with a code and not asked for more yet.</summary>
    private async Task<(Cast Cast, Keyed Ada, Browser Browser)> AdaAsync()
    {
        var cast = await Cast.GatherAsync(host);
        var ada = await Keyed.GiveAsync(host, cast.Ada);
        var browser = new Browser(host);
        await browser.SignInAsync(ada, ada.Codes[0]);
        return (cast, ada, browser);
    }

    private Task<Role> RoleOf(Member member) => host.Scopes.ReadAsync(member.ProgramId, s =>
        s.GetRequiredService<HearthDb>().MembershipsOfProgram().Where(m => m.Id == member.MembershipId).Select(m => m.Role).SingleAsync(cancel), cancel);
}
