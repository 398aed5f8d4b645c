using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Moderation;

/// <summary>Staff have looked: nothing was needed, the post is hidden, or somebody writes to its author. What they write, its author reads by name.</summary>
public sealed class EndReport(HearthDb db, Viewer viewer, ReportDesk desk, PostDesk posts, IStringLocalizer<Words> words) : IVerb<EndReport.Form>
{
    public sealed record Form(
        [property: Required] Guid? Report,
        [property: Required(ErrorMessage = "Please say what is to be done.")] ReportEnd? End,
        [property: MaxLength(Hiding.LongestWords, ErrorMessage = "Please keep it under 500 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.ReportsKeptBy(viewer).Where(r => r.Id == form.Report).HoldAsync(cancel) is not { } report) return Outcome.Missing;
        if (report.EndedAt is not null) return Outcome.No("ended", words["This has ended meanwhile. Nothing is left to do."]);
        if (report.OwnerId is { } other && other != viewer.PersonId && !viewer.Is(Role.Supervisor))
            return Outcome.No("taken", words["{0} has it already.", await db.PeopleVisibleTo(viewer).Where(p => p.Id == other).Select(p => p.Name).SingleAsync(cancel)]);
        if (form.End != ReportEnd.NothingNeeded && form.Words is null) return Outcome.No(nameof(form.Words), "no-words", words["Please write a few words: its author reads them."]);

        if (form.End != ReportEnd.NothingNeeded)
        {
            var post = await db.PostsOfProgram().Where(p => p.Id == report.PostId).HoldAsync(cancel) ?? throw new InvalidOperationException("A report is about a post.");
            if (form.End == ReportEnd.PrivateWord) await desk.WriteAsync(post, report.SpaceId, form.Words!, cancel);
            else if (post.TakenBackAt is null && !await db.HiddenPosts().ContainsAsync(post.Id, cancel)) await posts.HideAsync(post, HideReason.Other, form.Words!, cancel);
        }
        await desk.EndAsync(report, form.End!.Value, cancel);
        return Outcome.To("/held");
    }
}
