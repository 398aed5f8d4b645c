using System.ComponentModel.DataAnnotations;
using Hearth.Channels;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Notices;

/// <summary>Where one wants notices by e-mail: a code goes there, and nothing else until it has come back.</summary>
public sealed class SetMailbox(HearthDb db, Viewer viewer, HappeningLog happenings, Sealer sealer, Outbox outbox, CallSettings settings, Clock clock, IStringLocalizer<Words> words) : IVerb<SetMailbox.Form>
{
    public sealed record Form(
        [property: Required(ErrorMessage = "Please write the e-mail address.")] [property: MaxLength(254)] string? Email,
        [property: Required(ErrorMessage = "We write only where that is safe for you.")] bool? Safe);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (!settings.Mail.IsSetUp) return Outcome.No("no-mail", words["This house sends no e-mail yet."]);
        if (form.Safe != true) return Outcome.No(nameof(form.Safe), "not-safe", words["We write only where that is safe for you."]);
        if (!MailAddress.Is(form.Email!)) return Outcome.No(nameof(form.Email), "address", words["That doesn’t look like an e-mail address. One like name@example.org."]);
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        var box = await db.MailboxOf(viewer).SingleOrDefaultAsync(cancel);
        if (box is null) db.Add(box = Mailbox.Of(db.CurrentProgram, viewer.PersonId));
        var address = await sealer.SealAsync(viewer.PersonId, Mailbox.AddressAt(viewer.PersonId), form.Email!, cancel);
        if (!box.Try(address, await sealer.SealAsync(viewer.PersonId, Mailbox.CodeAtPlace(viewer.PersonId), Mailbox.NewCode(), cancel), clock.Now))
            return Outcome.No("too-many", words["That was a lot of codes for one day. Please try again tomorrow."]);
        await outbox.CodeAsync(box, cancel);
        happenings.Record("notices.mailbox-set", viewer.PersonId, viewer.PersonId);
        return Outcome.To("/notices/how#mail");
    }
}
