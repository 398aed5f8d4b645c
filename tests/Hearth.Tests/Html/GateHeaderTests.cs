using Hearth.Html;

namespace Hearth.Tests.Html;

/// <summary>The same, on the real server's own refusals.</summary>
public class GateHeaderTests(HearthHost host)
{
    [Fact]
    public async Task Redirects_refusals_and_forgeries_say_it_too()
    {
        var cancel = TestContext.Current.CancellationToken;
        var cast = await Cast.GatherAsync(host);
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/hide");
        forged.Headers.Add("Sec-Fetch-Site", "cross-site");
        var answers = new[]
        {
            await host.Stranger().GetAsync("/today", cancel),              // to sign-in
            await cast.Wren.Client.GetAsync("/hard-moment", cancel),
            await cast.Wren.Client.GetAsync("/_kit", cancel),              // no demo here
            await cast.Wren.Client.GetAsync("/hub", cancel),
            await host.CreateClient().SendAsync(forged, cancel),
        };
        Assert.Equal([302, 200, 404, 400, 403], answers.Select(a => (int)a.StatusCode));
        foreach (var answer in answers)
        {
            Assert.Equal(SecurityHeaders.ContentPolicy, answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.Contains("max-age", answer.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
        }
    }
}
