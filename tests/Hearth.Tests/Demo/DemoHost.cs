using Microsoft.AspNetCore.Hosting;

namespace Hearth.Tests.Demo;

/// <summary>A server of its own with the demo on; its people come in by their doors.</summary>
public sealed class DemoHost : HearthHost
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Hearth:Demo", "true");
    }

    /// <summary>A browser of one person, at that person's host.</summary>
    public async Task<HttpClient> ComeInAsync(string host)
    {
        var client = CreateClient(new() { BaseAddress = new Uri($"https://{host}.localhost"), AllowAutoRedirect = false, HandleCookies = true });
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await client.GetAsync("/demo/door", TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, answer.StatusCode);
        return client;
    }
}
