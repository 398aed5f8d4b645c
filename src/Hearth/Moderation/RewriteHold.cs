using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Sealing;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Moderation;

/// <summary>Its author writes it differently. That is read anew by the rules: it stands at once, or waits.</summary>
public sealed class RewriteHold(HearthDb db, Viewer viewer, Press press, HoldGate holds, SpaceGate gate, HoldDesk desk, Sealer sealer, IStringLocalizer<Words> words) : IVerb<RewriteHold.Form>
{
    public sealed record Form(
        [property: Required] Guid? Hold,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(Post.Longest, ErrorMessage = "Please keep it under 4,000 letters.")] string? Text,
        Guid? Press);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.HoldsOf(viewer).Where(h => h.Id == form.Hold).HoldAsync(cancel) is not { } hold) return Outcome.Missing;
        var id = press.On(hold.Id, form.Press, form.Text!);
        if (await db.HoldsOf(viewer).AnyAsync(h => h.PressId == id, cancel) || await db.PostsWrittenBy(viewer).AnyAsync(p => p.PressId == id, cancel)) return Outcome.To(Back(hold));
        if (hold.Text is null) return Outcome.No("ended", words["This has ended meanwhile. Your words are still here."]);
        if (await sealer.OpenAsync(Hold.TextAt(hold.Id), hold.Text, cancel) == form.Text) return Outcome.No(nameof(form.Text), "same", words["These are the same words. Change what you like first."]);

        // The words that were not let in go with this; those that waited have ended so.
        if (await db.HasEndedAsync(hold, cancel)) hold.Erase();
        else await desk.EndAsync(hold, HoldEndKind.Rewritten, "moderation.rewritten", cancel);
        await db.SaveChangesAsync(cancel);
        if (hold.SpaceId is null)
        {
            if (await holds.PausedAsync(cancel) is { } paused) return paused;
            await gate.TellAsync(await holds.HoldForAsync(hold.Place, HoldReason.Story, form.Text!, id, cancel, hold.Id), cancel);
            return Outcome.To("/held/mine");
        }
        if (hold.TopicId is { } topic && await db.TopicsVisibleTo(viewer).Where(t => t.Id == topic).HoldAsync(cancel) is null || !await db.SpacesVisibleTo(viewer).AnyAsync(s => s.Id == hold.SpaceId, cancel)) return Outcome.Missing;
        if (await gate.StopsAsync(hold.Place, form.Text!, id, cancel, hold.Id) is { } stopped) return stopped;
        await desk.PutUpAsync(hold.Place, viewer.PersonId, form.Text!, id, cancel);
        return Outcome.To(Back(hold));
    }

    private static string Back(Hold hold) => hold.TopicId is { } topic ? $"/topics/{topic}" : hold.SpaceId is { } space ? $"/spaces/{space}" : "/held/mine";
}
