using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Drafts;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Spaces;

/// <summary>A therapist or facilitator with a license sets something beside what peers wrote. It is marked, and says for whom it is meant.</summary>
public sealed class WriteNote(HearthDb db, Viewer viewer, Press press, DraftBox drafts, PostDesk desk, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<WriteNote.Form>
{
    public sealed record Form(
        [property: Required] Guid? Topic,
        [property: Required(ErrorMessage = "Please say for whom it is meant.")] NoteFor? For,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(Post.Longest, ErrorMessage = "Please keep it under 4,000 letters.")] string? Text,
        Guid? Press);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.TopicsVisibleTo(viewer).Where(t => t.Id == form.Topic).HoldAsync(cancel) is not { } topic) return Outcome.Missing;
        var today = clock.Now.InZone(DateTimeZoneProviders.Tzdb[viewer.Zone]).Date;
        if (!await db.QualificationsVisibleTo(viewer).AnyAsync(q => q.PersonId == viewer.PersonId && q.Kind == QualificationKind.Licence && q.ValidFrom <= today && q.ValidUntil >= today, cancel))
            return Outcome.No("license", words["A clinician note needs a license that is valid today. You can answer as yourself."]);
        var id = press.On(topic.Id, form.Press, form.Text!);
        if (await db.PostsWrittenBy(viewer).Where(p => p.PressId == id).SingleOrDefaultAsync(cancel) is { } there) return Outcome.To(there.Address);

        var post = await desk.PutUpAsync(topic, viewer.PersonId, form.Text!, id, cancel, form.For);
        happenings.Record("spaces.note-written", post.Id);
        await drafts.SentAsync($"/topics/{topic.Id}/note", cancel);
        return Outcome.To(post.Address);
    }
}
