using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Notices;
using Hearth.Sealing;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Moderation;

/// <summary>Whom staff wrote to alone answers, once and shortly. It is a message to staff: no pause of writing stops it.</summary>
public sealed class AnswerPrivately(HearthDb db, Viewer viewer, HoldPages pages, NoticeDesk notices, HappeningLog happenings, Sealer sealer, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<AnswerPrivately.Form>
{
    public sealed record Form(
        [property: Required] Guid? PrivateWord,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(SendBackHold.LongestWords, ErrorMessage = "Please keep it under 500 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PrivateWordsTo(viewer).Where(w => w.Id == form.PrivateWord).HoldAsync(cancel) is not { } word) return Outcome.Missing;
        if (word.AnsweredAt is not null) return Outcome.No("answered", words["You’ve answered already. You can also speak to them."]);
        word.AnswerWith(await sealer.SealAsync(viewer.PersonId, PrivateWord.AnswerAt(word.Id), form.Words!, cancel), clock.Now);
        happenings.Record("moderation.word-answered", word.Id);
        var topic = await db.PostsOfProgram().Where(p => p.Id == word.PostId).Select(p => p.TopicId).SingleAsync(cancel);
        await notices.TellAsync(ModerationNotices.WordAnswered, word.WrittenBy, topic, cancel);
        after.Do(() => pages.TellAsync([word.PersonId, word.WrittenBy]));
        return Outcome.To($"/topics/{topic}");
    }
}
