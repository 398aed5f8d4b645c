using System.Net;
using Hearth.Server;
using Hearth.Server.Operating;
using Hearth.Tests.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Operating;

/// <summary>Whoever watches the machine is told counts; everybody else, one word.</summary>
public class HealthTests(HearthHost host)
{
    [Fact]
    public async Task Ready_names_its_parts_to_this_machine_alone()
    {
        var (status, here) = await AskAsync("/health/ready", "127.0.0.1");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["database: ok", "keys: ok", "media: ok"], here.Split('\n'));
        Assert.Equal((HttpStatusCode.OK, "ok"), await AskAsync("/health/ready", "203.0.113.9"));
        Assert.Equal((HttpStatusCode.OK, "ok"), await AskAsync("/health/live", "203.0.113.9"));
    }

    [Fact]
    public async Task Metrics_are_counts_for_this_machine_and_not_there_for_others()
    {
        var cast = await Cast.GatherAsync(host);
        var (status, text) = await AskAsync("/metrics", "127.0.0.1");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("hearth_ready{part=\"database\"} 1", text);
        Assert.Contains("hearth_pages_open ", text);
        Assert.Contains("hearth_calls_working ", text);
        Assert.Contains("hearth_passwords_hashed_total ", text);
        Assert.DoesNotContain(cast.Canary, text);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith('#')))
            Assert.Matches("""^hearth_[a-z_]+(\{(status|part)="[a-z0-9]+"\})? [0-9.E+]+$""", line);

        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("/metrics", "203.0.113.9")).Status);
        // A proxy on this machine that nobody told us of: the person behind it is not this machine.
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("/metrics", "127.0.0.1", "203.0.113.9")).Status);
    }

    [Fact]
    public void A_changed_bit_does_not_open_and_a_ring_that_opens_everything_is_found()
    {
        Assert.True(HouseProof.CookiesHold(host.Services));
        Assert.False(HouseProof.CookiesHold(new ServiceCollection().AddSingleton<IDataProtectionProvider>(new Careless()).BuildServiceProvider()));
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(string path, string from, string? forwardedFor = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(FromSomewhere.Header, from);
        if (forwardedFor is not null) request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var answer = await host.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Opens whatever it is given, as a broken version once did.</summary>
    private sealed class Careless : IDataProtectionProvider, IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => this;
        public byte[] Protect(byte[] plaintext) => [.. plaintext, 0];
        public byte[] Unprotect(byte[] protectedData) => protectedData[..^1];
    }
}
