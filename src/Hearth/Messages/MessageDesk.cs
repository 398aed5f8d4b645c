using Hearth.Accounts;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Messages.Rules;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Messages;

/// <summary>Puts a message down, however it came to be written. Of two at once, one is first: the conversation's row is held from the number to the commit.</summary>
public sealed class MessageDesk(HearthDb db, Viewer viewer, MessageReading reading, HoldGate holds, MessageNotices notices, MessagePages pages, HappeningLog happenings, Sealer sealer, AfterCommit after, IStringLocalizer<Words> words)
{
    /// <param name="conversation">Held, and the viewer's to read.</param>
    /// <param name="press">Sent again under the same, it is the message that is there.</param>
    public async Task<Outcome> SendAsync(Conversation conversation, string text, Guid press, Instant now, CancellationToken cancel, MadePicture? picture = null)
    {
        var here = $"/messages/{conversation.Id}";
        if (await db.MessagesWrittenBy(viewer).AnyAsync(m => m.PressId == press, cancel)) return Outcome.To(here);
        if (await MayAsync(conversation, cancel) is { } refused) return refused;

        var id = Guid.NewGuid();
        var message = conversation.Write(id, viewer.PersonId, await sealer.SealAsync(viewer.PersonId, Message.WordsAt(id), text, cancel), press, now);
        db.Add(message);
        if (picture is not null) db.Add(MessagePicture.Of(message, picture.Width, picture.Height, await sealer.SealBytesAsync(viewer.PersonId, MessagePicture.BytesAt(id), picture.Jpeg, cancel)));
        (await db.ConversationMembersOfProgram().SingleAsync(m => m.ConversationId == conversation.Id && m.PersonId == viewer.PersonId, cancel)).Read(message.Number);
        happenings.Record("messages.sent", id);
        await notices.WrittenAsync(message, cancel);
        after.Do(() => pages.TellAsync(conversation.ProgramId, conversation.Id, viewer.PersonId));
        return Outcome.To(here);
    }

    private async Task<Outcome?> MayAsync(Conversation conversation, CancellationToken cancel)
    {
        var blocked = conversation.PairId is not null && await db.BlocksOf(viewer).AnyAsync(b => db.ConversationMembersOfProgram().Any(m => m.ConversationId == conversation.Id && m.PersonId == b.WhomId), cancel);
        // Staff are written to as ever.
        if (await holds.PausedAsync(cancel) is { } paused
            && await db.ConversationMembersOfProgram().AnyAsync(m => m.ConversationId == conversation.Id && m.PersonId != viewer.PersonId && db.PeopleOfProgram().Any(p => p.Id == m.PersonId && Roles.Peers.Contains(p.Role)), cancel)) return paused;
        return await reading.WritingAsync(conversation.Id, blocked, cancel) switch
        {
            Writing.Yes => null,
            Writing.AskedFirst => Outcome.No("asked", words["Please say first whether you’d like to write with one another."]),
            Writing.Waiting => Outcome.No("waiting", words["Your first message is there. You can write more when somebody answers."]),
            Writing.Blocked => Outcome.No("blocked", words["You’ve blocked messages between you. Take that back first, and then write."]),
            _ => Outcome.No("resting", words["You can’t write here at present. What was written stays."]),
        };
    }
}
