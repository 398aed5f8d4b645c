using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Hearth.Channels;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.Notices;

/// <summary>
/// The code that went to a mailbox has come back: it is theirs. Each try counts, and five are all. In a transaction of its own, since
/// a refusal takes back what its verb wrote, and a wrong try stays counted.
/// </summary>
public sealed class ConfirmMailbox(Viewer viewer, Scopes scopes, Clock clock, IStringLocalizer<Words> words) : IVerb<ConfirmMailbox.Form>
{
    public sealed record Form([property: Required(ErrorMessage = "Please write the six digits.")] [property: MaxLength(12)] string? Code);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var typed = Encoding.ASCII.GetBytes(string.Concat(form.Code!.Where(char.IsAsciiDigit)));
        var (me, now) = (viewer.PersonId, clock.Now);
        var right = await scopes.WriteAsync(viewer.ProgramId, async services =>
        {
            var (db, sealer) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Sealer>());
            await db.HoldPersonAsync(me, cancel);
            if (await db.MailboxesOf(me).SingleOrDefaultAsync(cancel) is not { } box || !box.MayTry(now)) return false;
            var code = await sealer.OpenAsync(Mailbox.CodeAtPlace(me), box.Code!, cancel);
            if (!CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(code))) return false;
            box.Confirm(now);
            services.GetRequiredService<HappeningLog>().Record("notices.mailbox-confirmed", me, me, me);
            return true;
        }, cancel);
        return right ? Outcome.To("/notices/how?kept=1#mail") : Outcome.No(nameof(form.Code), "wrong-code", words["That isn’t the code, or it is too old. You can have a new one sent."]);
    }
}
