using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Spaces;

/// <summary>"Me too", "I hear you", "Gives me hope"; and, with <c>On</c> false, not any more. Sent twice, it is the same.</summary>
public sealed class Respond(HearthDb db, Viewer viewer, SpacePages pages, HappeningLog happenings, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<Respond.Form>
{
    public sealed record Form([property: Required] Guid? Post, [property: Required] ResponseKind? Kind, [property: Required] bool? On);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PostsVisibleTo(viewer).Where(p => p.Id == form.Post).HoldAsync(cancel) is not { } post) return Outcome.Missing;
        var mine = await db.ResponsesVisibleTo(viewer).SingleOrDefaultAsync(r => r.PostId == post.Id && r.PersonId == viewer.PersonId && r.Kind == form.Kind, cancel);
        if (form.On == true && mine is null)
        {
            if (post.AuthorId == viewer.PersonId) return Outcome.No("own", words["These are for the others to press."]);
            if (post.TakenBackAt is not null || await db.HiddenPosts().ContainsAsync(post.Id, cancel)) return Outcome.No("gone", words["This isn’t here to answer any more. Nothing changed."]);
            db.Add(Response.To(post, viewer.PersonId, form.Kind!.Value, clock.Now));
            happenings.Record("spaces.responded", post.Id);
        }
        else if (form.On == false && mine is not null)
        {
            db.Remove(mine);
            happenings.Record("spaces.response-taken-back", post.Id);
        }
        var topic = await db.TopicsVisibleTo(viewer).AsNoTracking().SingleAsync(t => t.Id == post.TopicId, cancel);
        after.Do(() => pages.TellAsync(topic));
        return Outcome.To(post.Address);
    }
}
