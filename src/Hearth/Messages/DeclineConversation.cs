using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Messages;

/// <summary>Says no to a first message, unseen: whoever wrote goes on waiting, and is told nothing. Writing to them later is a yes after all.</summary>
public sealed class DeclineConversation(HearthDb db, Viewer viewer, MessageNotices notices, MessagePages pages, HappeningLog happenings, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<DeclineConversation.Form>
{
    public sealed record Form([property: Required] Guid? Conversation);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.ConversationsVisibleTo(viewer).Where(c => c.Id == form.Conversation).HoldAsync(cancel) is not { } conversation) return Outcome.Missing;
        var mine = await db.PartsOf(viewer).SingleAsync(m => m.ConversationId == conversation.Id, cancel);
        if (mine.AcceptedAt is not null) return Outcome.No("accepted", words["You’ve said yes already. You can block messages between you instead, or leave."]);
        mine.Decline(clock.Now);
        happenings.Record("messages.declined", conversation.Id);
        await notices.ForgetAsync(conversation, cancel);
        after.Do(() => pages.TellOneAsync(viewer.PersonId));
        return Outcome.To("/messages");
    }
}
