using Microsoft.AspNetCore.Http;

namespace Hearth.Html;

/// <summary>Taken when the request arrives, before anything is read: up to here the page is true.</summary>
public sealed class PageMark
{
    public string Value { get; internal set; } = "";
}

internal sealed class PageMarkMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http, PageMark mark, Fragments fragments)
    {
        mark.Value = fragments.MarkNow();
        return next(http);
    }
}
