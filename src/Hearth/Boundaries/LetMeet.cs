using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Boundaries;

/// <summary>Two who were kept apart may meet again. Whoever was told of the one is told of the other.</summary>
public sealed class LetMeet(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock) : IVerb<LetMeet.Form>
{
    public sealed record Form([property: Required] Guid? Apart);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var open = db.SeparationsVisibleTo(viewer).Where(s => s.Id == form.Apart && s.EndedAt == null);
        // Its row is held: it ends once, whoever else presses.
        if (await open.ExecuteUpdateAsync(s => s.SetProperty(x => x.Reason, x => x.Reason), cancel) == 0)
            return await db.SeparationsVisibleTo(viewer).AnyAsync(s => s.Id == form.Apart, cancel) ? Outcome.To("/apart") : Outcome.Missing;
        var separation = await open.SingleAsync(cancel);
        separation.End(viewer.PersonId, clock.Now);
        happenings.Record("boundaries.let-meet", separation.Id);
        foreach (var told in separation.Told) happenings.Record("boundaries.told-to-meet", separation.Id, told);
        return Outcome.To("/apart?met=1");
    }
}
