using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.GroupLife;

/// <summary>Takes away what stands there; and, with <c>On</c> false, puts it back. Its history stays. Sent twice, it is the same.</summary>
public sealed class RemoveEntry(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock) : IVerb<RemoveEntry.Form>
{
    public sealed record Form([property: Required] Guid? Entry, [property: Required] bool? On);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.EntriesOwnedBy(viewer).Where(e => e.Id == form.Entry).HoldAsync(cancel) is not { } entry) return Outcome.Missing;
        if (entry.Gone != form.On)
        {
            db.Add(entry.Change(entry.Title, entry.Text, form.On!.Value, viewer.PersonId, clock.Now));
            happenings.Record(form.On.Value ? "grouplife.entry-removed" : "grouplife.entry-put-back", entry.Id);
        }
        return Outcome.To($"/groups/{entry.GroupId}/words" + (form.On == true ? $"?gone={entry.Id}" : ""));
    }
}
