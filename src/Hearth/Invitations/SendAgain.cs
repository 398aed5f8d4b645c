using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Invitations.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Invitations;

/// <summary>A new link in the old one's place, good for seven days from now. The old one opens nothing any more.</summary>
public sealed class SendAgain(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, LinkInHand hand, AfterCommit after, IStringLocalizer<Words> words) : IVerb<SendAgain.Form>
{
    public sealed record Form(Guid? Invitation);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        await db.HoldInvitationAsync(form.Invitation!.Value, cancel);
        var invitation = await db.InvitationsVisibleTo(viewer).SingleOrDefaultAsync(i => i.Id == form.Invitation, cancel);
        if (invitation is null) return Outcome.Missing;
        if (!(await db.StateOfAsync(invitation, clock.Now, cancel)).IsPending())
            return Outcome.No("over", words["This invitation has come to its end. Please invite them anew if they still need a way in."]);

        var token = InvitationLink.NewToken();
        await db.DropLinkAsync(invitation, cancel);
        db.Add(InvitationLink.To(invitation, token));
        invitation.SendAgain(clock.Now);
        happenings.Record("invitations.sent-again", invitation.Id, invitation.PersonId);
        after.Do(() => { hand.Give(invitation.Id, token); return Task.CompletedTask; });
        return Outcome.To($"/people/invitations/{invitation.Id}");
    }
}
