using Hearth.Database;
using Hearth.Holds.Pages;
using Hearth.Html;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Holds;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class HoldsRoom
{
    public static void AddHolds(this IServiceCollection services)
    {
        services.AddScoped<HoldGate>();
        services.AddScoped<HoldReading>();
        services.AddSingleton<HoldPages>();
        services.AddSingleton(new MenuLink("/program/holds", "What is read first", "eye", Role.Supervisor, Role.Admin));
        services.AddStream("waits/{person}", (_, viewer, values) => Task.FromResult(viewer.SignedIn && HoldPages.Own(viewer.PersonId) == $"waits/{values["person"]}"));
    }

    public static void MapHolds(this IEndpointRouteBuilder app)
    {
        app.MapVerb<SetHolds, SetHolds.Form>("/program/holds").OnPage<HoldsPage>().Allow(Role.Supervisor, Role.Admin);
        app.MapVerb<AddHoldWord, AddHoldWord.Form>("/program/holds/words/add").OnPage<HoldsPage>().Allow(Role.Supervisor, Role.Admin);
        app.MapVerb<RemoveHoldWord, RemoveHoldWord.Form>("/program/holds/words/{Word:guid}/remove").Allow(Role.Supervisor, Role.Admin);
    }
}
