using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Spaces;

/// <summary>Whose post was hidden asks, once, that it is looked at again. Read by the staff of the space.</summary>
public sealed class AskAgain(HearthDb db, Viewer viewer, SpacePages pages, HappeningLog happenings, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<AskAgain.Form>
{
    public sealed record Form(
        [property: Required] Guid? Post,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(Hiding.LongestWords, ErrorMessage = "Please keep it under 500 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PostsWrittenBy(viewer).Where(p => p.Id == form.Post).HoldAsync(cancel) is not { } post) return Outcome.Missing;
        if (await db.HidingsVisibleTo(viewer).SingleOrDefaultAsync(h => h.PostId == post.Id, cancel) is not { } hiding) return Outcome.No("shown", words["It is there for everybody again. Nothing is left to ask."]);
        if (hiding.AskedAgainAt is not null) return Outcome.No("asked", words["You’ve asked already, and it is with them. You can also speak to them."]);

        hiding.AskAgain(form.Words!, clock.Now);
        happenings.Record("spaces.asked-again", post.Id, viewer.PersonId);
        var topic = await db.TopicsVisibleTo(viewer).AsNoTracking().SingleAsync(t => t.Id == post.TopicId, cancel);
        after.Do(() => pages.TellAsync(topic));
        return Outcome.To(post.Address);
    }
}
