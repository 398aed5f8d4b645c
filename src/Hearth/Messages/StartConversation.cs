using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Messages.Rules;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Messages;

/// <summary>Writes to somebody, or to a few people. Two have one conversation: whoever writes again goes on with it.</summary>
public sealed class StartConversation(HearthDb db, Viewer viewer, WhoWrites whoWrites, Press press, MessageDesk desk, HappeningLog happenings, Sealer sealer, Clock clock, IStringLocalizer<Words> words) : IVerb<StartConversation.Form>
{
    /// <summary>To how many peers somebody may write for the first time in a day.</summary>
    public const int FirstContactsInADay = 5;

    public sealed record Form(
        [property: Required(ErrorMessage = "Please choose whom you’d like to write to.")] Guid[]? Whom,
        [property: MaxLength(Conversation.LongestName, ErrorMessage = "Please keep it under 60 letters.")] string? Name,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(Message.Longest, ErrorMessage = "Please keep it under 4,000 letters.")] string? Text,
        Guid? Press);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var (me, whom, now) = (viewer.PersonId, form.Whom!.Distinct().ToList(), clock.Now);
        if (whom.Count == 0) return Outcome.No("Whom", "nobody", words["Please choose whom you’d like to write to."]);
        if (whom.Count >= Conversation.MostPeople) return Outcome.No("Whom", "many", words["Five people at most. For more, a group’s space is the better place."]);

        // Whoever is out of reach and whoever does not exist are one answer; and of a few people, each has to be in reach of each.
        var ties = await whoWrites.TiesAsync([.. whom, me], cancel);
        if (!whom.TrueForAll(w => ties.MayBegin(me, w))) return Outcome.No("Whom", "whom", words["Please choose from those who are listed here."]);
        if (whom.Exists(one => whom.Exists(other => one != other && !ties.MayWrite(one, other)))) return Outcome.No("Whom", "not-together", words["Not all of these people can write to one another. Please choose fewer."]);
        if (whom.Count > 1 && form.Name is null) return Outcome.No(nameof(form.Name), "name", words["Please give it a name, so that everybody knows which one it is."]);

        return whom.Count == 1 ? await ToOneAsync(whom[0], ties, form, now, cancel) : await ToSomeAsync(whom, ties, form, now, cancel);
    }

    /// <summary>Each of them was written to for the first time by the viewer and has not said yes: whichever way it is sent, that first message is all they have.</summary>
    private async Task<Outcome?> WaitingForAsync(List<Guid> whom, CancellationToken cancel) =>
        await db.NotAnswering(viewer).Where(p => whom.Contains(p.Id)).OrderBy(p => p.Name).Select(p => p.Name).FirstOrDefaultAsync(cancel) is { } name
            ? Outcome.No("Whom", "waiting", words["Your first message to {0} is there. When they answer, you can write more together.", name]) : null;

    private async Task<Outcome> ToOneAsync(Guid other, Ties ties, Form form, Instant now, CancellationToken cancel)
    {
        var me = viewer.PersonId;
        // Whoever begins with the same person at the same moment takes turns, from either side.
        await db.HoldPersonAsync(me.CompareTo(other) < 0 ? me : other, cancel);
        var pair = Pair.Of(me, other);
        if (await db.ConversationsOfProgram().Where(c => c.PairId == pair).HoldAsync(cancel) is { } there)
        {
            // Whoever writes themselves has said yes.
            (await db.ConversationMembersOfProgram().SingleAsync(m => m.ConversationId == there.Id && m.PersonId == me, cancel)).Accept(now);
            await db.SaveChangesAsync(cancel);
            return await desk.SendAsync(there, form.Text!, press.On(there.Id, form.Press, form.Text!), now, cancel);
        }
        var asks = Asks(ties, other);
        if (asks && await TooManyAsync(1, now, cancel)) return TooMany();

        var conversation = Conversation.OfTwo(viewer.ProgramId, me, pair, now);
        db.AddRange(conversation, ConversationMember.In(conversation, me, now), asks ? ConversationMember.Asked(conversation, other) : ConversationMember.In(conversation, other, now));
        return await BeginAsync(conversation, form, now, cancel);
    }

    private async Task<Outcome> ToSomeAsync(List<Guid> whom, Ties ties, Form form, Instant now, CancellationToken cancel)
    {
        var me = viewer.PersonId;
        await db.HoldPersonAsync(me, cancel);
        var id = press.On(me, form.Press, $"{string.Join(' ', whom.Order())} {form.Name} {form.Text}");
        if (await db.ConversationsOfProgram().AnyAsync(c => c.Id == id, cancel)) return Outcome.To($"/messages/{id}");
        var asked = whom.Count(w => Asks(ties, w));
        if (asked > 0 && await WaitingForAsync(whom, cancel) is { } waiting) return waiting;
        if (asked > 0 && await TooManyAsync(asked, now, cancel)) return TooMany();

        var conversation = Conversation.OfSome(viewer.ProgramId, id, me, await sealer.SealAsync(me, Conversation.NameAt(id), form.Name!, cancel), now);
        db.AddRange(conversation, ConversationMember.In(conversation, me, now));
        foreach (var one in whom) db.Add(Asks(ties, one) ? ConversationMember.Asked(conversation, one) : ConversationMember.In(conversation, one, now));
        return await BeginAsync(conversation, form, now, cancel);
    }

    private async Task<Outcome> BeginAsync(Conversation conversation, Form form, Instant now, CancellationToken cancel)
    {
        happenings.Record("messages.started", conversation.Id);
        await db.SaveChangesAsync(cancel);
        return await desk.SendAsync(conversation, form.Text!, press.On(conversation.Id, form.Press, form.Text!), now, cancel);
    }

    /// <summary>A peer's first words to a peer wait for a yes.</summary>
    private bool Asks(Ties ties, Guid whom) => !viewer.IsStaff && !ties.People[whom].Staff;

    private async Task<bool> TooManyAsync(int more, Instant now, CancellationToken cancel) =>
        await db.FirstContactsBy(viewer, now - Duration.FromDays(1)).CountAsync(cancel) + more > FirstContactsInADay;

    private Outcome TooMany() => Outcome.No("Whom", "enough-today", words["You’ve written to five people for the first time since yesterday. Tomorrow there is room for more. Those you write with already are open as ever."]);
}
