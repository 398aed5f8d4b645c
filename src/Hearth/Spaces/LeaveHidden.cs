using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Spaces;

/// <summary>Somebody looked again, as they were asked, and it stays hidden. Its author reads who did.</summary>
public sealed class LeaveHidden(HearthDb db, Viewer viewer, SpacePages pages, SpaceNotices notices, HappeningLog happenings, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<LeaveHidden.Form>
{
    public sealed record Form([property: Required] Guid? Post);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PostsKeptBy(viewer).Where(p => p.Id == form.Post).HoldAsync(cancel) is not { } post) return Outcome.Missing;
        if (await db.HidingsVisibleTo(viewer).SingleOrDefaultAsync(h => h.PostId == post.Id && h.AskedAgainAt != null && h.LookedAt == null, cancel) is not { } hiding)
            return Outcome.No("not-asked", words["Nobody waits for this any more. Nothing changed."]);
        hiding.LookAgain(viewer.PersonId, clock.Now);
        happenings.Record("spaces.left-hidden", post.Id, post.AuthorId);
        var topic = await db.TopicsVisibleTo(viewer).AsNoTracking().SingleAsync(t => t.Id == post.TopicId, cancel);
        await notices.OwnPostAsync(SpaceNotices.LeftHidden, post, cancel);
        after.Do(() => pages.TellAsync(topic));
        return Outcome.To(post.Address);
    }
}
