using Hearth.Database;
using Hearth.Invitations;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Channels;

/// <summary>Whoever is discharged, or is no longer staff, is called no more, and where they were reached is not kept; whoever is discharged is written to no more either.</summary>
public sealed class EndCalls(HearthDb db) : IEndsWithDischarge, IFollowsRole
{
    public async Task EndAsync(Guid person, CancellationToken cancel)
    {
        await db.AddressesOf(person).ExecuteDeleteAsync(cancel);
        await db.MailboxesOf(person).ExecuteDeleteAsync(cancel);
        await db.DevicesOf(person).ExecuteDeleteAsync(cancel);
    }

    public Task FollowAsync(Guid person, Role role, CancellationToken cancel) => role.IsStaff() ? Task.CompletedTask : db.AddressesOf(person).ExecuteDeleteAsync(cancel);
}
