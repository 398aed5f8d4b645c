using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Spaces;

/// <summary>Somebody has read how people write here and who can read it, and comes in. Once for each person and space.</summary>
public sealed class EnterSpace(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock) : IVerb<EnterSpace.Form>
{
    public sealed record Form([property: Required] Guid? Space);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.SpacesVisibleTo(viewer).Where(s => s.Id == form.Space).HoldAsync(cancel) is not { } space) return Outcome.Missing;
        if (!await db.EntriesOf(viewer).AnyAsync(e => e.SpaceId == space.Id, cancel))
        {
            db.Add(Entry.Into(viewer.ProgramId, space.Id, viewer.PersonId, clock.Now));
            happenings.Record("spaces.entered", space.Id, viewer.PersonId);
        }
        return Outcome.To($"/spaces/{space.Id}");
    }
}
