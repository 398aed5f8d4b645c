using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Html;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Drafts;

/// <summary>
/// What is being typed, as it stands: kept for its author alone. Nothing typed: nothing kept. Not a happening, since it happens all
/// the time and to nobody.
/// </summary>
public sealed class SaveDraft(HearthDb db, Viewer viewer, Sealer sealer, Clock clock, IStringLocalizer<Words> words) : IVerb<SaveDraft.Form>
{
    public const int LongestPlace = 120, LongestText = 20_000, MostFields = 20;

    /// <param name="For">The place: the address that the form is sent to.</param>
    /// <param name="Names">Of the fields, in order; <paramref name="Values"/> are theirs.</param>
    public sealed record Form([property: Required] [property: MaxLength(LongestPlace)] [property: RegularExpression("^/[a-z0-9/-]+$")] string? For, string[]? Names, string[]? Values);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var (names, values) = (form.Names ?? [], form.Values ?? []);
        if (names.Length != values.Length || names.Length > MostFields || names.Distinct().Count() != names.Length || names.Sum(n => n.Length) + values.Sum(v => v.Length) > LongestText)
            return Outcome.No("draft", words["That is too long to be kept for you."]);

        var now = clock.Now;
        // One's own at once from two devices: one after the other.
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        await db.StaleDraftsOf(viewer, now).ExecuteDeleteAsync(cancel);
        var here = db.DraftsOf(viewer).Where(d => d.Place == form.For);
        if (names.Length == 0)
        {
            await here.Where(d => d.ThrownAt == null).ExecuteDeleteAsync(cancel);
            return Outcome.To("/today");
        }
        await here.ExecuteDeleteAsync(cancel);
        var fields = await sealer.SealAsync(viewer.PersonId, Draft.FieldsAt(viewer.PersonId, form.For!), DraftBox.Pack(names.Zip(values).ToDictionary(f => f.First, f => f.Second)), cancel);
        db.Add(Draft.Of(viewer.ProgramId, viewer.PersonId, form.For!, fields, now));
        return Outcome.To("/today");
    }
}
