using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Holds;
using Hearth.Html;
using Hearth.People;
using Hearth.Spaces;

namespace Hearth.Moderation;

/// <summary>Somebody offers what it was like and what helped to everybody in the program. It waits until one of the staff has read it, always.</summary>
public sealed class OfferStory(HearthDb db, Viewer viewer, Press press, HoldGate holds, SpaceGate gate) : IVerb<OfferStory.Form>
{
    public sealed record Form(
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(Post.Longest, ErrorMessage = "Please keep it under 4,000 letters.")] string? Text,
        bool? Named, Guid? Press);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await holds.PausedAsync(cancel) is { } paused) return paused;
        // One at a time: a form that was sent twice offers one.
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        var hold = await holds.HoldForAsync(new(null, null, null, form.Named == true), HoldReason.Story, form.Text!, press.On(viewer.ProgramId, form.Press, form.Text!), cancel);
        await gate.TellAsync(hold, cancel);
        return Outcome.To("/held/mine");
    }
}
