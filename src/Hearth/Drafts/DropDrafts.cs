using Hearth.Database;
using Hearth.Invitations;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Drafts;

/// <summary>What somebody who is discharged had begun is nobody's.</summary>
public sealed class DropDrafts(HearthDb db) : IEndsWithDischarge
{
    public Task EndAsync(Guid person, CancellationToken cancel) => db.DraftsBy(person).ExecuteDeleteAsync(cancel);
}
