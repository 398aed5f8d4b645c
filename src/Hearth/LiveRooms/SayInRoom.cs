using System.ComponentModel.DataAnnotations;
using Hearth.Html;
using Hearth.LiveRooms.Rules;

namespace Hearth.LiveRooms;

public sealed record SayForm(Guid Session, [property: Required(ErrorMessage = "Nothing was written yet."), MaxLength(2000)] string? Text);

/// <summary>Writes to everybody in the room.</summary>
public sealed class SayInRoom(LiveRoom room) : IVerb<SayForm>
{
    public Task<Outcome> RunAsync(SayForm form, CancellationToken cancel)
    {
        var id = Guid.NewGuid();
        return room.AskAsync(form.Session, new Say(id), form.Text!, id);
    }
}
