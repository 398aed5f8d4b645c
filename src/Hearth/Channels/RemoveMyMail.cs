using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Channels;

/// <summary>No more calls by e-mail. They can be reached less well afterwards, so it asks the same.</summary>
public sealed class RemoveMyMail(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<RemoveMyMail.Form>
{
    public sealed record Form;

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.OwnAddresses(viewer).Where(a => a.Channel == Channel.Email).ExecuteDeleteAsync(cancel) > 0) happenings.Record("channels.mail-removed", viewer.PersonId, viewer.PersonId);
        return Outcome.To("/calls");
    }
}
