using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Sealing;
using Microsoft.Extensions.Localization;

namespace Hearth.Moderation;

/// <summary>It is not put up as it is: its author reads why, by whom, and what could stand there instead.</summary>
public sealed class SendBackHold(HearthDb db, Viewer viewer, HoldDesk desk, Sealer sealer, IStringLocalizer<Words> words) : IVerb<SendBackHold.Form>
{
    public const int LongestWords = 500;

    public sealed record Form(
        [property: Required] Guid? Hold,
        [property: Required(ErrorMessage = "Please say why: its author reads it.")] [property: MaxLength(LongestWords, ErrorMessage = "Please keep it under 500 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.HoldsKeptBy(viewer).Where(h => h.Id == form.Hold).HoldAsync(cancel) is not { } hold) return Outcome.Missing;
        if (await db.HasEndedAsync(hold, cancel)) return Outcome.No("ended", words["This has ended meanwhile. Nothing changed."]);
        var said = await sealer.SealAsync(hold.AuthorId, HoldEnd.WordsAt(hold.Id), form.Words!, cancel);
        await desk.EndAsync(hold, HoldEndKind.NotReleased, "moderation.sent-back", cancel, said);
        return Outcome.To("/held");
    }
}
