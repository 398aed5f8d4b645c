using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Walls;

/// <summary>A request that bears this header is not counted against its person: what is tried with it comes through to the verb, all at once.</summary>
internal static class Unhurried
{
    public const string Header = "X-Test-Unhurried";

    public static void Add(IServiceCollection services) => services.PostConfigure<RateLimiterOptions>(limits => limits.GlobalLimiter = new Limiter(limits.GlobalLimiter!));

    private sealed class Limiter(PartitionedRateLimiter<HttpContext> real) : PartitionedRateLimiter<HttpContext>
    {
        private readonly PartitionedRateLimiter<HttpContext> none = PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetNoLimiter(""));

        private PartitionedRateLimiter<HttpContext> For(HttpContext http) => http.Request.Headers.ContainsKey(Header) ? none : real;

        public override RateLimiterStatistics? GetStatistics(HttpContext resource) => For(resource).GetStatistics(resource);

        protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) => For(resource).AttemptAcquire(resource, permitCount);

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount, CancellationToken cancellationToken) => For(resource).AcquireAsync(resource, permitCount, cancellationToken);
    }
}
