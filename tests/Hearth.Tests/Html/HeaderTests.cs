using System.Net;
using System.Text.RegularExpressions;
using Hearth.Html;

namespace Hearth.Tests.Html;

public class HeaderTests
{
    [Theory]
    [InlineData("/_kit", 200)]
    [InlineData("/page", 200)]
    [InlineData("/page.css", 200)]
    [InlineData("/sheet.svg", 200)]
    [InlineData("/no-such-page", 404)]
    [InlineData("/breaks", 500)]
    [InlineData(SmallHost.BreaksWhileDrawn, 500)]
    [InlineData("/status/429", 429)]
    [InlineData("/status/400", 400)]
    [InlineData("/too-large", 413)]
    [InlineData("/_content/Hearth/down.svg", 200)]
    public async Task Every_answer_says_the_same_of_itself_and_may_not_be_kept(string path, int code)
    {
        await using var host = await SmallHost.StartAsync();
        var answer = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(code, (int)answer.StatusCode);
        AssertSays(answer);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Null(answer.Headers.ETag);
    }

    [Fact]
    public async Task Only_files_whose_address_changes_with_their_content_are_kept()
    {
        await using var host = await SmallHost.StartAsync();
        var cancel = TestContext.Current.CancellationToken;
        var kit = await host.Client.GetStringAsync("/_kit", cancel);
        var styles = Regex.Match(kit, "href=\"(/_content/Hearth/css/hearth[^\"]+)\"").Groups[1].Value;
        var icons = Regex.Match(kit, "href=\"(/_content/Hearth/icons[^\"#]+)").Groups[1].Value;
        foreach (var path in new[] { styles, icons, "/_content/Hearth/fonts/figtree-latin-1.woff2" })
        {
            var answer = await host.Client.GetAsync(path, cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            AssertSays(answer);
            Assert.Contains("immutable", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(cancel));
        }
        var asked = await host.Client.GetAsync("/_content/Hearth/icons.svg?v=other", cancel);
        Assert.Equal("no-store", asked.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("/no-such-page", "isn’t here for you")]
    [InlineData("/breaks", "That’s on us")]
    [InlineData(SmallHost.BreaksWhileDrawn, "That’s on us", "Need someone now?")] // the program's own lines
    [InlineData("/too-large", "too much at once")]
    [InlineData("/status/429", "A little slower")]
    public async Task A_bare_status_gets_words_and_tells_nothing_of_the_inside(string path, string words, string help = "in danger now")
    {
        await using var host = await SmallHost.StartAsync();
        var cancel = TestContext.Current.CancellationToken;
        var page = WebUtility.HtmlDecode(await (await host.Client.GetAsync(path, cancel)).Content.ReadAsStringAsync(cancel));
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains(help, page, StringComparison.Ordinal); // help, on an error page too
        Assert.DoesNotContain("secret of the inside", page, StringComparison.Ordinal);

        using var script = new HttpRequestMessage(HttpMethod.Get, path);
        script.Headers.Add("X-Hearth", "fetch");
        var json = await (await host.Client.SendAsync(script, cancel)).Content.ReadAsStringAsync(cancel);
        Assert.StartsWith("{\"reason\":", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_has_an_inline_style_or_script()
    {
        await using var host = await SmallHost.StartAsync();
        foreach (var path in new[] { "/_kit", "/page", "/no-such-page" })
        {
            var page = await (await host.Client.GetAsync(path, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotMatch("<[^>]+ style=|<style|<script(?![^>]* src=)|<[^>]+ on[a-z]+=|javascript:", page);
            Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
        }
    }

    [Fact]
    public async Task The_dull_page_says_nothing_of_the_product_and_converts()
    {
        await using var host = await SmallHost.StartAsync();
        var page = await host.Client.GetStringAsync("/page?a=2&f=cups&i=Honey&t=grams", TestContext.Current.CancellationToken);
        Assert.Contains("2 cups of honey is about 680 grams.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("earth", page, StringComparison.OrdinalIgnoreCase);
        var hostile = await host.Client.GetStringAsync("/page?a=%22%3E%3Cb%3E&f=x&i=y&t=z", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<b>", hostile, StringComparison.Ordinal);
    }

    private static void AssertSays(HttpResponseMessage answer)
    {
        Assert.Equal(SecurityHeaders.ContentPolicy, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Contains("display-capture=()", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
    }
}
