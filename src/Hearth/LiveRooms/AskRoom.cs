using Hearth.Html;
using Hearth.LiveRooms.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Hearth.LiveRooms;

/// <summary>A form that says one thing to a live room.</summary>
public interface IRoomForm
{
    Guid Session { get; }
    RoomCommand Command();
}

/// <summary>
/// All verbs of a live room that need nothing but the room: who may and what follows is decided there, by the rules, so there is
/// one way in for all of them and no second place to forget a check. The forms are in <c>RoomForms.cs</c>.
/// </summary>
public sealed class AskRoom<TForm>(LiveRoom room) : IVerb<TForm> where TForm : class, IRoomForm
{
    public Task<Outcome> RunAsync(TForm form, CancellationToken cancel) => room.AskAsync(form.Session, form.Command());
}

internal static class AskRoomEndpoints
{
    /// <summary>The grain writes in its own transaction. Every role may come as far as the room; the room asks who leads.</summary>
    public static void MapAsk<TForm>(this IEndpointRouteBuilder app, string verb) where TForm : class, IRoomForm =>
        app.MapRoomVerb<AskRoom<TForm>, TForm>(verb);

    public static void MapRoomVerb<TVerb, TForm>(this IEndpointRouteBuilder app, string verb) where TVerb : class, IVerb<TForm> where TForm : class =>
        app.MapVerb<TVerb, TForm>($"/sessions/{{session:guid}}/room/{verb}").InOwnTransaction().Allow();
}
