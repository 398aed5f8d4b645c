using Hearth.Database;
using Hearth.FollowUps.Pages;
using Hearth.Html;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.FollowUps;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class FollowUpsRoom
{
    /// <summary>What a room has to add to the page of a follow-up of one kind.</summary>
    /// <param name="ReadAsync">The component's parameters, from the services of the request and the follow-up's id, by the viewer's own access.</param>
    public sealed record Detail(FollowUpKind Kind, Type Component, Func<IServiceProvider, Guid, Task<Dictionary<string, object>>> ReadAsync);

    public static void AddFollowUps(this IServiceCollection services)
    {
        services.AddScoped<FollowUpDesk>();
        services.AddScoped<CallsHere>();
        services.AddSingleton<FollowUpPages>();
        services.AddSingleton<PagingSweep>();
        services.AddHostedService(s => s.GetRequiredService<PagingSweep>());
        services.AddSingleton(new AbovePages(typeof(CallsBanner), InRooms: true));
        services.AddSingleton(new MenuLink("/follow-ups", "Who needs a person", "people", Roles.Staff));
        services.AddStream("follow-ups/{program}", (_, viewer, values) => Task.FromResult(viewer.IsStaff && FollowUpPages.Staff(viewer.ProgramId) == $"follow-ups/{values["program"]}"));
        services.AddStream("asked/{person}", (_, viewer, values) => Task.FromResult(viewer.SignedIn && FollowUpPages.Asker(viewer.PersonId) == $"asked/{values["person"]}"));
    }

    public static void MapFollowUps(this IEndpointRouteBuilder app)
    {
        app.MapVerb<TakeFollowUp, TakeFollowUp.Form>("/follow-ups/{FollowUp:guid}/take").OnPage<FollowUpPage>().Allow(Roles.Staff);
        app.MapVerb<GiveBackFollowUp, GiveBackFollowUp.Form>("/follow-ups/{FollowUp:guid}/give-back").OnPage<FollowUpPage>().Allow(Roles.Staff);
        app.MapVerb<EndFollowUp, EndFollowUp.Form>("/follow-ups/{FollowUp:guid}/end").OnPage<FollowUpPage>().Allow(Roles.Staff);
        app.MapVerb<ReopenFollowUp, ReopenFollowUp.Form>("/follow-ups/{FollowUp:guid}/reopen").OnPage<FollowUpPage>().Allow(Roles.Staff);
    }
}
