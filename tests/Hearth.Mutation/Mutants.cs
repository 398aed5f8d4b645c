#nullable enable
using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hearth;

/// <summary>
/// The switch of the mutation run. It stands in the woven copy of Hearth.dll alone; nothing of it is in what is built or shipped.
/// One requirement at a time is "always allow": for one request, by its header, or for everything in the process.
/// </summary>
public static class Mutants
{
    /// <summary>What one request is asked under, and which requirements it came to.</summary>
    public sealed class Asking
    {
        public string? On;
        public readonly ConcurrentDictionary<string, byte> Seen = new();
    }

    private static readonly AsyncLocal<Asking?> here = new();

    /// <summary>Requests that want to know what they came to, by the number in their header.</summary>
    public static readonly ConcurrentDictionary<string, Asking> Followed = new();

    /// <summary>For everything in the process, grains and feeds too.</summary>
    public static volatile string? Everywhere;

    /// <summary>What anything came to since it was emptied.</summary>
    public static readonly ConcurrentDictionary<string, byte> Seen = new();

    public static bool On(string requirement)
    {
        Seen.TryAdd(requirement, 0);
        if (here.Value is not { } asking) return Everywhere == requirement;
        asking.Seen.TryAdd(requirement, 0);
        return asking.On == requirement || Everywhere == requirement;
    }

    /// <summary>A requirement that each endpoint has for itself.</summary>
    public static bool At(string what, HttpContext http) => http.GetEndpoint() is RouteEndpoint endpoint && On($"{what} {NameOf(endpoint)}");

    /// <summary>As the matrix calls it: a page is read, whatever its framework would take besides.</summary>
    public static string NameOf(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return $"{(methods.Contains("GET") ? "GET" : string.Join('/', methods))} /{endpoint.RoutePattern.RawText!.TrimStart('/')}".Trim();
    }

    public static void Use(IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        Asking? asking = null;
        if (http.Request.Headers["X-Mutant"] is [{ } on])
        {
            asking = new Asking { On = on };
            here.Value = asking;
            if (http.Request.Headers["X-Mutant-Follow"] is [{ } number]) Followed[number] = asking;
        }
        // Open to everybody, signed in or not: the endpoint says so, as one that is meant to be open does.
        if (http.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && At("open", http))
            http.SetEndpoint(new RouteEndpoint(endpoint.RequestDelegate!, endpoint.RoutePattern, endpoint.Order,
                new EndpointMetadataCollection(endpoint.Metadata.Append(new AllowAnonymousAttribute())), endpoint.DisplayName));
        try
        {
            await next(http);
        }
        finally
        {
            // What was started by this request and goes on (a feed, a timer) goes on with every wall.
            if (asking is not null) asking.On = null;
        }
    });
}
