using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Messages;

/// <summary>Somebody whom a peer wrote to for the first time says yes. Sent twice, it is the same.</summary>
public sealed class AcceptConversation(HearthDb db, Viewer viewer, MessageNotices notices, MessagePages pages, HappeningLog happenings, Clock clock, AfterCommit after) : IVerb<AcceptConversation.Form>
{
    public sealed record Form([property: Required] Guid? Conversation);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.ConversationsVisibleTo(viewer).Where(c => c.Id == form.Conversation).HoldAsync(cancel) is not { } conversation) return Outcome.Missing;
        var mine = await db.PartsOf(viewer).SingleAsync(m => m.ConversationId == conversation.Id, cancel);
        if (mine.AcceptedAt is null)
        {
            mine.Accept(clock.Now);
            happenings.Record("messages.accepted", conversation.Id);
            await notices.AcceptedAsync(conversation, cancel);
            after.Do(() => pages.TellAsync(conversation.ProgramId, conversation.Id, viewer.PersonId));
        }
        return Outcome.To($"/messages/{conversation.Id}");
    }
}
