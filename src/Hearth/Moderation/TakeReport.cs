using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Notices;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Moderation;

/// <summary>"I have it": whoever told it reads who looks after it.</summary>
public sealed class TakeReport(HearthDb db, Viewer viewer, ReportDesk desk, NoticeDesk notices, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<TakeReport.Form>
{
    public sealed record Form([property: Required] Guid? Report);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.ReportsKeptBy(viewer).Where(r => r.Id == form.Report).HoldAsync(cancel) is not { } report) return Outcome.Missing;
        if (report.EndedAt is not null) return Outcome.No("ended", words["This has ended meanwhile. Nothing is left to do."]);
        if (report.OwnerId is { } other && other != viewer.PersonId && !viewer.Is(Role.Supervisor))
            return Outcome.No("taken", words["{0} has it already.", await db.PeopleVisibleTo(viewer).Where(p => p.Id == other).Select(p => p.Name).SingleAsync(cancel)]);
        if (report.OwnerId != viewer.PersonId)
        {
            report.Take(viewer.PersonId, clock.Now);
            happenings.Record("moderation.taken", report.Id);
            await notices.TellAsync(ModerationNotices.Taken, report.ReportedBy, report.Id, cancel);
            await desk.TellAsync(report, cancel);
        }
        return Outcome.To($"/reports/{report.Id}");
    }
}
