using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Spaces;

/// <summary>Somebody takes back what they wrote. The words are erased; the place stays, and says whose they were.</summary>
public sealed class TakeBackPost(HearthDb db, Viewer viewer, SpacePages pages, HappeningLog happenings, Clock clock, AfterCommit after) : IVerb<TakeBackPost.Form>
{
    public sealed record Form([property: Required] Guid? Post);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PostsWrittenBy(viewer).Where(p => p.Id == form.Post).HoldAsync(cancel) is not { } post) return Outcome.Missing;
        if (post.TakenBackAt is null)
        {
            post.TakeBack(clock.Now);
            happenings.Record("spaces.post-taken-back", post.Id);
            var topic = await db.TopicsVisibleTo(viewer).AsNoTracking().SingleAsync(t => t.Id == post.TopicId, cancel);
            after.Do(() => pages.TellAsync(topic));
        }
        return Outcome.To(post.Address);
    }
}
