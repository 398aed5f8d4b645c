using Hearth.Concerns.Pages;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Html;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Concerns;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class ConcernsRoom
{
    public static void AddConcerns(this IServiceCollection services)
    {
        services.AddScoped<ConcernReading>();
        services.AddSingleton(new FollowUpsRoom.Detail(FollowUpKind.Concern, typeof(ConcernDetail), async (request, id) => new() { [nameof(ConcernDetail.Told)] = await request.GetRequiredService<ConcernReading>().OfAsync(id) }));
        services.AddSingleton(new MenuLink("/noticed", "I noticed something", "eye", Roles.Peers));
    }

    public static void MapConcerns(this IEndpointRouteBuilder app) =>
        app.MapVerb<FileConcern, FileConcern.Form>("/noticed/new").OnPage<NoticePage>().Allow(Roles.Peers).CountApart("tell-staff");
}
