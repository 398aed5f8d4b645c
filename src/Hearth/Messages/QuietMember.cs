using System.ComponentModel.DataAnnotations;
using Hearth.Boundaries;
using Hearth.Database;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Messages;

/// <summary>Somebody would rather not read another, here and wherever else people write. The other notices nothing.</summary>
public sealed class QuietMember(HearthDb db, Viewer viewer, Quiet quiet, IStringLocalizer<Words> words) : IVerb<QuietMember.Form>
{
    public sealed record Form([property: Required] Guid? Conversation, [property: Required] Guid? Person);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var whom = await db.MembersOfConversations(viewer).Where(m => m.ConversationId == form.Conversation && m.PersonId == form.Person && m.PersonId != viewer.PersonId)
            .Join(db.PeopleOfProgram(), m => m.PersonId, p => p.Id, (m, p) => p).SingleOrDefaultAsync(cancel);
        if (whom is null) return Outcome.Missing;
        if (!Quiet.Allowed(whom.Role)) return Outcome.No("staff", words["Words of staff always reach you: they may have to, when you need it."]);
        await quiet.RunAsync(whom.Id, cancel);
        return Outcome.To("/quiet");
    }
}
