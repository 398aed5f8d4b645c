using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Channels;

/// <summary>Where calls go to be paged or texted. Each time a new secret is made: it is shown once, to whoever set it.</summary>
public sealed class SetWebhook(HearthDb db, Viewer viewer, HappeningLog happenings, Sealer sealer, Clock clock, CallSettings settings, IStringLocalizer<Words> words) : IVerb<SetWebhook.Form>
{
    public sealed record Form([property: Required(ErrorMessage = "Please write the address that the provider gave you.")] [property: MaxLength(500)] string? Url);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (!Uri.TryCreate(form.Url, UriKind.Absolute, out var url) || !Outside.MayBe(url, settings.Gateways))
            return Outcome.No(nameof(form.Url), "address", words["An address that begins with https and leads out into the world, please. One in your own network is for whoever runs the machine to allow."]);
        var program = db.CurrentProgram;
        var sealedUrl = await sealer.SealForProgramAsync(Webhook.UrlAt(program), url.AbsoluteUri, cancel);
        var secret = await sealer.SealForProgramAsync(Webhook.SecretAt(program), RandomNumberGenerator.GetHexString(64, lowercase: true), cancel);
        if (await db.WebhookSeenBy(viewer).SingleOrDefaultAsync(cancel) is { } there) there.MakeAnew(sealedUrl, secret, viewer.PersonId, clock.Now);
        else db.Add(Webhook.Of(program, sealedUrl, secret, viewer.PersonId, clock.Now));
        happenings.Record("channels.webhook-set", program);
        return Outcome.To("/channels/webhook/secret");
    }
}
