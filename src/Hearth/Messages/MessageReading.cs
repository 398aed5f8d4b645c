using Hearth.Boundaries;
using Hearth.Database;
using Hearth.Html;
using Hearth.Messages.Rules;
using Hearth.Notices;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Messages;

/// <summary>Somebody in a conversation, by the name that others see.</summary>
/// <param name="Left">They were in it once.</param>
public sealed record Talker(Guid Id, string Name, bool Staff, bool Left = false);

/// <summary>A conversation in its reader's list.</summary>
/// <param name="Name">A small group's.</param>
/// <param name="Others">Who else is in it, or was asked.</param>
/// <param name="At">Of the last that its reader is shown.</param>
/// <param name="New">The others wrote something that they have not read.</param>
/// <param name="Asks">A peer wrote for the first time, and waits for a yes.</param>
/// <param name="Blocked">They blocked the other of two.</param>
/// <param name="Quiet">They do not want to read the other of two.</param>
public sealed record ConversationSight(Guid Id, string? Name, IReadOnlyList<Talker> Others, Instant At, bool New, bool Asks, bool Blocked, bool Quiet)
{
    public bool Rests => Blocked || Quiet;

    /// <summary>Null: it is of two.</summary>
    public Talker? Other => Name is null ? Others.SingleOrDefault() : null;
}

/// <param name="Author">Whose it is; null: the reader's own.</param>
/// <param name="Picture">Its width and height, where it has one.</param>
public sealed record MessageSight(Guid Id, Talker? Author, string Words, Instant At, (int Width, int Height)? Picture = null);

/// <param name="Readers">Whom the line names that says who else can read it.</param>
/// <param name="Earlier">There are messages before these.</param>
/// <param name="Openings">Who of the staff opened some of it, and when.</param>
public sealed record ThreadSight(ConversationSight Conversation, IReadOnlyList<Talker> Readers, Writing Writing, IReadOnlyList<MessageSight> Messages, bool Earlier, IReadOnlyList<(string By, Instant At)> Openings)
{
    /// <summary>It is with somebody of the staff.</summary>
    public bool WithStaff => Conversation.Others.Any(o => o.Staff);
}

/// <summary>What pages of messages are made of, as the viewer may see it. The same few questions, however much was written.</summary>
public sealed class MessageReading(HearthDb db, Viewer viewer, WhoWrites whoWrites, Sealer sealer, Fragments fragments, Scopes scopes)
{
    public const int MessagesOnPage = 100;

    /// <summary>All that the viewer can read, those written in last first.</summary>
    public async Task<IReadOnlyList<ConversationSight>> ConversationsAsync() => await SightsAsync(db.ConversationsVisibleTo(viewer));

    /// <summary>Null: there is no such conversation for them.</summary>
    /// <param name="all">The earliest messages too, however many there are.</param>
    public async Task<ThreadSight?> ThreadAsync(Guid id, bool all = false)
    {
        if ((await SightsAsync(db.ConversationsVisibleTo(viewer).Where(c => c.Id == id))).SingleOrDefault() is not { } conversation) return null;
        var readers = await db.NamedAsReadersOf(id).Where(p => p.Id != viewer.PersonId).OrderBy(p => p.Name).Select(p => new Talker(p.Id, p.Name, Roles.Staff.Contains(p.Role), false)).ToListAsync();
        var visible = db.MessagesVisibleTo(viewer).AsNoTracking().Where(m => m.ConversationId == id);
        var found = await visible.OrderByDescending(m => m.Number).Take(all ? int.MaxValue : MessagesOnPage + 1).ToListAsync();
        var earlier = !all && found.Count > MessagesOnPage;
        var pictures = await PicturesAsync(found);
        List<MessageSight> messages = [];
        foreach (var message in found.Take(all ? int.MaxValue : MessagesOnPage).Reverse())
            messages.Add(new(message.Id, message.AuthorId == viewer.PersonId ? null : conversation.Others.Single(o => o.Id == message.AuthorId), await sealer.OpenAsync(Message.WordsAt(message.Id), message.Words), message.WrittenAt, pictures.TryGetValue(message.Id, out var size) ? size : null));
        var writing = await WritingAsync(id, conversation.Blocked);
        if (conversation.New || await db.NoticesTo(viewer).AnyAsync(n => n.SubjectId == id && n.ReadAt == null)) await ReadToAsync(id, found[0].Number);
        var openings = await db.OpeningsVisibleTo(viewer, id).Join(db.PeopleOfProgram(), o => o.OpenedBy, p => p.Id, (o, p) => new { p.Name, o.OpenedAt }).OrderBy(o => o.OpenedAt).ToListAsync();
        return new(conversation, readers, writing, messages, earlier, [.. openings.Select(o => (o.Name, o.OpenedAt))]);
    }

    /// <summary>Whether the viewer may write there now.</summary>
    /// <param name="blocked">Whether it is of two and they blocked the other.</param>
    public async Task<Writing> WritingAsync(Guid conversation, bool blocked, CancellationToken cancel = default)
    {
        var members = await db.ConversationMembersOfProgram().AsNoTracking().Where(m => m.ConversationId == conversation && m.LeftAt == null).ToListAsync(cancel);
        var ties = await whoWrites.TiesAsync([.. members.Select(m => m.PersonId)], cancel);
        var others = members.Where(m => m.PersonId != viewer.PersonId).ToList();
        // Of a small group those count who are here: whoever is away just now keeps the others from nothing.
        var counted = others.Count == 1 ? others : [.. others.Where(m => m.DeclinedAt is null && ties.People.TryGetValue(m.PersonId, out var who) && who.Here)];
        var first = !await db.MessagesOfProgram().AnyAsync(m => m.ConversationId == conversation, cancel);
        return WritingRule.For(members.Any(m => m.PersonId == viewer.PersonId && m.AcceptedAt is not null), others.Any(m => m.AcceptedAt is not null && m.DeclinedAt is null), first, blocked,
            counted.Count > 0 && counted.All(m => ties.MayWrite(viewer.PersonId, m.PersonId)));
    }

