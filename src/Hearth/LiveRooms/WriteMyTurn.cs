using System.ComponentModel.DataAnnotations;
using Hearth.Html;
using Hearth.LiveRooms.Rules;

namespace Hearth.LiveRooms;

public sealed record WriteMyTurnForm(Guid Session, [property: Required(ErrorMessage = "Nothing was written yet."), MaxLength(4000)] string? Text);

/// <summary>Writes one's turn in a round instead of speaking it, at one's turn or before.</summary>
public sealed class WriteMyTurn(LiveRoom room) : IVerb<WriteMyTurnForm>
{
    public Task<Outcome> RunAsync(WriteMyTurnForm form, CancellationToken cancel)
    {
        var id = Guid.NewGuid();
        return room.AskAsync(form.Session, new WriteTurn(id), form.Text!, id);
    }
}
