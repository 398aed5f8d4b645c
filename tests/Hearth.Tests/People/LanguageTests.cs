using System.Net;
using Hearth.Database;
using Hearth.People;
using Hearth.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.People;

public class LanguageTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_language_is_chosen_signed_in_or_not_and_leads_back_to_the_page()
    {
        var cast = await Cast.GatherAsync(host);
        foreach (var client in (HttpClient[])[cast.Wren.Client, host.Server.CreateClient()])
        {
            using var post = new HttpRequestMessage(HttpMethod.Post, "https://localhost/language") { Content = new FormUrlEncodedContent([new("Language", "es")]) };
            post.Headers.Add("Sec-Fetch-Site", "same-origin");
            post.Headers.Referrer = new("https://localhost/sign-in?to=%2Fgroup");
            using var answer = await client.SendAsync(post, Cancel);
            Assert.Equal((HttpStatusCode.SeeOther, "/sign-in?to=%2Fgroup"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
            Assert.Contains(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-language=", StringComparison.Ordinal) && c.Contains("es", StringComparison.Ordinal));
        }
        var spoken = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Set<Person>().ToDictionaryAsync(p => p.Id, p => p.Language, Cancel));
        Assert.Equal(("es", "en"), (spoken[cast.Wren.PersonId], spoken[cast.June.PersonId]));
    }

    [Fact]
    public async Task It_comes_along_to_a_browser_in_which_nobody_chose()
    {
        var cast = await Cast.GatherAsync(host);
        var kit = await Keyed.GiveAsync(host, cast.Kit);
        await host.Scopes.WriteAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Set<Person>().Where(p => p.Id == cast.Kit.PersonId).ExecuteUpdateAsync(p => p.SetProperty(x => x.Language, "es"), Cancel), Cancel);
        var fresh = new Browser(host);
        await fresh.SignInAsync(kit, kit.Code());
        Assert.Contains("lang=\"es\"", (await fresh.GetAsync("/account")).Body, StringComparison.Ordinal);

        var chosen = new Browser(host);
        await chosen.PostAsync("/language", ("Language", "en"));
        await chosen.SignInAsync(kit, kit.Code(1));
        Assert.Contains("lang=\"en\"", (await chosen.GetAsync("/account")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/today"), InlineData("https://localhost//elsewhere.example"), InlineData(null)]
    public async Task It_never_leads_elsewhere(string? from)
    {
        var cast = await Cast.GatherAsync(host);
        using var post = new HttpRequestMessage(HttpMethod.Post, "/language") { Content = new FormUrlEncodedContent([new("Language", "es")]) };
        if (from is not null) post.Headers.Referrer = new(from);
        using var answer = await cast.Wren.Client.SendAsync(post, Cancel);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task What_a_form_says_of_a_field_is_in_that_language_too()
    {
        var cast = await Cast.GatherAsync(host);
        using var post = new HttpRequestMessage(HttpMethod.Post, "/comfort") { Content = new FormUrlEncodedContent([]) };
        post.Headers.Add("Accept-Language", "es");
        using var answer = await cast.Wren.Client.SendAsync(post, Cancel);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("Elige una de estas, por favor.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Please", page, StringComparison.Ordinal);
    }
}
