using Hearth.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hearth.Html;

/// <summary>Which roles a page or verb is for; none named: every signed-in person. Others are told that it does not exist.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAttribute(params Role[] roles) : Attribute, IAuthorizeData
{
    public Role[] Roles { get; } = roles;

    public bool Admits(Role role) => Roles.Length == 0 || Roles.Contains(role);

    string? IAuthorizeData.Policy { get; set; }
    string? IAuthorizeData.Roles { get; set; }
    string? IAuthorizeData.AuthenticationSchemes { get; set; }
}

/// <summary>Open to people who have not signed the agreement yet (signing itself, signing out, the crisis lines).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeforeSigningAttribute : Attribute;

/// <summary>Open to people who are still setting up how they sign in (those pages, signing out, the crisis lines).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeforeFactorsAttribute : Attribute;

public static class AccessConventions
{
    public static TBuilder Allow<TBuilder>(this TBuilder endpoint, params Role[] roles) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AllowAttribute(roles));

    public static TBuilder BeforeSigning<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new BeforeSigningAttribute());

    public static TBuilder BeforeFactors<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new BeforeFactorsAttribute());
}

/// <summary>Turns away who may not. Runs after the viewer is known and before any handler or page.</summary>
public sealed class AccessGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http, Viewer viewer)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || !viewer.SignedIn) return next(http);

        // Fail closed: an endpoint that says nothing is for nobody.
        if (endpoint.Metadata.GetMetadata<AllowAttribute>() is not { } allow || !allow.Admits(viewer.Role))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        if (viewer.Enrolling && endpoint.Metadata.GetMetadata<BeforeFactorsAttribute>() is null) return SendAsync(http, "/factors");
        if (!viewer.AgreementSigned && endpoint.Metadata.GetMetadata<BeforeSigningAttribute>() is null) return SendAsync(http, "/agreement");
        return next(http);
    }

    /// <summary>To what comes first. A script learns only that there is nothing for it.</summary>
    private static Task SendAsync(HttpContext http, string first)
    {
        var script = Answers.IsScript(http) || http.Request.Path.StartsWithSegments("/hub");
        http.Response.StatusCode = script ? StatusCodes.Status404NotFound : StatusCodes.Status303SeeOther;
        if (!script) http.Response.Headers.Location = first;
        return Task.CompletedTask;
    }
}
