using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;

namespace Hearth.Html;

internal static class LetGo
{
    /// <summary>
    /// A line lasts for hours, and the request that opened it as long. What its gates asked with (a database context, a viewer) is let go
    /// before it begins: each call on the line has services of its own.
    /// </summary>
    /// <param name="house">What is asked for by that request from then on is the house's own, which is there once.</param>
    public static TBuilder LetGoOfServices<TBuilder>(this TBuilder builder, IServiceProvider house) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            var line = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = async http =>
            {
                if (http.Features.Get<IServiceProvidersFeature>() is IAsyncDisposable ofRequest) await ofRequest.DisposeAsync();
                http.RequestServices = house;
                await line(http);
            };
        });
        return builder;
    }
}
