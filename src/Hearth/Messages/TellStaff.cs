using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.FollowUps.Rules;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Messages;

/// <summary>Tells the staff about a message that somebody was shown. It goes to whoever is on call with a clock; whose it is reads nothing of it until it is opened.</summary>
public sealed class TellStaff(HearthDb db, Viewer viewer, FollowUpDesk desk, FollowUpPages pages, HappeningLog happenings, Sealer sealer, Clock clock, AfterCommit after) : IVerb<TellStaff.Form>
{
    public sealed record Form([property: Required] Guid? Message, [property: MaxLength(MessageReport.LongestWords, ErrorMessage = "Please keep it under 500 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.MessagesVisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(m => m.Id == form.Message && m.AuthorId != viewer.PersonId, cancel) is not { } message) return Outcome.Missing;
        // About one message somebody tells once, however often they press.
        var id = PressId.Of(viewer.PersonId, message.Id);
        await db.HoldPersonAsync(message.AuthorId, cancel);
        if (!await db.ReportsBy(viewer).AnyAsync(r => r.Id == id, cancel))
        {
            var now = clock.Now;
            var conversation = await db.ConversationsVisibleTo(viewer).AsNoTracking().SingleAsync(c => c.Id == message.ConversationId, cancel);
            var (followUp, _) = await desk.RaiseAsync(FollowUpKind.Message, Pace.Today, message.AuthorId, viewer.PersonId, now, cancel);
            var words = form.Words is null ? null : await sealer.SealAsync(viewer.PersonId, MessageReport.WordsAt(id), form.Words, cancel);
            db.Add(MessageReport.Of(conversation, message, id, viewer.PersonId, followUp.Id, words, now));
            happenings.Record("messages.told-staff", id);
            after.Do(() => pages.TellAsync(followUp));
        }
        return Outcome.To($"/messages/told?told={id}");
    }
}
