using Hearth.Accounts;
using Hearth.Database;
using Hearth.Messages;
using Hearth.Notices;
using Hearth.Tests.Channels;
using Hearth.Tests.FollowUps;
using Hearth.Tests.Groups;
using Hearth.Tests.Html;
using Hearth.Tests.Notices;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Messages;

/// <summary>Who hears that somebody wrote to them, without a page open: once, a moment later, and never of somebody they do not read.</summary>
public class MessageNoticeTests(HearthHost host)
{
    private const string Address = "june.sealedword@mail.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Instant Now => host.Services.GetRequiredService<Clock>().Now;

    /// <summary>Wren and June write to one another and have read all of it; June is reached by e-mail and rests at no hour.</summary>
    private async Task<(Calling Calling, Guid Conversation)> WritingAsync()
    {
        var calling = await Calling.StartAsync(host);
        var cast = calling.Cast;
        await host.CircleAsync(cast);
        await calling.ConfirmMailboxAsync(cast.June, Address);
        await Calling.DoneAsync(cast.June.Client.PostFormAsync("/availability/quiet", ("Quiet", "No"), ("Zone", "America/Chicago")));
        var conversation = await Letters.TogetherAsync(cast.Wren, "Hello, June.", cast.June);
        foreach (var who in (Member[])[cast.Wren, cast.June]) await who.Client.ReadAsync($"/messages/{conversation}");
        return (calling, conversation);
    }

    private async Task<int> UnreadAsync(Cast cast, Member who) => (await host.NoticesOfAsync(cast, who)).Count(n => n.ReadAt is null);

    private async Task WriteAsync(Member from, Guid conversation, params string[] lines)
    {
        foreach (var line in lines) await Calling.DoneAsync(Letters.SendAsync(from, conversation, line));
    }

    [Fact]
    public async Task Told_once_until_they_have_looked_a_moment_later_and_with_nothing_of_it()
    {
        var (calling, conversation) = await WritingAsync();
        await using var _ = calling;
        var (cast, june) = (calling.Cast, calling.Cast.June);
        Assert.Equal("June", await host.WhoWasToldAsync(cast, MessageNotices.Asked));
        Assert.Equal("Wren", await host.WhoWasToldAsync(cast, MessageNotices.Accepted));
        Assert.Equal("", await host.WhoWasToldAsync(cast, MessageNotices.Written));

        await WriteAsync(cast.Wren, conversation, "First secretword.", "Second.", "Third.");
        Assert.Equal("June", await host.WhoWasToldAsync(cast, MessageNotices.Written));
        Assert.Equal(1, await UnreadAsync(cast, june));
        Assert.Contains("Something new for you", await june.Client.ReadAsync("/today"), StringComparison.Ordinal);
        var list = await june.Client.ReadAsync("/notices");
        Assert.Contains("Somebody wrote to you.", list, StringComparison.Ordinal);
        Assert.DoesNotMatch("secretword|Wren", list);

        // Whoever has it before their eyes would have read it by then.
        await host.SendNoticesAsync(calling, Now);
        Assert.Empty(calling.NewsTo(Address));
        await host.SendNoticesAsync(calling, Now + Notice.Moment);
        Assert.DoesNotMatch($"secretword|Wren|First|North House|{cast.Canary}", Assert.Single(calling.NewsTo(Address)));
        await WriteAsync(cast.Wren, conversation, "Fourth.");
        await host.SendNoticesAsync(calling, Now + Duration.FromHours(5));
        Assert.Single(calling.NewsTo(Address));
        Assert.Equal("June", await host.WhoWasToldAsync(cast, MessageNotices.Written));

        // They have looked: that is read, and the next is told again.
        await june.Client.ReadAsync($"/messages/{conversation}");
        Assert.Equal(0, await UnreadAsync(cast, june));
        Assert.DoesNotContain("Something new for you", await june.Client.ReadAsync("/today"), StringComparison.Ordinal);
        await WriteAsync(cast.Wren, conversation, "Fifth.");
        Assert.Equal("June June", await host.WhoWasToldAsync(cast, MessageNotices.Written));
        await host.SendNoticesAsync(calling, Now + Duration.FromHours(6));
        Assert.Equal(2, calling.NewsTo(Address).Count());

        // Read within the moment, it goes nowhere.
        await june.Client.ReadAsync($"/messages/{conversation}");
        await WriteAsync(cast.Wren, conversation, "Sixth.");
        await june.Client.ReadAsync($"/messages/{conversation}");
        await host.SendNoticesAsync(calling, Now + Duration.FromHours(9));
        Assert.Equal(2, calling.NewsTo(Address).Count());
    }

