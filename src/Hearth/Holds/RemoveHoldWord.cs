using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Holds;

/// <summary>A word is taken off the list. Who had put it there, and who took it off, stays on record.</summary>
public sealed class RemoveHoldWord(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock) : IVerb<RemoveHoldWord.Form>
{
    public sealed record Form([property: Required] Guid? Word);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        if (await db.HoldWordsVisibleTo(viewer).SingleOrDefaultAsync(w => w.Id == form.Word, cancel) is not { } word) return Outcome.Missing;
        if (word.RemovedAt is null)
        {
            word.Remove(viewer.PersonId, clock.Now);
            happenings.Record("holds.word-removed", word.Id);
        }
        return Outcome.To("/program/holds#words");
    }
}
