using Hearth.Database;
using Hearth.Html;
using Hearth.Invitations;
using Hearth.OnCall.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.OnCall;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class OnCallRoom
{
    public static void AddOnCall(this IServiceCollection services)
    {
        services.AddScoped<OnCallChain>();
        services.AddScoped<IEndsWithDischarge, EndShifts>();
        services.AddScoped<IFollowsRole, EndShifts>();
        services.AddSingleton(new MenuLink("/on-call", "On call", "bell", Roles.Staff));
    }

    public static void MapOnCall(this IEndpointRouteBuilder app)
    {
        app.MapVerb<PlanShift, PlanShift.Form>("/on-call/plan").OnPage<NewShiftPage>().Allow(Role.Supervisor, Role.Admin);
        app.MapVerb<ChangeShift, ChangeShift.Form>("/on-call/{Shift:guid}/change").OnPage<ShiftPage>().Allow(Role.Supervisor, Role.Admin);
        app.MapVerb<EndShift, EndShift.Form>("/on-call/{Shift:guid}/end/yes").Allow(Role.Supervisor, Role.Admin);
    }
}
