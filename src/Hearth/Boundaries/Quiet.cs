using Hearth.Database;
using Hearth.Happenings;
using Hearth.People;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Boundaries;

/// <summary>
/// Quiets one person for the viewer. The press stands where the words stand, in rooms that come later and know whom the viewer reads
/// there. Nothing recorded names whom: what is kept of it must not tell the other.
/// </summary>
public sealed class Quiet(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IEnumerable<IHearsOfDistance> hearers)
{
    /// <summary>Words of staff always reach everybody.</summary>
    public static bool Allowed(Role of) => !of.IsStaff();

    public async Task RunAsync(Guid other, CancellationToken cancel)
    {
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        if (await db.QuietingsOf(viewer).AnyAsync(q => q.OtherId == other, cancel)) return;
        db.Add(Quieting.Of(viewer.ProgramId, viewer.PersonId, other, clock.Now));
        happenings.Record("boundaries.quieted", viewer.PersonId);
        foreach (var hearer in hearers) await hearer.HearAsync(viewer.PersonId, other, cancel);
    }
}
