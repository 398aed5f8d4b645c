using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Html;
using Hearth.Moderation.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Moderation;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class ModerationRoom
{
    public static void AddModeration(this IServiceCollection services)
    {
        services.AddScoped<HoldDesk>();
        services.AddScoped<ModerationReading>();
        services.AddSingleton<ModerationSweep>();
        services.AddHostedService(s => s.GetRequiredService<ModerationSweep>());
        services.AddSingleton(new FollowUpsRoom.Detail(FollowUpKind.Waiting, typeof(WaitingDetail), async (request, id) =>
        {
            var (db, viewer) = (request.GetRequiredService<HearthDb>(), request.GetRequiredService<Viewer>());
            var person = await db.FollowUpsVisibleTo(viewer).Where(f => f.Id == id).Select(f => f.PersonId).SingleAsync();
            return new() { [nameof(WaitingDetail.Waiting)] = await request.GetRequiredService<ModerationReading>().WaitingAsync(person) };
        }));
        services.AddSingleton(new MenuLink("/held", "What waits to be read", "clock", Roles.Staff));
        services.AddSingleton(new MenuLink("/held/mine", "What you wrote", "pencil", Roles.Peers));
    }

    public static void MapModeration(this IEndpointRouteBuilder app)
    {
        app.MapVerb<ReleaseHold, ReleaseHold.Form>("/held/{Hold:guid}/release").OnPage<HeldPage>().Allow(Roles.Staff);
        app.MapVerb<SendBackHold, SendBackHold.Form>("/held/{Hold:guid}/send-back").OnPage<HeldPage>().Allow(Roles.Staff);
        app.MapVerb<RewriteHold, RewriteHold.Form>("/held/{Hold:guid}/rewrite").OnPage<HeldPage>().Allow(Roles.Peers);
        app.MapVerb<TakeBackHold, TakeBackHold.Form>("/held/{Hold:guid}/take-back").OnPage<HeldPage>().Allow(Roles.Peers);
        app.MapVerb<AskHoldAgain, AskHoldAgain.Form>("/held/{Hold:guid}/ask-again").OnPage<HeldPage>().Allow(Roles.Peers);
    }
}
