using Hearth.Database;
using Hearth.Html;
using Hearth.Milestones.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Milestones;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class MilestonesRoom
{
    private static readonly Role[] inside = [.. Roles.All.Where(r => r != Role.Alum)];

    /// <summary>Those who have something to mark here: peers.</summary>
    private static readonly Role[] peers = [.. Roles.Peers.Where(r => r != Role.Alum)];

    public static void AddMilestones(this IServiceCollection services)
    {
        services.AddScoped<MilestoneReading>();
        services.AddSingleton(new MenuLink("/milestones", "My milestones", "cairn", peers));
    }

    public static void MapMilestones(this IEndpointRouteBuilder app)
    {
        app.MapVerb<MarkMilestone, MarkMilestone.Form>("/milestones/mark").OnPage<MilestonesPage>().Allow(peers);
        app.MapVerb<ShareMilestone, ShareMilestone.Form>("/milestones/{Milestone:guid}/share").OnPage<MilestonesPage>().Allow(peers);
        app.MapVerb<TakeBackMilestone, TakeBackMilestone.Form>("/milestones/{Milestone:guid}/take-back/yes").OnPage<TakeBackMilestonePage>().Allow(peers);
        app.MapVerb<RespondToMilestone, RespondToMilestone.Form>("/milestones/{Milestone:guid}/respond").Allow(inside);
    }
}
