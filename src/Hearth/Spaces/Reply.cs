using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Drafts;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Spaces;

/// <summary>Answers in a topic. Of two at once, one is first: the topic's row is held from the number to the commit.</summary>
public sealed class Reply(HearthDb db, Viewer viewer, Press press, DraftBox drafts, PostDesk desk, HappeningLog happenings, SpaceGate gate) : IVerb<Reply.Form>
{
    public sealed record Form(
        [property: Required] Guid? Topic,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(Post.Longest, ErrorMessage = "Please keep it under 4,000 letters.")] string? Text,
        Guid? Press);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.TopicsVisibleTo(viewer).Where(t => t.Id == form.Topic).HoldAsync(cancel) is not { } topic) return Outcome.Missing;
        var id = press.On(topic.Id, form.Press, form.Text!);
        if (await db.PostsWrittenBy(viewer).Where(p => p.PressId == id).SingleOrDefaultAsync(cancel) is { } there) return Outcome.To(there.Address);
        if (await gate.StopsAsync(new(topic.SpaceId, topic.Id, null), form.Text!, id, cancel) is { } stopped) return stopped;

        var post = await desk.PutUpAsync(topic, viewer.PersonId, form.Text!, id, cancel);
        happenings.Record("spaces.replied", post.Id);
        await drafts.SentAsync($"/topics/{topic.Id}/reply", cancel);
        return Outcome.To(post.Address);
    }
}
