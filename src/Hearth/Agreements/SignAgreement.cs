using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Agreements;

/// <param name="Agreement">The version that was on the page: nobody signs words that they have not seen.</param>
public sealed record SignAgreementForm(
    [property: Required] Guid? Agreement,
    [property: Required(ErrorMessage = "Please tick this once you’ve read it. Take the time you need.")] bool? Read,
    [property: Required(ErrorMessage = "Please tick this once you’ve read the guidelines.")] bool? Guidelines,
    [property: Required(ErrorMessage = "Please type your full name, as on a letter.")] [property: MaxLength(120)] string? FullName);

/// <summary>A person signs the version in force by typing their name.</summary>
public sealed class SignAgreement(HearthDb db, Viewer viewer, Sealer sealer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<SignAgreementForm>
{
    public async Task<Outcome> RunAsync(SignAgreementForm form, CancellationToken cancel)
    {
        var current = await db.CurrentAgreementAsync(cancel);
        if (current is null) return Outcome.Missing;
        if (current.Id != form.Agreement) return Outcome.No("not-current", words["The words changed while this page was open. This is the new version; please read it before you sign. Your name is still here."]);
        if (form.Read != true) return Outcome.No(nameof(form.Read), "not-read", words["Please tick this once you’ve read it. Take the time you need."]);
        if (form.Guidelines != true) return Outcome.No(nameof(form.Guidelines), "not-acknowledged", words["Please tick this once you’ve read the guidelines."]);
        if (await db.HasSignedCurrentAsync(viewer.PersonId, cancel)) return AlreadySigned();

        var name = await sealer.SealAsync(viewer.PersonId, Signature.Place(viewer.PersonId, current.Id), form.FullName!, cancel);
        db.Add(Signature.Under(current, viewer.PersonId, name, clock.Now));
        happenings.Record("agreements.signed", current.Id, viewer.PersonId);
        happenings.Record("agreements.guidelines-acknowledged", current.Id, viewer.PersonId);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Two presses at once met at the key; the other one is the signature.
            return AlreadySigned();
        }
        return Outcome.To("/today");
    }

    private Outcome AlreadySigned() => Outcome.No("already-signed", words["You’ve already signed this version. Your copy is kept for you."]);
}
