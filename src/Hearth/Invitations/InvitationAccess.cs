using Hearth.Accounts;
using Hearth.Database;
using Hearth.Invitations.Rules;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Invitations;

public static class InvitationAccess
{
    /// <summary>An invitation names somebody by their full name: for who made it, and for admin and supervisor.</summary>
    public static IQueryable<Invitation> InvitationsVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<Invitation>().Where(i => viewer.IsStaff && (i.InvitedBy == viewer.PersonId || viewer.Role == Role.Admin || viewer.Role == Role.Supervisor));

    /// <summary>Those of the program in scope: for who follows a link, and is nobody yet.</summary>
    public static IQueryable<Invitation> InvitationsOfProgram(this HearthDb db) => db.Set<Invitation>();

    /// <summary>What a link opens. Outside programs.</summary>
    public static Task<InvitationLink?> LinkAsync(this HearthDb db, string token, CancellationToken cancel = default)
    {
        var hash = InvitationLink.HashOf(token);
        return db.Set<InvitationLink>().AsNoTracking().SingleOrDefaultAsync(l => l.Hash == hash, cancel);
    }

    public static Task<int> DropLinkAsync(this HearthDb db, Invitation invitation, CancellationToken cancel) =>
        db.Set<InvitationLink>().Where(l => l.ProgramId == invitation.ProgramId && l.InvitationId == invitation.Id).ExecuteDeleteAsync(cancel);

    /// <summary>Holds the invitation to the end of the transaction: whoever comes second sees what the first one did.</summary>
    public static Task<int> HoldInvitationAsync(this HearthDb db, Guid invitation, CancellationToken cancel) =>
        db.Set<Invitation>().Where(i => i.Id == invitation).ExecuteUpdateAsync(i => i.SetProperty(x => x.ExpiresAt, x => x.ExpiresAt), cancel);

    public static Task<int> BeginAsync(this HearthDb db, Guid invitation, Guid membership, Instant now, CancellationToken cancel) =>
        db.Set<Invitation>().Where(i => i.Id == invitation && i.BegunAt == null && i.RevokedAt == null)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.BegunAt, now).SetProperty(x => x.MembershipId, membership), cancel);

    public static async Task<InvitationState> StateOfAsync(this HearthDb db, Invitation invitation, Instant now, CancellationToken cancel = default)
    {
        var account = await db.MembershipsOfProgram().Where(m => m.Id == invitation.MembershipId).Select(m => (Guid?)m.AccountId).SingleOrDefaultAsync(cancel);
        var enrolled = account is { } id && await db.HasFactorsAsync(id, cancel);
        return InvitationStates.Of(invitation.RevokedAt is not null, invitation.BegunAt is not null, enrolled, invitation.ExpiresAt, now);
    }

    public static IQueryable<StandingChange> StandingChangesVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<StandingChange>().Where(_ => viewer.IsStaff);

    /// <summary>Holds a membership to the end of the transaction, and says whether it is still in force.</summary>
    public static async Task<bool> HoldMembershipAsync(this HearthDb db, Guid membership, CancellationToken cancel) =>
        await db.MembershipsOfProgram().Where(m => m.Id == membership && m.State == MembershipState.Active)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Stamp, x => x.Stamp), cancel) == 1;
}
