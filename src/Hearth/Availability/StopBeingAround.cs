using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Availability;

/// <summary>Not around any more, before the time that one said.</summary>
public sealed class StopBeingAround(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<StopBeingAround.Form>
{
    public sealed record Form;

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.AvailabilityOf(viewer).SingleOrDefaultAsync(a => a.AroundUntil != null, cancel) is { } own)
        {
            own.BeAround(null);
            happenings.Record("availability.around-ended", viewer.PersonId, viewer.PersonId);
        }
        return Outcome.To("/availability");
    }
}
