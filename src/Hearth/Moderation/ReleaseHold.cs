using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Holds;
using Hearth.Html;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Moderation;

/// <summary>Staff have read it, and it stands from now on: as the next of its topic, for everybody who reads there.</summary>
public sealed class ReleaseHold(HearthDb db, Viewer viewer, HoldDesk desk, Sealer sealer, IStringLocalizer<Words> words) : IVerb<ReleaseHold.Form>
{
    public sealed record Form([property: Required] Guid? Hold);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.HoldsKeptBy(viewer).Where(h => h.Id == form.Hold).HoldAsync(cancel) is not { } hold) return Outcome.Missing;
        if (await db.HasEndedAsync(hold, cancel)) return Outcome.No("ended", words["This has ended meanwhile. Nothing changed."]);
        var text = await sealer.OpenAsync(Hold.TextAt(hold.Id), hold.Text!, cancel);
        if (!await desk.StandsAsync(hold, text, cancel))
            return Outcome.No("gone", words["{0} can’t read there any more, so it can’t be put up. You can write to them instead.", await db.PeopleVisibleTo(viewer).Where(p => p.Id == hold.AuthorId).Select(p => p.Name).SingleAsync(cancel)]);
        await desk.EndAsync(hold, HoldEndKind.Released, "moderation.let-in", cancel, print: HoldGate.Print(hold.AuthorId, text));
        return Outcome.To("/held");
    }
}
