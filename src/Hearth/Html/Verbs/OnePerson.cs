using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Html;

/// <summary>
/// How much one person may ask of a server, in all their browsers and pages together: what is over is turned away before anything
/// is read for it, and nobody else notices. Far above what hands and pages do. Whoever is not signed in is counted where they
/// try something: at signing in, at links.
/// </summary>
internal static class OnePerson
{
    /// <summary>Presses (posts).</summary>
    public const int PressesAtOnce = 60, PressesPerSecond = 10;

    /// <summary>Messages on open lines, known and unknown, well-formed or not. By person and not by line: a line that is cut is soon open again.</summary>
    public const int MessagesAtOnce = 120, MessagesPerSecond = 40;

    public static void AddOnePerson(this IServiceCollection services)
    {
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                AccountOf(http.User) is { } account && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)
                    ? Limit($"{account} {http.GetEndpoint()?.Metadata.GetMetadata<CountedApart>()?.As}", PressesAtOnce, PressesPerSecond) : RateLimitPartition.GetNoLimiter(""));
        });
        services.AddSingleton(PartitionedRateLimiter.Create<ConnectionContext, string>(line =>
            Limit(AccountOf(line.Features.Get<IConnectionUserFeature>()?.User) ?? line.ConnectionId, MessagesAtOnce, MessagesPerSecond)));
    }

    /// <summary>What asks for a person is counted by itself: whatever else a page of theirs did, that press is taken.</summary>
    /// <param name="verb">The press.</param>
    /// <param name="kind">Presses of one kind are counted together.</param>
    public static RouteHandlerBuilder CountApart(this RouteHandlerBuilder verb, string kind) => verb.WithMetadata(new CountedApart(kind));

    private sealed record CountedApart(string As);

    private static string? AccountOf(ClaimsPrincipal? user) => user?.FindFirstValue(ClaimTypes.NameIdentifier);

    private static RateLimitPartition<string> Limit(string who, int atOnce, int perSecond) => RateLimitPartition.GetTokenBucketLimiter(who, _ => new()
    {
        TokenLimit = atOnce, TokensPerPeriod = perSecond / 10, ReplenishmentPeriod = TimeSpan.FromSeconds(0.1), QueueLimit = 0,
    });
}
