using Hearth.Browser.Soak;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Groups;
using Hearth.LiveRooms.Rules;
using Hearth.Messages;
using Hearth.Sealing;
using Hearth.Sessions;
using Hearth.Spaces;
using Hearth.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Browser.Bench;

/// <summary>A group that writes: its space with topics in it, and a conversation of four of its members.</summary>
/// <param name="Seats">The leader first; the conversation is that of the four after.</param>
internal sealed record WrittenGroup(Guid Program, Guid Space, IReadOnlyList<Guid> Topics, Guid Conversation, IReadOnlyList<RoomPlan.Seat> Seats)
{
    public const int Replies = 19, Talking = 4;

    /// <summary>About as much as people write: a few sentences.</summary>
    public static string Words(int n) => $"{n}. Sundays are long for me too. What helped last week was to go out before it got dark, even if only around the block, and to write down in the evening that I had done it. I would not have believed that beforehand.";

    private IEnumerable<RoomPlan.Seat> Members => Seats.Where(s => !s.Leads);

    /// <summary>In every group that was planned. All of its people have written and come in before; the first topic has so many posts that a page of twenty is full.</summary>
    /// <param name="replies">In each topic after the first.</param>
    public static async Task<List<WrittenGroup>> PlanAsync(HearthHost host, IReadOnlyList<RoomPlan> rooms, int topics, int replies)
    {
        var groups = new List<WrittenGroup>();
        foreach (var program in await host.Services.GetRequiredService<IServiceScopeFactory>().EveryProgramAsync(CancellationToken.None))
            await host.Scopes.WriteAsync(program, async services =>
            {
                var (db, sealer) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Sealer>());
                var sessions = await db.SessionsOfProgram().AsNoTracking().Select(s => new { s.Id, s.GroupId }).ToDictionaryAsync(s => s.Id, s => s.GroupId);
                var known = await db.GroupsOfProgram().AsNoTracking().ToDictionaryAsync(g => g.Id);
                foreach (var room in rooms.Where(r => sessions.ContainsKey(r.Session)))
                    groups.Add(await WriteAsync(db, sealer, services.GetRequiredService<Hearth.Database.Clock>(), known[sessions[room.Session]], room.Seats, topics, replies));
            });
        return groups;
    }

    private static async Task<WrittenGroup> WriteAsync(HearthDb db, Sealer sealer, Hearth.Database.Clock clock, Group of, IReadOnlyList<RoomPlan.Seat> seats, int topics, int replies)
    {
        var (now, program, id) = (clock.Now, of.ProgramId, Guid.NewGuid());
        var space = Spaces.Space.Of(of);
        db.Add(space);
        var group = new WrittenGroup(program, space.Id, [.. Enumerable.Range(0, topics).Select(t => Topic(db, program, space.Id, seats, t == 0 ? Replies : replies, now))], id, seats);
        foreach (var seat in seats) db.Add(Entry.Into(program, space.Id, seat.Person, now));
        var talking = group.Members.Take(Talking).ToList();
        var conversation = Messages.Conversation.OfSome(program, id, talking[0].Person, await sealer.SealAsync(talking[0].Person, Messages.Conversation.NameAt(id), "Walks"), now);
        db.Add(conversation);
        foreach (var seat in talking) db.Add(ConversationMember.In(conversation, seat.Person, now));
        for (var m = 0; m <= Replies; m++)
        {
            var (message, author) = (Guid.NewGuid(), talking[m % Talking].Person);
            db.Add(conversation.Write(message, author, await sealer.SealAsync(author, Message.WordsAt(message), Words(m)), Guid.NewGuid(), now));
        }
        await db.SaveChangesAsync();
        return group;
    }

    /// <summary>The leader begins it, and the members answer in turns.</summary>
    public static Guid Topic(HearthDb db, Guid program, Guid space, IReadOnlyList<RoomPlan.Seat> seats, int replies, NodaTime.Instant now)
    {
        var topic = Spaces.Topic.Start(program, space, seats[0].Person, AnswerKind.Listen, now);
        db.AddRange(topic, topic.Write(seats[0].Person, Words(0), Guid.NewGuid(), now));
        for (var r = 0; r < replies; r++) db.Add(topic.Write(seats[1 + r % (seats.Count - 1)].Person, Words(r + 1), Guid.NewGuid(), now));
        return topic.Id;
    }
}