    [Fact]
    public async Task Pages_elsewhere_hear_of_it_when_it_is_due_and_of_what_was_read_when_it_is()
    {
        var (calling, conversation) = await WritingAsync();
        await using var _ = calling;
        var june = calling.Cast.June;
        var stream = NoticeDesk.StreamOf(june.PersonId);
        await using var elsewhere = await Page.OpenAsync(host, june);
        await elsewhere.SubscribeAsync(stream);
        await WriteAsync(calling.Cast.Wren, conversation, "Are you there?");
        await host.SendNoticesAsync(calling, Now);
        Assert.DoesNotContain(stream, elsewhere.Late);
        await host.SendNoticesAsync(calling, Now + Notice.Moment);
        await elsewhere.UntilAsync(p => p.Late.Count(l => l == stream) == 1);
        await june.Client.ReadAsync($"/messages/{conversation}");
        await elsewhere.UntilAsync(p => p.Late.Count(l => l == stream) == 2);
    }

    [Fact]
    public async Task Quiet_hours_hold_it()
    {
        var (calling, conversation) = await WritingAsync();
        await using var _ = calling;
        await Calling.DoneAsync(calling.Cast.June.Client.PostFormAsync("/availability/quiet", [("Quiet", "Yes"), ("From", "00:00"), ("Until", "00:00"), ("Zone", "America/Chicago"), .. Enum.GetNames<DayOfWeek>().Select(d => ("Days", d))]));
        await WriteAsync(calling.Cast.Wren, conversation, "Good night.");
        await host.SendNoticesAsync(calling, Now + Duration.FromMinutes(1));
        Assert.Empty(calling.NewsTo(Address));
        Assert.Equal(1, await UnreadAsync(calling.Cast, calling.Cast.June)); // in the app it is there
    }

    [Fact]
    public async Task Of_a_first_contact_only_that_somebody_asks_and_nobody_is_told_of_a_no()
    {
        var cast = await Cast.GatherAsync(host);
        await host.CircleAsync(cast);
        var some = await Letters.WriteAsync(cast.Wren, "Hello, you two.", cast.June, cast["Tomas"]);
        Assert.Equal("June Tomas", await host.WhoWasToldAsync(cast, MessageNotices.Asked));
        await Letters.ActAsync(cast.June, some, "accept");
        await WriteAsync(cast.Wren, some, "And on.");
        Assert.Equal("June", await host.WhoWasToldAsync(cast, MessageNotices.Written));
        Assert.Equal("June Tomas", await host.WhoWasToldAsync(cast, MessageNotices.Asked));
        Assert.Equal("Wren", await host.WhoWasToldAsync(cast, MessageNotices.Accepted));
        var wrens = await UnreadAsync(cast, cast.Wren);
        await Letters.ActAsync(cast["Tomas"], some, "decline");
        Assert.Equal(wrens, await UnreadAsync(cast, cast.Wren));
        await WriteAsync(cast.June, some, "Only us.");
        Assert.Equal("June Wren", await host.WhoWasToldAsync(cast, MessageNotices.Written));

        // Staff and their people are asked nothing.
        await Letters.WriteAsync(cast.Leila, "How was Sunday?", cast.June);
        Assert.Equal("June June Wren", await host.WhoWasToldAsync(cast, MessageNotices.Written));
        foreach (var other in (Member[])[cast.Leila, cast.Noor, cast.Ada, cast.Dan]) Assert.Empty(await host.NoticesOfAsync(cast, other));
    }

    [Theory]
    [InlineData("quieted"), InlineData("blocked"), InlineData("blocks"), InlineData("apart"), InlineData("suspended")]
    public async Task Never_of_somebody_whom_they_do_not_read_or_when_they_may_not_come_in(string how)
    {
        var (calling, conversation) = await WritingAsync();
        await using var _ = calling;
        await DistanceAsync(calling, conversation, how);
        await Letters.SendAsync(calling.Cast.Wren, conversation, "Are you there?"); // refused, where staff decided
        Assert.Equal("", await host.WhoWasToldAsync(calling.Cast, MessageNotices.Written));
        await host.SendNoticesAsync(calling, Now + Duration.FromHours(12));
        Assert.Empty(calling.NewsTo(Address));
    }

