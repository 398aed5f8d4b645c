using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Messages;

/// <summary>Leaves what a few people write to one another. It goes on without them, and they read it no more.</summary>
public sealed class LeaveConversation(HearthDb db, Viewer viewer, Fragments fragments, MessageNotices notices, MessagePages pages, HappeningLog happenings, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<LeaveConversation.Form>
{
    public sealed record Form([property: Required] Guid? Conversation);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.ConversationsVisibleTo(viewer).Where(c => c.Id == form.Conversation).HoldAsync(cancel) is not { } conversation) return Outcome.Missing;
        if (conversation.PairId is not null) return Outcome.No("two", words["Two people can’t be left by one of them. You can block messages between you instead."]);
        (await db.PartsOf(viewer).SingleAsync(m => m.ConversationId == conversation.Id, cancel)).Leave(clock.Now);
        happenings.Record("messages.left", conversation.Id);
        await notices.ForgetAsync(conversation, cancel);
        after.Do(() => fragments.RecheckPersonAsync(viewer.PersonId));
        after.Do(() => pages.TellAsync(conversation.ProgramId, conversation.Id, viewer.PersonId));
        after.Do(() => pages.TellOneAsync(viewer.PersonId));
        return Outcome.To("/messages");
    }
}
