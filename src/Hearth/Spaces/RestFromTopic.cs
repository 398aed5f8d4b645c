using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Spaces;

/// <summary>Rests from a topic; and, with <c>On</c> false, takes it up again. Sent twice, it is the same.</summary>
public sealed class RestFromTopic(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock) : IVerb<RestFromTopic.Form>
{
    public sealed record Form([property: Required] Guid? Topic, [property: Required] bool? On);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.TopicsVisibleTo(viewer).Where(t => t.Id == form.Topic).HoldAsync(cancel) is not { } topic) return Outcome.Missing;
        var mine = await db.RestsOf(viewer).SingleOrDefaultAsync(r => r.TopicId == topic.Id, cancel);
        if (form.On == true && mine is null) db.Add(Rest.From(topic, viewer.PersonId, clock.Now));
        if (form.On == false && mine is not null) db.Remove(mine);
        if (form.On == true == mine is null) happenings.Record(form.On == true ? "spaces.rested" : "spaces.rest-ended", topic.Id);
        return Outcome.To(form.On == true ? $"/spaces/{topic.SpaceId}" : $"/topics/{topic.Id}");
    }
}
