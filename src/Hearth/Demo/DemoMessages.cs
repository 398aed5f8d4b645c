using Hearth.Database;
using Hearth.Messages;
using Hearth.Messages.Rules;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.Demo;

/// <summary>What some of Porch Light have written to one another in the last days. Made once, with the house.</summary>
public sealed class DemoMessages(HearthDb db, Sealer sealer, Clock clock)
{
    private sealed record Said(string Host, double HoursAgo, string Text);

    public async Task FillAsync(Guid program, IReadOnlyDictionary<string, Guid> people, CancellationToken cancel)
    {
        await WriteAsync(program, people, null, ["wren", "tomas"], accepted: true,
        [
            new("tomas", 26, "Did the lake loop. Cold, but the good kind."),
            new("wren", 25.6, "I looked out of the window at it, does that count"),
            new("tomas", 25.5, "Half counts. Window is where mine started too."),
            new("wren", 2, "Okay, front step. Four minutes. There was a very rude squirrel."),
        ], cancel);
        await WriteAsync(program, people, null, ["wren", "leila"], accepted: true,
        [
            new("wren", 50, "I may be ten minutes late on Thursday. Is that all right?"),
            new("leila", 47, "It is. Thank you for telling me. Come in when you’re there; nobody will make anything of it."),
        ], cancel);
        await WriteAsync(program, people, "Walks", ["june", "wren", "pilar"], accepted: true,
        [
            new("june", 30, "Saturday at nine, whoever likes. I’ll send a picture of the ducks either way."),
            new("pilar", 29, "I’ll be walking here at the same time. Does that count as together?"),
            new("june", 28, "It does."),
        ], cancel);
        await WriteAsync(program, people, null, ["sana", "wren"], accepted: false, [new("sana", 0.5, "Hi Wren. Thank you for what you said on Tuesday.")], cancel);
    }

    private async Task WriteAsync(Guid program, IReadOnlyDictionary<string, Guid> people, string? name, string[] who, bool accepted, Said[] all, CancellationToken cancel)
    {
        Instant At(Said said) => clock.Now - Duration.FromHours(said.HoursAgo);
        var (by, id) = (people[who[0]], Guid.NewGuid());
        var conversation = name is null ? Conversation.OfTwo(program, by, Pair.Of(by, people[who[1]]), At(all[0]))
            : Conversation.OfSome(program, id, by, await sealer.SealAsync(by, Conversation.NameAt(id), name, cancel), At(all[0]));
        db.Add(conversation);
        foreach (var said in all)
        {
            var message = Guid.NewGuid();
            db.Add(conversation.Write(message, people[said.Host], await sealer.SealAsync(people[said.Host], Message.WordsAt(message), said.Text, cancel), Guid.NewGuid(), At(said)));
        }
        foreach (var host in who)
        {
            var member = accepted || host == who[0] ? ConversationMember.In(conversation, people[host], At(all[0])) : ConversationMember.Asked(conversation, people[host]);
            // All that is their own, and what stood before it, they have read.
            member.Read(Array.FindLastIndex(all, said => said.Host == host) + 1);
            db.Add(member);
        }
    }
}
