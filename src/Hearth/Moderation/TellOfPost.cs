using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.CarePrograms;
using Hearth.Holds;
using Hearth.Holds.Rules;
using Hearth.Sealing;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Moderation;

/// <summary>Somebody tells the staff of a post. Whose it is is told nothing of it.</summary>
public sealed class TellOfPost(HearthDb db, Viewer viewer, HoldGate gate, ReportDesk desk, HappeningLog happenings, Sealer sealer, Clock clock, IStringLocalizer<Words> words) : IVerb<TellOfPost.Form>
{
    public const int LongestWords = 500;

    public sealed record Form(
        [property: Required] Guid? Post,
        [property: Required(ErrorMessage = "Please press what fits best.")] ReportReason? Reason,
        [property: MaxLength(LongestWords, ErrorMessage = "Please keep it under 500 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PostsVisibleTo(viewer).Where(p => p.Id == form.Post).HoldAsync(cancel) is not { } post) return Outcome.Missing;
        if (post.AuthorId == viewer.PersonId) return Outcome.No("own", words["This is yours. You can take it back yourself."]);
        if (post.TakenBackAt is not null || await db.HiddenPosts().ContainsAsync(post.Id, cancel)) return Outcome.No("gone", words["This isn’t here any more: staff have seen it, or its author took it back."]);
        if (await db.PostReportsBy(viewer).Where(r => r.PostId == post.Id && r.EndedAt == null).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancel) is { } told) return Outcome.To($"/held/mine?told={told}");

        var (id, now, settings) = (Guid.NewGuid(), clock.Now, await gate.SettingsAsync(cancel));
        var zone = DateTimeZoneProviders.Tzdb[await db.ThisProgram().Select(p => p.Zone).SingleAsync(cancel)];
        var space = await db.TopicsVisibleTo(viewer).Where(t => t.Id == post.TopicId).Select(t => t.SpaceId).SingleAsync(cancel);
        var said = form.Words is null ? null : await sealer.SealAsync(viewer.PersonId, Report.WordsAt(id), form.Words, cancel);
        var report = Report.Of(id, post, space, viewer.PersonId, form.Reason!.Value, said, now, StaffedHours.After(now, settings.Hours, settings.From, settings.Until, zone));
        db.Add(report);
        // About nobody: it is not told to whose post it is.
        happenings.Record("moderation.told", id);
        await desk.TellAsync(report, cancel);
        return Outcome.To($"/held/mine?told={id}");
    }
}
