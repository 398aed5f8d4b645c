using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Invitations.Rules;
using Hearth.People;
using Hearth.People.Rules;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Invitations;

/// <summary>Keeps a place for somebody and makes the link that staff hand over.</summary>
public sealed class Invite(HearthDb db, Viewer viewer, Sealer sealer, HappeningLog happenings, Clock clock, LinkInHand hand, AfterCommit after, IStringLocalizer<Words> words) : IVerb<Invite.Form>
{
    /// <param name="Press">Names this press, so that sent again it is one.</param>
    public sealed record Form(
        [property: Required(ErrorMessage = "Please say what they will be here.")] Role? Role,
        [property: Required(ErrorMessage = "Please type their full name, as you know them.")] [property: MaxLength(120)] string? FullName,
        QualificationKind? Kind, [property: MaxLength(160)] string? Title, LocalDate? ValidFrom, LocalDate? ValidUntil, string? Place, Guid? Press = null);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var role = form.Role!.Value;
        if (!Inviting.MayInvite(viewer.Role).Contains(role))
            return Outcome.No(nameof(form.Role), "not-yours", words["An admin invites people into this role."]);
        if (Inviting.WaitsForOpening(role) && await db.ThisProgram().AnyAsync(p => p.OpenedAt == null, cancel))
            return Outcome.No(nameof(form.Role), "not-open", words["The program isn’t open yet. People can be invited once it is, so that somebody is there for them."]);
        if (FlawOfPaper(form, role) is { } flaw) return flaw;

        var now = clock.Now;
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        var (id, person) = (PressId.Of(viewer.PersonId, form.Press ?? Guid.NewGuid()), Guid.NewGuid());
        if (await db.InvitationsVisibleTo(viewer).AnyAsync(i => i.Id == id, cancel)) return Outcome.To($"/people/invitations/{id}");
        var invitation = Invitation.Of(db.CurrentProgram, id, person, role, await sealer.SealAsync(person, Invitation.Place(id), form.FullName!, cancel), viewer.PersonId, now);
        if (form.Kind is { } kind && RoleWords.PaperOf(role) is not null) invitation.Bring(kind, form.Title!, form.ValidFrom!.Value, form.ValidUntil!.Value, form.Place);
        var token = InvitationLink.NewToken();
        db.Add(invitation);
        db.Add(InvitationLink.To(invitation, token));
        happenings.Record("invitations.invited", id, person);
        after.Do(() => { hand.Give(id, token); return Task.CompletedTask; });
        return Outcome.To($"/people/invitations/{id}");
    }

    /// <summary>For who will lead: all of the paper, or none of it yet. For others: none.</summary>
    private Outcome? FlawOfPaper(Form form, Role role)
    {
        if (form is { Title: null, ValidFrom: null, ValidUntil: null }) return null;
        if (RoleWords.PaperOf(role) is null)
            return Outcome.No(nameof(form.Title), "no-paper", words["Only people who lead need a license or training. Please leave this empty."]);
        if (form.Kind is null) return Outcome.No(nameof(form.Kind), "paper", words["Please say whether it is a license or a training."]);
        if (Papers.PlaceMissing(form.Kind.Value, form.Place)) return Outcome.No(nameof(form.Place), "paper", words["Please choose the state or country that the license is for."]);
        if (form.Title is null) return Outcome.No(nameof(form.Title), "paper", words["Please write what stands on the paper."]);
        if (form.ValidFrom is null) return Outcome.No(nameof(form.ValidFrom), "paper", words["Please give the first day."]);
        if (form.ValidUntil is null) return Outcome.No(nameof(form.ValidUntil), "paper", words["Please give the last day."]);
        return Papers.FlawOf(form.ValidFrom.Value, form.ValidUntil.Value) switch
        {
            Papers.Flaw.EndsBeforeItStarts => Outcome.No(nameof(form.ValidUntil), "dates", words["The last day comes before the first. Please check both."]),
            Papers.Flaw.TooLong => Outcome.No(nameof(form.ValidUntil), "dates", words["That is more than 30 years. Please check the year."]),
            _ => null,
        };
    }
}
