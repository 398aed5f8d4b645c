using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Messages;

/// <summary>No messages between two peers any more, in either direction, unseen by the other. Crisis paths and staff are never in it.</summary>
public sealed class BlockPerson(HearthDb db, Viewer viewer, MessageNotices notices, MessagePages pages, HappeningLog happenings, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<BlockPerson.Form>
{
    public sealed record Form([property: Required] Guid? Conversation, [property: Required] Guid? Person);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        // One after the other, so that two presses are one block.
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        var whom = await db.MembersOfConversations(viewer).Where(m => m.ConversationId == form.Conversation && m.PersonId == form.Person && m.PersonId != viewer.PersonId)
            .Join(db.PeopleOfProgram(), m => m.PersonId, p => p.Id, (m, p) => p).SingleOrDefaultAsync(cancel);
        if (whom is null) return Outcome.Missing;
        if (whom.Role.IsStaff()) return Outcome.No("staff", words["Staff can’t be blocked: they may have to reach you when you need it. If something about it isn’t right, tell the program; its number is below."]);
        if (!await db.BlocksOf(viewer).AnyAsync(b => b.WhomId == whom.Id, cancel))
        {
            db.Add(Block.Of(viewer.ProgramId, viewer.PersonId, whom.Id, clock.Now));
            happenings.Record("messages.blocked", form.Conversation!.Value);
            await notices.HearAsync(viewer.PersonId, whom.Id, cancel);
            after.Do(() => pages.TellOneAsync(viewer.PersonId));
        }
        return Outcome.To("/messages/blocked");
    }
}
