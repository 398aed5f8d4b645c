using Hearth.Accounts;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Invitations.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Invitations;

/// <summary>Takes an invitation back. Whoever had begun to take it up, and has no way to sign in yet, is out again.</summary>
public sealed class RevokeInvitation(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, Connections connections, AfterCommit after, IStringLocalizer<Words> words) : IVerb<RevokeInvitation.Form>
{
    public sealed record Form(Guid? Invitation);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        await db.HoldInvitationAsync(form.Invitation!.Value, cancel);
        var invitation = await db.InvitationsVisibleTo(viewer).SingleOrDefaultAsync(i => i.Id == form.Invitation, cancel);
        if (invitation is null) return Outcome.Missing;
        var state = await db.StateOfAsync(invitation, clock.Now, cancel);
        if (state == InvitationState.Used) return Outcome.No("used", words["They have come in already. What you can do now is on their own page."]);
        if (state == InvitationState.Revoked) return Outcome.No("revoked", words["This invitation was taken back already."]);

        await db.DropLinkAsync(invitation, cancel);
        invitation.Revoke(viewer.PersonId, clock.Now);
        if (await db.MembershipsOfProgram().SingleOrDefaultAsync(m => m.Id == invitation.MembershipId, cancel) is { } begun)
        {
            begun.Discharge();
            after.Do(() => connections.AbortAsync(begun.PersonId));
        }
        happenings.Record("invitations.revoked", invitation.Id, invitation.PersonId);
        return Outcome.To("/people");
    }
}
