using Hearth.Database;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Channels;

/// <summary>They have written the secret down: it is shown no more.</summary>
public sealed class KeepSecret(HearthDb db, Viewer viewer, Clock clock) : IVerb<KeepSecret.Form>
{
    public sealed record Form;

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.WebhookSeenBy(viewer).SingleOrDefaultAsync(w => w.MadeBy == viewer.PersonId, cancel) is { } webhook) webhook.Keep(clock.Now);
        return Outcome.To("/channels");
    }
}
