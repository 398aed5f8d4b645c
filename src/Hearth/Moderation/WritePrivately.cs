using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Moderation;

/// <summary>One of the staff of a space writes to somebody alone about a post of theirs.</summary>
public sealed class WritePrivately(HearthDb db, Viewer viewer, ReportDesk desk, IStringLocalizer<Words> words) : IVerb<WritePrivately.Form>
{
    public sealed record Form(
        [property: Required] Guid? Post,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(PrivateWord.Longest, ErrorMessage = "Please keep it under 1000 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PostsKeptBy(viewer).Where(p => p.Id == form.Post).HoldAsync(cancel) is not { } post) return Outcome.Missing;
        if (post.AuthorId == viewer.PersonId) return Outcome.No("own", words["This is your own."]);
        var topic = await db.TopicsVisibleTo(viewer).AsNoTracking().SingleAsync(t => t.Id == post.TopicId, cancel);
        await desk.WriteAsync(post, topic.SpaceId, form.Words!, cancel);
        return Outcome.To(post.Address);
    }
}
