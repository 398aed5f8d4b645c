using Hearth.Html;
using Hearth.LiveRooms.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.LiveRooms;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class LiveRoomsRoom
{
    public static void AddLiveRooms(this IServiceCollection services)
    {
        services.AddFrame(EchoFrame.Kind, EchoFrame.RunAsync);
        services.AddLineEnd(EchoFrame.EndAsync);
    }

    public static void MapLiveRooms(this IEndpointRouteBuilder app)
    {
        app.MapVerb<GoIn, GoInForm>("/sessions/{session:guid}/camera").OnPage<CameraPage>().Allow();
    }
}
