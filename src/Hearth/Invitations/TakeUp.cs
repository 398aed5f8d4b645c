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
public sealed class TakeUp(HearthDb db, Viewer viewer, Scopes scopes, Clock clock, LettingIn letting, TicketDesk tickets, MissedLinks missed, IHttpContextAccessor accessor, IStringLocalizer<Words> words) : IVerb<TakeUp.Form>
{
    public sealed record Form(
        string? Token,
        [property: Required(ErrorMessage = "Please choose a name. It doesn’t have to be your own.")] [property: MaxLength(60)] string? Name,
        [property: MaxLength(40)] string? Pronouns,
        [property: Required(ErrorMessage = "Please choose where you are, so that times are right.")] string? Zone,
        string? Language,
        bool? Mine = null);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.LinkAsync(form.Token!, cancel) is not { } link) return await missed.ClosedAsync(accessor.HttpContext!, words);
        if (!Zones.Known(form.Zone)) return Outcome.No(nameof(form.Zone), "zone", words["Please choose where you are, so that times are right."]);
        var language = form.Language is "es" ? "es" : "en";

        // By the way they already sign in: the account stays one, and the two places never mix.
        var mine = form.Mine == true;
        if (mine && (!viewer.SignedIn || viewer.Enrolling)) return Outcome.No("sign-in-first", words["Sign in first, the way you always do. Then come back to this link."]);

        var (membership, already, go) = await scopes.WriteAsync(link.ProgramId, services => EnterAsync(services, link, form, language, mine ? viewer.AccountId : null, cancel), cancel);
        if (already) return Outcome.No("already", words["You have a place like this in this program already."]);
        if (membership is null) return await missed.ClosedAsync(accessor.HttpContext!, words);
        var http = accessor.HttpContext!;
        LanguageChoice.Keep(http, language);
        if (mine)
        {
            var old = SignInTicket.TicketOf(http);
            tickets.CutLines(old);
            return await go!();
        }
        await SignInTicket.IssueAsync(http, membership, enrolling: true);
        return Outcome.To("/factors");
    }

    private async Task<(Membership? In, bool Already, Func<Task<Outcome>>? Go)> EnterAsync(IServiceProvider services, InvitationLink link, Form form, string language, Guid? existing, CancellationToken cancel)
    {
        var there = services.GetRequiredService<HearthDb>();
        var now = clock.Now;
        await there.HoldInvitationAsync(link.InvitationId, cancel);
        var invitation = await there.InvitationsOfProgram().AsNoTracking().SingleAsync(i => i.Id == link.InvitationId, cancel);
        var state = await there.StateOfAsync(invitation, now, cancel);

        // The link may have been replaced while we waited for the hold.
        if (!state.Opens() || await there.LinkAsync(form.Token!, cancel) is null) return (null, false, null);
        if (state == InvitationState.Begun)
            return existing is not null ? (null, false, null) : (await there.MembershipsOfProgram().AsNoTracking().SingleOrDefaultAsync(m => m.Id == invitation.MembershipId && m.State == MembershipState.Active, cancel), false, null);
        if (existing is { } own && await there.OpenMembershipsOf(own).AnyAsync(m => m.ProgramId == invitation.ProgramId && m.Role == invitation.Role, cancel)) return (null, true, null);

        var person = Person.Join(invitation.ProgramId, form.Name!, form.Zone!, invitation.Role, now, invitation.PersonId);
        person.CallThemselves(form.Name!, form.Pronouns ?? "");
        person.Speak(language);
        var sealer = services.GetRequiredService<Sealer>();
        var fullName = await sealer.OpenAsync(Invitation.Place(invitation.Id), invitation.Recipient, cancel);
        var membership = await NewPeople.EnterAsync(services, person, await sealer.SealAsync(person.Id, LegalIdentity.PlaceOf(person.Id), fullName, cancel), now, cancel, existing);
        if (invitation.PaperKind is { } kind)
            there.Add(Qualification.Record(invitation.ProgramId, person.Id, kind, invitation.PaperTitle, invitation.PaperFrom!.Value, invitation.PaperUntil!.Value, invitation.InvitedBy, now, invitation.PaperPlace));
        if (await there.BeginAsync(invitation.Id, membership.Id, now, cancel) != 1) throw new InvalidOperationException("An invitation that was held was begun by another.");
        services.GetRequiredService<HappeningLog>().Record("invitations.taken-up", invitation.Id, person.Id, person.Id);
        return (membership, false, existing is null ? null : await letting.EnterInAsync(services, membership, SignInTicket.TicketOf(accessor.HttpContext!), cancel));
    }
}
