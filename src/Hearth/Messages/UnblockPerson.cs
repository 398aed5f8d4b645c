using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Messages;

/// <summary>Takes a block back. What was written meanwhile stays unseen. Sent twice, it is the same.</summary>
public sealed class UnblockPerson(HearthDb db, Viewer viewer, MessagePages pages, HappeningLog happenings, Clock clock, AfterCommit after) : IVerb<UnblockPerson.Form>
{
    public sealed record Form([property: Required] Guid? Person);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.BlocksOf(viewer).SingleOrDefaultAsync(b => b.WhomId == form.Person, cancel) is { } block)
        {
            block.End(clock.Now);
            happenings.Record("messages.block-taken-back", block.Id);
            after.Do(() => pages.TellOneAsync(viewer.PersonId));
        }
        return Outcome.To("/messages/blocked");
    }
}
