using Hearth.Agreements;
using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Notices;

/// <summary>Other words are promised from now on: everybody is asked to read and sign them.</summary>
public sealed class HearAgreements(HearthDb db, NoticeDesk notices) : IHearsOfAgreements
{
    public const string Anew = "agreements.anew";

    public async Task HearAsync(Agreement agreement, CancellationToken cancel)
    {
        // Of the first one there is nobody to tell: it is signed on the way in.
        if (agreement.Number > 1) await notices.TellAsync(Anew, await db.EverybodyInside().ToListAsync(cancel), agreement.Id, cancel);
    }
}
