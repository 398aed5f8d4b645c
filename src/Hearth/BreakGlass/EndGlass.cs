using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.BreakGlass;

/// <summary>Shuts it before its hour is over. Nothing to end is as good as ended.</summary>
public sealed class EndGlass(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock) : IVerb<EndGlass.Form>
{
    public sealed record Form;

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var now = clock.Now;
        foreach (var glass in await db.GlassesBrokenBy(viewer).Where(g => g.EndedAt == null && g.EndsAt > now).ToListAsync(cancel))
        {
            glass.End(now);
            happenings.Record("breakglass.ended", glass.Id, glass.PersonId);
        }
        return Outcome.To("/glass");
    }
}
