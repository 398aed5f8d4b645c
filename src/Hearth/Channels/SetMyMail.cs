using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Channels;

/// <summary>One's own e-mail for calls. Who they are is shown again first (<c>StepUp</c>): an open page in another's hand would lead calls away.</summary>
public sealed class SetMyMail(HearthDb db, Viewer viewer, HappeningLog happenings, Sealer sealer, Clock clock, IStringLocalizer<Words> words) : IVerb<SetMyMail.Form>
{
    public sealed record Form([property: Required(ErrorMessage = "Please write the e-mail address.")] [property: MaxLength(254)] string? Email);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (!MailAddress.Is(form.Email!)) return Outcome.No(nameof(form.Email), "address", words["That doesn’t look like an e-mail address. One like name@example.org."]);
        await db.SetAddressAsync(viewer.PersonId, Channel.Email, await sealer.SealAsync(viewer.PersonId, CallAddress.PlaceAt(viewer.PersonId, Channel.Email), form.Email!, cancel), viewer, clock.Now, cancel);
        happenings.Record("channels.mail-set", viewer.PersonId, viewer.PersonId);
        return Outcome.To("/calls?set=1");
    }
}
