using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Boundaries;

/// <summary>Takes a quieting back: what the other wrote meanwhile is there again.</summary>
public sealed class HearAgain(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<HearAgain.Form>
{
    public sealed record Form([property: Required] Guid? Person);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.QuietingsOf(viewer).Where(q => q.OtherId == form.Person).ExecuteDeleteAsync(cancel) > 0) happenings.Record("boundaries.heard-again", viewer.PersonId);
        return Outcome.To("/quiet?heard=1");
    }
}
