using Hearth.Database;

namespace Hearth.Invitations;

/// <summary>
/// What else changes when somebody becomes something else in the program: what a role carried does not stay behind in rows. A room
/// that stands later registers its own; it runs in the transaction of the change, for an asker who was checked.
/// </summary>
public interface IFollowsRole
{
    Task FollowAsync(Guid person, Role role, CancellationToken cancel);
}
