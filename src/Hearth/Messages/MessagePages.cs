using Hearth.Database;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Messages;

/// <summary>Tells open pages that they are late: the conversation's, and the lists of those who are in it. Each reads its own part afresh, as its reader may see it.</summary>
public sealed class MessagePages(Fragments fragments, Scopes programs)
{
    public static string Conversation(Guid conversation) => $"conversation/{conversation:D}";

    public static string List(Guid person) => $"messages/{person:D}";

    /// <summary>After commit.</summary>
    /// <param name="by">Who wrote, or did something that is told: whoever hears nothing of them is not told that there is something new.</param>
    public async Task TellAsync(Guid program, Guid conversation, Guid by)
    {
        var lists = await programs.ReadAsync(program, s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            return db.ConversationReaders().Where(r => r.ConversationId == conversation && !db.SilentFor(by).Contains(r.PersonId)).Select(r => r.PersonId).ToListAsync();
        });
        await Task.WhenAll(lists.Select(List).Append(Conversation(conversation)).Select(fragments.RefreshAsync));
    }

    /// <summary>One's own list, on all one's pages.</summary>
    public Task TellOneAsync(Guid person) => fragments.RefreshAsync(List(person));
}
