using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.CarePrograms.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Setup;

/// <summary>The lines that stand on every page of a participant.</summary>
public sealed class SetCrisisLines(HearthDb db, HappeningLog happenings, IStringLocalizer<Words> words) : IVerb<SetCrisisLines.Form>
{
    public sealed record Form([property: Required(ErrorMessage = "Please write at least one line. People look here when they need somebody now.")] [property: MaxLength(1500)] string? Lines);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (CrisisText.FirstUnread(form.Lines!) is { } line)
            return Outcome.No(nameof(form.Lines), "unread", words["“{0}” can’t be read. A good line looks like this: 988 Lifeline | 988 | tel sms", line]);
        if (CrisisText.Read(form.Lines!).Count > CrisisText.Most)
            return Outcome.No(nameof(form.Lines), "too-many", words["Eight lines at most: somebody who needs one has no time to choose."]);
        var program = await db.ThisProgram().SingleAsync(cancel);
        program.PointTo(form.Lines!);
        happenings.Record("setup.lines-set", program.Id);
        return Outcome.To("/program");
    }
}
