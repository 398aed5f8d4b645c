using Hearth.Database;
using Hearth.Html;
using Hearth.Invitations;
using Hearth.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Drafts;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class DraftsRoom
{
    public static void AddDrafts(this IServiceCollection services)
    {
        services.AddScoped<DraftBox>();
        services.AddScoped<IEndsWithDischarge, DropDrafts>();
    }

    public static void MapDrafts(this IEndpointRouteBuilder app)
    {
        // Kept while it is typed: what comes after the sign-in has ended is in the open page still.
        app.MapVerb<SaveDraft, SaveDraft.Form>("/drafts/save").Allow().WithMetadata(new NeverKeptAttribute());
        app.MapVerb<ThrowDraft, ThrowDraft.Form>("/drafts/throw").Allow();
    }
}
