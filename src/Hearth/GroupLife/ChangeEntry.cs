using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.GroupLife;

/// <summary>Somebody of the group changes what stands there. How it stood before stays, with a name.</summary>
public sealed class ChangeEntry(HearthDb db, Viewer viewer, HoldGate holds, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<ChangeEntry.Form>
{
    /// <param name="Seen">The number of the change that its writer had before their eyes.</param>
    public sealed record Form(
        [property: Required] Guid? Entry,
        [property: Required] int? Seen,
        [property: MaxLength(GroupLife.Entry.LongestTitle, ErrorMessage = "Please keep it under 60 letters.")] string? Title,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(GroupLife.Entry.LongestText, ErrorMessage = "Please keep it under 500 letters.")] string? Text);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.EntriesOwnedBy(viewer).Where(e => e.Id == form.Entry).HoldAsync(cancel) is not { } entry) return Outcome.Missing;
        if (await holds.PausedAsync(cancel) is { } paused) return paused;
        if (entry.Gone) return Outcome.No("gone", words["Somebody has taken it away meanwhile. It can be put back below."]);
        if (entry.LastNumber != form.Seen) return Outcome.No("changed", words["Somebody has changed it meanwhile: it stands below. What you wrote is still here."]);
        if (entry.Kind != EntryKind.Norm && form.Title is null) return Outcome.No(nameof(form.Title), "no-title", words["Please say what it is called."]);
        db.Add(entry.Change(entry.Kind == EntryKind.Norm ? "" : form.Title!, form.Text!, gone: false, viewer.PersonId, clock.Now));
        happenings.Record("grouplife.entry-changed", entry.Id);
        return Outcome.To($"/groups/{entry.GroupId}/words");
    }
}