    /// <summary>One that the viewer was shown.</summary>
    public async Task<MessageSight> OneAsync(Message message) =>
        new(message.Id, await db.PeopleOfProgram().Where(p => p.Id == message.AuthorId).Select(p => new Talker(p.Id, p.Name, Roles.Staff.Contains(p.Role), false)).SingleAsync(), await sealer.OpenAsync(Message.WordsAt(message.Id), message.Words), message.WrittenAt, (await PicturesAsync([message])).TryGetValue(message.Id, out var size) ? size : null);

    /// <summary>The sizes of the pictures that messages have, by message.</summary>
    public async Task<IReadOnlyDictionary<Guid, (int Width, int Height)>> PicturesAsync(IReadOnlyCollection<Message> messages)
    {
        var ids = messages.Select(m => m.Id).ToList();
        return await db.PicturesVisibleTo(viewer).Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Width, p.Height }).ToDictionaryAsync(p => p.Id, p => (p.Width, p.Height));
    }

    /// <summary>When staff answer, as the program says it; empty: it does not.</summary>
    public async Task<string> AnswerTimesAsync() => (await whoWrites.PolicyAsync()).AnswerTimes;

    private async Task<IReadOnlyList<ConversationSight>> SightsAsync(IQueryable<Conversation> which)
    {
        var me = viewer.PersonId;
        var found = await which.AsNoTracking().Join(db.PartsOf(viewer).AsNoTracking(), c => c.Id, p => p.ConversationId, (c, p) => new { Conversation = c, Part = p }).ToListAsync();
        var all = found.Select(f => f.Conversation.Id).ToList();
        var last = await db.MessagesVisibleTo(viewer).Where(m => all.Contains(m.ConversationId)).GroupBy(m => m.ConversationId)
            .Select(g => new { g.Key, At = g.Max(m => m.WrittenAt), Theirs = g.Max(m => m.AuthorId == me ? 0 : m.Number) }).ToDictionaryAsync(g => g.Key);
        // Where nothing is shown of it there is nothing: whoever is blocked wrote for the first time.
        var rows = found.Where(f => last.ContainsKey(f.Conversation.Id)).Select(f => (f.Conversation, f.Part, Last: last[f.Conversation.Id])).OrderByDescending(r => r.Last.At).ToList();
        var ids = rows.Select(r => r.Conversation.Id).ToList();
        var others = (await db.MembersOfConversations(viewer).Where(m => ids.Contains(m.ConversationId) && m.PersonId != me)
            .Join(db.PeopleOfProgram(), m => m.PersonId, p => p.Id, (m, p) => new { m.ConversationId, Talker = new Talker(p.Id, p.Name, Roles.Staff.Contains(p.Role), m.LeftAt != null) }).ToListAsync())
            .OrderBy(o => o.Talker.Name, StringComparer.CurrentCulture).ToLookup(o => o.ConversationId, o => o.Talker);
        var blocked = await db.BlocksOf(viewer).Select(b => b.WhomId).ToListAsync();

        var unseen = await db.UnseenBy(me).ToListAsync();

        List<ConversationSight> sights = [];
        foreach (var row in rows)
        {
            var (conversation, talkers) = (row.Conversation, others[row.Conversation.Id].ToList());
            var name = conversation.Name is null ? null : await sealer.OpenAsync(Conversation.NameAt(conversation.Id), conversation.Name);
            var (silent, quiet) = (name is null && blocked.Contains(talkers[0].Id), name is null && unseen.Contains(talkers[0].Id));
            sights.Add(new(conversation.Id, name, talkers, row.Last.At, !silent && row.Last.Theirs > row.Part.ReadTo, row.Part.AcceptedAt is null && !silent, silent, quiet));
        }
        return sights;
    }

    // For one's own list, and what they were told of it. Written beside the reading, and only where there was something new.
    private async Task ReadToAsync(Guid conversation, int number)
    {
        var me = viewer.PersonId;
        var seen = await db.BetweenReadsAsync(() => scopes.WriteAsync(viewer.ProgramId, async services =>
        {
            var writing = services.GetRequiredService<HearthDb>();
            // Held, so that whoever writes at this moment has told of it or will.
            await writing.ConversationsOfProgram().Where(c => c.Id == conversation).ExecuteUpdateAsync(c => c.SetProperty(x => x.LastNumber, x => x.LastNumber));
            await writing.ConversationMembersOfProgram().Where(m => m.ConversationId == conversation && m.PersonId == me && m.ReadTo < number).ExecuteUpdateAsync(m => m.SetProperty(x => x.ReadTo, number));
            // What came since is news still.
            return !await writing.MessagesVisibleTo(viewer).AnyAsync(m => m.ConversationId == conversation && m.Number > number && m.AuthorId != me)
                && await services.GetRequiredService<NoticeDesk>().SeenAsync(me, conversation, default);
        }));
        if (seen) await fragments.RefreshAsync(NoticeDesk.StreamOf(me));
    }
}
