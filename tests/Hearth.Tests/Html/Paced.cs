using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Html;

/// <summary>
/// Tests ask more of a server in a second than a person does in an evening. What one person may ask (OnePerson) is asked of requests
/// and lines that bear this header, and is the server's own.
/// </summary>
internal sealed class Paced<T>(PartitionedRateLimiter<T> real, Func<T, HttpContext?> requestOf) : PartitionedRateLimiter<T>
{
    private readonly PartitionedRateLimiter<T> free = PartitionedRateLimiter.Create<T, string>(_ => RateLimitPartition.GetNoLimiter(""));

    private PartitionedRateLimiter<T> Which(T asked) => requestOf(asked)?.Request.Headers.ContainsKey(Paced.Header) == true ? real : free;

    public override RateLimiterStatistics? GetStatistics(T resource) => Which(resource).GetStatistics(resource);

    protected override RateLimitLease AttemptAcquireCore(T resource, int permitCount) => Which(resource).AttemptAcquire(resource, permitCount);

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(T resource, int permitCount, CancellationToken cancellationToken) => Which(resource).AcquireAsync(resource, permitCount, cancellationToken);
}

internal static class Paced
{
    public const string Header = "X-Test-Paced";

    public static void Add(IServiceCollection services)
    {
        services.PostConfigure<RateLimiterOptions>(limits => limits.GlobalLimiter = new Paced<HttpContext>(limits.GlobalLimiter!, http => http));
        var lines = services.Single(s => s.ServiceType == typeof(PartitionedRateLimiter<ConnectionContext>));
        services.Remove(lines);
        services.AddSingleton<PartitionedRateLimiter<ConnectionContext>>(new Paced<ConnectionContext>((PartitionedRateLimiter<ConnectionContext>)lines.ImplementationInstance!, line => line.GetHttpContext()));
    }
}
