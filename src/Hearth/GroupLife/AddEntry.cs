using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.GroupLife;

/// <summary>Somebody of a group writes down something about it.</summary>
public sealed class AddEntry(HearthDb db, Viewer viewer, HoldGate holds, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<AddEntry.Form>
{
    /// <summary>So many of a kind are read; more are not.</summary>
    public const int Most = 40;

    public sealed record Form(
        [property: Required] Guid? Group,
        [property: Required] EntryKind? Kind,
        [property: MaxLength(Entry.LongestTitle, ErrorMessage = "Please keep it under 60 letters.")] string? Title,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(Entry.LongestText, ErrorMessage = "Please keep it under 500 letters.")] string? Text);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.GroupsOwnedBy(viewer).Where(g => g.Id == form.Group).HoldAsync(cancel) is not { } group) return Outcome.Missing;
        if (await holds.PausedAsync(cancel) is { } paused) return paused;
        if (form.Kind != EntryKind.Norm && form.Title is null) return Outcome.No(nameof(form.Title), "no-title", words["Please say what it is called."]);
        var there = db.EntriesOwnedBy(viewer).Where(e => e.GroupId == group.Id && e.Kind == form.Kind && !e.Gone);
        if (await there.AnyAsync(e => e.Title == (form.Title ?? "") && (form.Kind != EntryKind.Norm || e.Text == form.Text), cancel)) return Outcome.No("there", words["That stands there already. You can change it."]);
        if (await there.CountAsync(cancel) >= Most) return Outcome.No("full", words["That is as much as anybody reads. Please change or take away something first."]);

        var entry = Entry.Begin(viewer.ProgramId, group.Id, form.Kind!.Value, clock.Now);
        db.AddRange(entry, entry.Change(form.Kind == EntryKind.Norm ? "" : form.Title!, form.Text!, gone: false, viewer.PersonId, clock.Now));
        happenings.Record("grouplife.entry-added", entry.Id);
        return Outcome.To($"/groups/{group.Id}/words");
    }
}
