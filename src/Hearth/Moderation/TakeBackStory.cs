using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Moderation;

/// <summary>Whoever told it takes it back: the words are erased, and nothing stands in its place.</summary>
public sealed class TakeBackStory(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock) : IVerb<TakeBackStory.Form>
{
    public sealed record Form([property: Required] Guid? Story);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        if (await db.StoriesVisibleTo(viewer).SingleOrDefaultAsync(s => s.Id == form.Story && s.AuthorId == viewer.PersonId, cancel) is not { } story) return Outcome.Missing;
        story.TakeBack(clock.Now);
        happenings.Record("moderation.story-taken-back", story.Id);
        return Outcome.To("/stories");
    }
}
