using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Html;
using Hearth.Unanswered.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Unanswered;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class UnansweredRoom
{
    public static void AddUnanswered(this IServiceCollection services)
    {
        services.AddScoped<UnansweredDesk>();
        services.AddScoped<UnansweredReading>();
        services.AddSingleton<UnansweredSweep>();
        services.AddHostedService(s => s.GetRequiredService<UnansweredSweep>());
        services.AddSingleton(new FollowUpsRoom.Detail(FollowUpKind.Unanswered, typeof(UnansweredDetail), async (request, id) => new() { [nameof(UnansweredDetail.Waiting)] = await request.GetRequiredService<UnansweredReading>().OfAsync(id) }));
        services.AddSingleton(new MenuLink("/unanswered/hours", "When nobody answers", "clock", [Role.Supervisor, Role.Admin]));
    }

    public static void MapUnanswered(this IEndpointRouteBuilder app) =>
        app.MapVerb<SetAnswerHours, SetAnswerHours.Form>("/unanswered/hours/set").OnPage<AnswerHoursPage>().Allow(Role.Supervisor, Role.Admin);
}
