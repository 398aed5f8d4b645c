using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Drafts;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.LiveRooms.Rules;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Spaces;

/// <summary>Writes to a space, and says which kind of answer would help.</summary>
public sealed class StartTopic(HearthDb db, Viewer viewer, Press press, DraftBox drafts, PostDesk desk, HappeningLog happenings, Clock clock, SpaceGate gate) : IVerb<StartTopic.Form>
{
    public sealed record Form(
        [property: Required] Guid? Space,
        [property: Required(ErrorMessage = "Please choose what would help most.")] AnswerKind? Ask,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(Post.Longest, ErrorMessage = "Please keep it under 4,000 letters.")] string? Text,
        Guid? Press);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.SpacesVisibleTo(viewer).Where(s => s.Id == form.Space).HoldAsync(cancel) is not { } space) return Outcome.Missing;
        var id = press.On(space.Id, form.Press, $"{form.Ask} {form.Text}");
        if (await db.PostsWrittenBy(viewer).Where(p => p.PressId == id).Select(p => (Guid?)p.TopicId).SingleOrDefaultAsync(cancel) is { } there) return Outcome.To($"/topics/{there}");
        if (await gate.StopsAsync(new(space.Id, null, form.Ask), form.Text!, id, cancel) is { } stopped) return stopped;

        var topic = Topic.Start(viewer.ProgramId, space.Id, viewer.PersonId, form.Ask!.Value, clock.Now);
        db.Add(topic);
        await desk.PutUpAsync(topic, viewer.PersonId, form.Text!, id, cancel);
        happenings.Record("spaces.topic-started", topic.Id);
        await drafts.SentAsync($"/spaces/{space.Id}/start", cancel);
        return Outcome.To($"/topics/{topic.Id}");
    }
}
