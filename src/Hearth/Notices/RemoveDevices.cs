using Hearth.Channels;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Notices;

/// <summary>Nothing is shown on any device of one's own any more.</summary>
public sealed class RemoveDevices(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<RemoveDevices.Form>
{
    public sealed record Form;

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.DevicesOf(viewer.PersonId).ExecuteDeleteAsync(cancel) > 0) happenings.Record("notices.device-removed", viewer.PersonId, viewer.PersonId);
        return Outcome.To("/notices/how#devices");
    }
}
