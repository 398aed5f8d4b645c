using Hearth.Accounts;
using Hearth.Database;
using Hearth.Invitations.Rules;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Invitations;

public static class WayBackAccess
{
    /// <summary>For admins and supervisors: who gives them, and who agrees.</summary>
    public static IQueryable<WayBack> WaysBackVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<WayBack>().Where(_ => viewer.Role == Role.Admin || viewer.Role == Role.Supervisor);

    /// <summary>Those of the program in scope: for who follows a link, and is nobody yet.</summary>
    public static IQueryable<WayBack> WaysBackOfProgram(this HearthDb db) => db.Set<WayBack>();

    public static Task<WayBackLink?> WayBackLinkAsync(this HearthDb db, string token, CancellationToken cancel = default)
    {
        var hash = InvitationLink.HashOf(token);
        return db.Set<WayBackLink>().AsNoTracking().SingleOrDefaultAsync(l => l.Hash == hash, cancel);
    }

    /// <summary>Holds it to the end of the transaction: whoever comes second sees what the first one did.</summary>
    public static Task<int> HoldWayBackAsync(this HearthDb db, Guid way, CancellationToken cancel) =>
        db.Set<WayBack>().Where(w => w.Id == way).ExecuteUpdateAsync(w => w.SetProperty(x => x.ExpiresAt, x => x.ExpiresAt), cancel);

    /// <summary>Where it stands: as an invitation does, used up for good once there is a way in that is newer.</summary>
    public static async Task<InvitationState> StateOfAsync(this HearthDb db, WayBack way, Instant now, CancellationToken cancel = default)
    {
        var account = await db.MembershipsOfProgram().Where(m => m.Id == way.MembershipId && m.State == MembershipState.Active).Select(m => (Guid?)m.AccountId).SingleOrDefaultAsync(cancel);
        var enrolled = way.BegunAt is { } begun && account is { } id && await db.HasFactorsSinceAsync(id, begun, cancel);
        return InvitationStates.Of(way.RevokedAt is not null || account is null, way.BegunAt is not null, enrolled, way.ExpiresAt, now);
    }

    /// <summary>The one that is under way for somebody.</summary>
    public static async Task<WayBack?> WayBackOfAsync(this HearthDb db, Viewer viewer, Guid person, Instant now, CancellationToken cancel = default)
    {
        var last = await db.WaysBackVisibleTo(viewer).Where(w => w.PersonId == person).OrderByDescending(w => w.GivenAt).FirstOrDefaultAsync(cancel);
        return last is not null && (await db.StateOfAsync(last, now, cancel)).Opens() ? last : null;
    }

    /// <summary>Whether there is somebody who could agree.</summary>
    public static Task<bool> AnySecondAsync(this HearthDb db, Guid giver, Guid person, CancellationToken cancel) =>
        db.MembershipsOfProgram().AnyAsync(m => m.State == MembershipState.Active && (m.Role == Role.Admin || m.Role == Role.Supervisor) && m.PersonId != giver && m.PersonId != person, cancel);
}
