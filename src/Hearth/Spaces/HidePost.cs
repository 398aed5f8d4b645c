using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Spaces;

/// <summary>Staff of a space hide a post there. Its author reads by whom and why, and can ask that it is looked at again.</summary>
public sealed class HidePost(HearthDb db, Viewer viewer, SpacePages pages, SpaceNotices notices, HappeningLog happenings, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<HidePost.Form>
{
    public sealed record Form(
        [property: Required] Guid? Post,
        [property: Required(ErrorMessage = "Please say why: its author reads it.")] HideReason? Reason,
        [property: MaxLength(Hiding.LongestWords, ErrorMessage = "Please keep it under 500 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PostsKeptBy(viewer).Where(p => p.Id == form.Post).HoldAsync(cancel) is not { } post) return Outcome.Missing;
        if (post.TakenBackAt is not null) return Outcome.No("taken-back", words["Its author has taken it back meanwhile. Nothing is left to hide."]);
        if (await db.HiddenPosts().ContainsAsync(post.Id, cancel)) return Outcome.No("hidden", words["It is hidden already. Nothing changed."]);
        if (form.Reason == HideReason.Other && form.Words is null) return Outcome.No(nameof(form.Words), "no-words", words["Please say why: its author reads it."]);

        db.Add(Hiding.Of(post, form.Reason!.Value, form.Words ?? "", viewer.PersonId, clock.Now));
        happenings.Record("spaces.post-hidden", post.Id, post.AuthorId);
        var topic = await db.TopicsVisibleTo(viewer).AsNoTracking().SingleAsync(t => t.Id == post.TopicId, cancel);
        await notices.OwnPostAsync(SpaceNotices.Hidden, post, cancel);
        after.Do(() => pages.TellAsync(topic));
        return Outcome.To($"/topics/{post.TopicId}#p{post.Number}");
    }
}
