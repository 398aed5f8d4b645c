using Hearth.ComfortLevels;
using Hearth.Html;
using Hearth.LiveRooms.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hearth.LiveRooms;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class LiveRoomsRoom
{
    public static void AddLiveRooms(this IServiceCollection services)
    {
        services.AddFrame(EchoFrame.Kind, EchoFrame.RunAsync);
        services.AddLineEnd(EchoFrame.EndAsync);
        services.AddSingleton<OpenRooms>();
        services.TryAddSingleton(Media.Relay.None);
        services.AddSingleton<RoomFeeds>();
        services.AddScoped<RoomReading>();
        services.AddScoped<LiveRoom>();
        services.AddScoped<IHearsOfComfort, ComfortInRooms>();
        services.AddHostedService<RoomKeeper>();
        services.AddRoomStreams();
        services.AddFrame("room", RoomFrames.EnterAsync);
        services.AddFrame("media-open", RoomFrames.OpenMediaAsync);
        services.AddFrame("media", RoomFrames.MediaAsync);
        services.AddLineEnd(RoomFrames.LeaveAsync);
    }

    public static void MapLiveRooms(this IEndpointRouteBuilder app)
    {
        app.MapVerb<GoIn, GoInForm>("/sessions/{session:guid}/camera").OnPage<CameraPage>().Allow();

        app.MapRoomVerb<OpenSession, OpenSessionForm>("open");
        app.MapRoomVerb<KnockAtRoom, KnockForm>("knock");
        app.MapRoomVerb<SayInRoom, SayForm>("say");
        app.MapRoomVerb<WriteMyTurn, WriteMyTurnForm>("write-turn");
        app.MapRoomVerb<ChooseKeys, ChooseKeysForm>("keys");
        app.MapAsk<LeaveForm>("leave");
        app.MapAsk<RaiseHandForm>("raise-hand");
        app.MapAsk<LowerHandForm>("lower-hand");
        app.MapAsk<ListenForm>("just-listen");
        app.MapAsk<TakePartForm>("take-part");
        app.MapAsk<PassForm>("pass");
        app.MapAsk<TurnDoneForm>("turn-done");
        app.MapAsk<AnswerForm>("answer");
        app.MapAsk<RespondForm>("respond");
        app.MapAsk<AskingForm>("ask");
        app.MapAsk<CloseAskingForm>("close-asking");
        app.MapAsk<EndForm>("end");
        app.MapAsk<AdmitForm>("admit");
        app.MapAsk<AdmitAllForm>("admit-all");
        app.MapAsk<PutBackForm>("put-back");
        app.MapAsk<RemoveForm>("remove");
        app.MapAsk<LockForm>("lock");
        app.MapAsk<MuteForm>("mute");
        app.MapAsk<TakeCameraForm>("take-camera");
        app.MapAsk<InviteForm>("invite");
        app.MapAsk<TakeBackInvitationForm>("take-back-invitation");
        app.MapAsk<NextStepForm>("next-step");
        app.MapAsk<StepBackForm>("step-back");
        app.MapAsk<FiveMoreForm>("five-more");
        app.MapAsk<BreakForm>("break");
        app.MapAsk<ResumeForm>("resume");
        app.MapAsk<NextTurnForm>("next-turn");
        app.MapAsk<TurnLaterForm>("turn-later");
        app.MapAsk<OpenAskingForm>("open-asking");
        app.MapAsk<LetAnswersForm>("let-answers");
    }
}
