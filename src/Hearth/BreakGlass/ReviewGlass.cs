using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.BreakGlass;

/// <summary>A second pair of eyes: whether it was in order that somebody opened a person's records.</summary>
public sealed class ReviewGlass(HearthDb db, Viewer viewer, HappeningLog happenings, Sealer sealer, Clock clock, IStringLocalizer<Words> words) : IVerb<ReviewGlass.Form>
{
    public sealed record Form(
        [property: Required] Guid? Glass,
        [property: Required(ErrorMessage = "Please say whether it was in order.")] Verdict? Verdict,
        [property: MaxLength(500, ErrorMessage = "Please keep it under 500 letters.")] string? Why);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        // Two who look at once take turns at its row.
        var seen = db.GlassesSeenBy(viewer).Where(g => g.Id == form.Glass);
        if (await seen.ExecuteUpdateAsync(g => g.SetProperty(x => x.EndsAt, x => x.EndsAt), cancel) != 1) return Outcome.Missing;
        var glass = await seen.SingleAsync(cancel);
        var now = clock.Now;
        if (await db.GlassReviewsOf(seen).AnyAsync(cancel)) return Outcome.No("reviewed", words["Somebody else has looked at it meanwhile."]);
        if (form.Verdict == Verdict.NotInOrder && form.Why is null) return Outcome.No("Why", "why", words["Please write what was not in order."]);

        var why = form.Why is null ? null : await sealer.SealAsync(glass.PersonId, GlassReview.WordsAt(glass.Id), form.Why, cancel);
        db.Add(GlassReview.Of(glass, viewer.PersonId, form.Verdict!.Value, why, now));
        // What was found not to be in order does not go on.
        if (form.Verdict == Verdict.NotInOrder && glass.EndedAt is null) glass.End(now);
        happenings.Record(form.Verdict == Verdict.InOrder ? "breakglass.found-in-order" : "breakglass.found-not-in-order", glass.Id, glass.PersonId);
        return Outcome.To("/glass?seen=1");
    }
}