    [Theory]
    [InlineData("quieted"), InlineData("blocked"), InlineData("apart")]
    public async Task What_still_waits_when_they_turn_away_does_not_go_out(string how)
    {
        var (calling, conversation) = await WritingAsync();
        await using var _ = calling;
        await WriteAsync(calling.Cast.Wren, conversation, "Are you there?");
        Assert.Equal(1, await UnreadAsync(calling.Cast, calling.Cast.June));
        await DistanceAsync(calling, conversation, how);
        Assert.Equal(0, await UnreadAsync(calling.Cast, calling.Cast.June));
        await host.SendNoticesAsync(calling, Now + Duration.FromHours(12));
        Assert.Empty(calling.NewsTo(Address));
    }

    [Fact]
    public async Task Declined_or_left_nothing_of_it_waits_any_more()
    {
        var cast = await Cast.GatherAsync(host);
        await host.CircleAsync(cast);
        var (june, tomas) = (cast.June, cast["Tomas"]);
        var some = await Letters.WriteAsync(cast.Wren, "Hello, you two.", june, tomas);
        await Letters.ActAsync(june, some, "decline");
        Assert.Equal(0, await UnreadAsync(cast, june));
        await Letters.ActAsync(tomas, some, "accept");
        await WriteAsync(cast.Wren, some, "And on.");
        await Letters.ActAsync(tomas, some, "leave");
        Assert.Equal(0, await UnreadAsync(cast, tomas));
        await Letters.SendAsync(cast.Wren, some, "And on."); // refused: nobody is left to read it
        Assert.Equal(0, await UnreadAsync(cast, tomas) + await UnreadAsync(cast, june));
    }

    [Fact]
    public async Task What_comes_while_the_page_is_read_is_told_or_was_read()
    {
        var (calling, conversation) = await WritingAsync();
        await using var _ = calling;
        var cast = calling.Cast;
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 3).SelectMany(i => (Task[])[WriteAsync(cast.Wren, conversation, $"{round} {i}"), cast.June.Client.ReadAsync($"/messages/{conversation}")]));
            var (last, read) = await host.LookAsync(cast, async db => (await db.MessagesOfProgram().Where(m => m.ConversationId == conversation).MaxAsync(m => m.Number, Cancel),
                await db.ConversationMembersOfProgram().Where(m => m.ConversationId == conversation && m.PersonId == cast.June.PersonId).Select(m => m.ReadTo).SingleAsync(Cancel)));
            Assert.Equal(read < last ? 1 : 0, await UnreadAsync(cast, cast.June));
        }
    }

    [Fact]
    public async Task Whoever_told_the_staff_of_a_message_hears_that_somebody_has_it_and_that_it_ended()
    {
        var (calling, conversation) = await WritingAsync();
        await using var _ = calling;
        var cast = calling.Cast;
        await WriteAsync(cast.Wren, conversation, "Something unkind.");
        var message = await host.LookAsync(cast, db => db.MessagesOfProgram().Where(m => m.ConversationId == conversation).OrderByDescending(m => m.Number).Select(m => m.Id).FirstAsync(Cancel));
        await Calling.DoneAsync(cast.June.Client.PostFormAsync($"/messages/tell/{message}"));
        var followUp = await host.OnlyFollowUpAsync(cast);
        await Calling.DoneAsync(cast.Noor.Client.PostFormAsync($"/follow-ups/{followUp.Id}/take"));
        Assert.Equal("June", await host.WhoWasToldAsync(cast, HearFollowUps.MessageTaken));
        await Calling.DoneAsync(cast.Noor.Client.PostFormAsync($"/follow-ups/{followUp.Id}/end", ("End", "Spoke")));
        Assert.Equal("June", await host.WhoWasToldAsync(cast, HearFollowUps.MessageEnded));
        // Whose message it is is told nothing.
        Assert.Equal(0, await UnreadAsync(cast, cast.Wren));
    }

    private async Task DistanceAsync(Calling calling, Guid conversation, string how)
    {
        var (wren, june) = (calling.Cast.Wren, calling.Cast.June);
        if (how == "quieted") await Letters.ActAsync(june, conversation, "quiet", ("Person", wren.PersonId.ToString("D")));
        else if (how == "blocked") await Letters.BlockAsync(june, conversation, wren);
        else if (how == "blocks") await Letters.BlockAsync(wren, conversation, june);
        else if (how == "apart") await Calling.DoneAsync(calling.Cast.Noor.Client.PostFormAsync("/apart/keep", ("One", wren.PersonId.ToString("D")), ("Other", june.PersonId.ToString("D")), ("Reason", "Between")));
        else await host.Scopes.WriteAsync(calling.Cast.ProgramId, async s => (await s.GetRequiredService<HearthDb>().MembershipsOfProgram().SingleAsync(m => m.PersonId == june.PersonId, Cancel)).Suspend(), Cancel);
    }
}
