using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Sealing;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Moderation;

/// <summary>It was not let in, and its author asks, once, that somebody looks again. That waits like the first time, with their words.</summary>
public sealed class AskHoldAgain(HearthDb db, Viewer viewer, HoldGate holds, SpaceGate gate, Sealer sealer, IStringLocalizer<Words> words) : IVerb<AskHoldAgain.Form>
{
    public sealed record Form(
        [property: Required] Guid? Hold,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(SendBackHold.LongestWords, ErrorMessage = "Please keep it under 500 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.HoldsOf(viewer).Where(h => h.Id == form.Hold).HoldAsync(cancel) is not { } hold) return Outcome.Missing;
        if (await db.HoldsOf(viewer).AnyAsync(h => h.AfterId == hold.Id && h.Reason == HoldReason.AskedAgain, cancel)) return Outcome.No("asked", words["You’ve asked already, and it is with them. You can also speak to them."]);
        if (hold.Text is null || !await db.HoldEndsOfProgram().AnyAsync(e => e.HoldId == hold.Id && e.Kind == HoldEndKind.NotReleased, cancel)) return Outcome.No("waits", words["Nobody has read it yet. There is nothing to ask again."]);
        if (hold.Reason == HoldReason.AskedAgain) return Outcome.No("asked", words["You’ve asked already, and somebody has looked again. You can change it, or speak to them."]);
        if (await holds.PausedAsync(cancel) is { } paused) return paused;

        var text = await sealer.OpenAsync(Hold.TextAt(hold.Id), hold.Text, cancel);
        hold.Erase();
        var again = await holds.HoldForAsync(hold.Place, HoldReason.AskedAgain, text, PressId.Of(viewer.PersonId, hold.Id), cancel, hold.Id, form.Words);
        await gate.TellAsync(again, cancel);
        return Outcome.To("/held/mine");
    }
}
