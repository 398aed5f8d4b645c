using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.FollowUps.Rules;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Concerns;

/// <summary>"I noticed something": goes to the staff with a clock, and whoever is on call is asked in the same transaction. Whom it is about reads nothing of it.</summary>
public sealed class FileConcern(HearthDb db, Viewer viewer, FollowUpDesk desk, FollowUpPages pages, HappeningLog happenings, Sealer sealer, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<FileConcern.Form>
{
    /// <param name="Press">Names this press, so that sent again it is one.</param>
    public sealed record Form(
        [property: Required] Guid? Press,
        [property: Required(ErrorMessage = "Please say whom it is about.")] Guid? About,
        NoticedSign[]? Signs,
        [property: MaxLength(1000, ErrorMessage = "Please keep it under 1000 letters.")] string? Words,
        [property: Required(ErrorMessage = "Please say whether it can wait.")] Pace? Pace);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var (about, now) = (form.About!.Value, clock.Now);
        if (!await db.PeersKnownTo(viewer).AnyAsync(p => p.Id == about, cancel)) return Outcome.No("About", "about", words["Please choose somebody from a group of yours."]);
        var signs = (form.Signs ?? []).Distinct().Order().ToArray();
        if (signs.Length == 0 && form.Words is null) return Outcome.No("Signs", "nothing", words["Please choose what you noticed, or write it in your own words."]);

        // Presses about one person take turns; the same one again does nothing more, even where all has ended meanwhile.
        await db.HoldPersonAsync(about, cancel);
        var id = PressId.Of(viewer.PersonId, form.Press!.Value);
        if (await db.ConcernsFiledBy(viewer).AnyAsync(c => c.Id == id, cancel)) return Outcome.To($"/noticed?told={id}");

        var (followUp, _) = await desk.RaiseAsync(FollowUpKind.Concern, form.Pace!.Value, about, viewer.PersonId, now, cancel, anew: form.Pace == Pace.Now);
        var sealedWords = await sealer.SealAsync(about, Concern.WordsAt(id), new NoticedWords(signs, form.Words).Pack(), cancel);
        db.Add(Concern.File(viewer.ProgramId, id, viewer.PersonId, about, followUp.Id, form.Pace.Value, sealedWords, now));
        happenings.Record("concerns.filed", id);
        after.Do(() => pages.TellAsync(followUp));
        return Outcome.To($"/noticed?told={id}");
    }
}
