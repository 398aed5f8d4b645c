using Hearth.Database;
using Hearth.Invitations;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Channels;

/// <summary>Whoever is discharged, or is no longer staff, is called no more, and where they were reached is not kept.</summary>
public sealed class EndCalls(HearthDb db) : IEndsWithDischarge, IFollowsRole
{
    public Task EndAsync(Guid person, CancellationToken cancel) => db.AddressesOf(person).ExecuteDeleteAsync(cancel);

    public Task FollowAsync(Guid person, Role role, CancellationToken cancel) => role.IsStaff() ? Task.CompletedTask : EndAsync(person, cancel);
}
