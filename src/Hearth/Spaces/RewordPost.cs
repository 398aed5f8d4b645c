using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Wording;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Spaces;

/// <summary>The author of a post says something in it as many would: the words that were offered, and no others.</summary>
public sealed class RewordPost(HearthDb db, Viewer viewer, SpacePages pages, HappeningLog happenings, AfterCommit after, IStringLocalizer<Words> words) : IVerb<RewordPost.Form>
{
    /// <param name="Found">What stands there.</param>
    public sealed record Form([property: Required] Guid? Post, [property: Required] [property: MaxLength(80)] string? Found);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PostsWrittenBy(viewer).Where(p => p.Id == form.Post).HoldAsync(cancel) is not { } post) return Outcome.Missing;
        var rule = WordingTable.Rule;
        var offer = rule.In(post.Text).FirstOrDefault(o => o.Found == form.Found);
        if (offer is null || rule.Take(post.Text, offer) is not { Length: <= Post.Longest } said) return Outcome.No("gone", words["That doesn’t stand there any more. Nothing changed."]);
        post.Reword(said);
        happenings.Record("spaces.post-reworded", post.Id);
        var topic = await db.TopicsVisibleTo(viewer).AsNoTracking().SingleAsync(t => t.Id == post.TopicId, cancel);
        after.Do(() => pages.TellAsync(topic));
        return Outcome.To(post.Address);
    }
}
