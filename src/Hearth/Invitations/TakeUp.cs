using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.CarePrograms.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Invitations.Rules;
using Hearth.People;
using Hearth.Sealing;
using Hearth.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.Invitations;

/// <summary>
/// Somebody follows their link and comes in: account, person, membership and sealed legal identity in one transaction. A press
/// and not the visit, so that a messenger's preview of the link uses nothing up. A broken-off enrolment goes on by the same link.
/// </summary>
public sealed class TakeUp(HearthDb db, Scopes scopes, Clock clock, IHttpContextAccessor accessor, IStringLocalizer<Words> words) : IVerb<TakeUp.Form>
{
    public sealed record Form(
        string? Token,
        [property: Required(ErrorMessage = "Please choose a name. It doesn’t have to be your own.")] [property: MaxLength(60)] string? Name,
        [property: MaxLength(40)] string? Pronouns,
        [property: Required(ErrorMessage = "Please choose where you are, so that times are right.")] string? Zone,
        string? Language);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.LinkAsync(form.Token!, cancel) is not { } link) return Closed();
        if (!Zones.Known(form.Zone)) return Outcome.No(nameof(form.Zone), "zone", words["Please choose where you are, so that times are right."]);
        var language = form.Language is "es" ? "es" : "en";

        var membership = await scopes.WriteAsync(link.ProgramId, services => EnterAsync(services, link, form, language, cancel), cancel);
        if (membership is null) return Closed();
        var http = accessor.HttpContext!;
        await SignInTicket.IssueAsync(http, membership, enrolling: true);
        LanguageChoice.Keep(http, language);
        return Outcome.To("/factors");
    }

    private async Task<Membership?> EnterAsync(IServiceProvider services, InvitationLink link, Form form, string language, CancellationToken cancel)
    {
        var there = services.GetRequiredService<HearthDb>();
        var now = clock.Now;
        await there.HoldInvitationAsync(link.InvitationId, cancel);
        var invitation = await there.InvitationsOfProgram().AsNoTracking().SingleAsync(i => i.Id == link.InvitationId, cancel);
        var state = await there.StateOfAsync(invitation, now, cancel);

        // The link may have been replaced while we waited for the hold.
        if (!state.Opens() || await there.LinkAsync(form.Token!, cancel) is null) return null;
        if (state == InvitationState.Begun)
            return await there.MembershipsOfProgram().AsNoTracking().SingleOrDefaultAsync(m => m.Id == invitation.MembershipId && m.State == MembershipState.Active, cancel);

        var person = Person.Join(invitation.ProgramId, form.Name!, form.Zone!, invitation.Role, now, invitation.PersonId);
        person.CallThemselves(form.Name!, form.Pronouns ?? "");
        person.Speak(language);
        var sealer = services.GetRequiredService<Sealer>();
        var fullName = await sealer.OpenAsync(Invitation.Place(invitation.Id), invitation.Recipient, cancel);
        var membership = await NewPeople.EnterAsync(services, person, await sealer.SealAsync(person.Id, LegalIdentity.PlaceOf(person.Id), fullName, cancel), now, cancel);
        if (invitation.PaperKind is { } kind)
            there.Add(Qualification.Record(invitation.ProgramId, person.Id, kind, invitation.PaperTitle, invitation.PaperFrom!.Value, invitation.PaperUntil!.Value, invitation.InvitedBy, now));
        if (await there.BeginAsync(invitation.Id, membership.Id, now, cancel) != 1) throw new InvalidOperationException("An invitation that was held was begun by another.");
        services.GetRequiredService<HappeningLog>().Record("invitations.taken-up", invitation.Id, person.Id, person.Id);
        return membership;
    }

    /// <summary>One answer for links that ran out, were used, taken back or never were: nothing is to be learned from it.</summary>
    private Outcome Closed() => Outcome.No("closed", words["This link isn’t open any more. Ask the person who gave it to you for a new one; they won’t mind."]);
}
