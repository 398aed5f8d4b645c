using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Spaces;

/// <summary>A hidden post is there for everybody again: it was hidden by mistake, or its author asked and was right.</summary>
public sealed class ShowPost(HearthDb db, Viewer viewer, SpacePages pages, SpaceNotices notices, HappeningLog happenings, Clock clock, AfterCommit after) : IVerb<ShowPost.Form>
{
    public sealed record Form([property: Required] Guid? Post);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PostsKeptBy(viewer).Where(p => p.Id == form.Post).HoldAsync(cancel) is not { } post) return Outcome.Missing;
        if (await db.HidingsVisibleTo(viewer).SingleOrDefaultAsync(h => h.PostId == post.Id, cancel) is { } hiding)
        {
            hiding.End(viewer.PersonId, clock.Now);
            happenings.Record("spaces.post-shown", post.Id, post.AuthorId);
            var topic = await db.TopicsVisibleTo(viewer).AsNoTracking().SingleAsync(t => t.Id == post.TopicId, cancel);
            await notices.OwnPostAsync(SpaceNotices.Shown, post, cancel);
            after.Do(() => pages.TellAsync(topic));
        }
        return Outcome.To(post.Address);
    }
}
