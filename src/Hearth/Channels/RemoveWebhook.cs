using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Channels;

/// <summary>No more calls to the provider; its address and the secret are gone.</summary>
public sealed class RemoveWebhook(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<RemoveWebhook.Form>
{
    public sealed record Form;

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.WebhookSeenBy(viewer).ExecuteDeleteAsync(cancel) > 0) happenings.Record("channels.webhook-removed", db.CurrentProgram);
        return Outcome.To("/channels");
    }
}
