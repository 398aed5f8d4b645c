using Hearth.Channels;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Notices;

/// <summary>No more notices by e-mail.</summary>
public sealed class RemoveMailbox(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<RemoveMailbox.Form>
{
    public sealed record Form;

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        if (await db.MailboxOf(viewer).SingleOrDefaultAsync(cancel) is { } box && (box.ConfirmedAt is not null || box.Code is not null))
        {
            box.Close();
            happenings.Record("notices.mailbox-removed", viewer.PersonId, viewer.PersonId);
        }
        return Outcome.To("/notices/how#mail");
    }
}
