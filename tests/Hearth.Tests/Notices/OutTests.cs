using System.Net;
using Hearth.Accounts;
using Hearth.Channels;
using Hearth.Database;
using Hearth.Notices;
using Hearth.Tests.Channels;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Notices;

/// <summary>What of a notice leaves the house, when, and what it says. Nothing does before somebody wants it.</summary>
public class OutTests(HearthHost host)
{
    private const string Address = "wren.sealedword@mail.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Instant Now => host.Services.GetRequiredService<Clock>().Now;

    private Task TellAsync(Calling calling, bool urgent = false) => host.Scopes.WriteAsync(calling.Cast.ProgramId, s =>
        s.GetRequiredService<NoticeDesk>().TellAsync(Hearth.Spaces.SpaceNotices.Answered, calling.Cast.Wren.PersonId, Guid.NewGuid(), Cancel, urgent), Cancel);

    private static Task NoQuietAsync(Member who) => Calling.DoneAsync(who.Client.PostFormAsync("/availability/quiet", ("Quiet", "No"), ("Zone", "America/Chicago")));

    /// <summary>Resting from a while ago until in a few hours.</summary>
    private Task RestAsync(Member who) => Calling.DoneAsync(who.Client.PostFormAsync("/availability/quiet",
        [("Quiet", "Yes"), ("From", Wall(Now - Duration.FromHours(2))), ("Until", Wall(Now + Duration.FromHours(3))), ("Zone", "America/Chicago"), .. Enum.GetNames<DayOfWeek>().Select(d => ("Days", d))]));

    private static string Wall(Instant at) => at.InZone(DateTimeZoneProviders.Tzdb["America/Chicago"]).ToString("HH:mm", null);

    [Fact]
    public async Task Nothing_leaves_before_a_mailbox_is_confirmed_and_said_to_be_safe()
    {
        await using var calling = await Calling.StartAsync(host);
        var wren = calling.Cast.Wren;
        await NoQuietAsync(wren);
        await TellAsync(calling);
        await host.SendNoticesAsync(calling, Now);
        Assert.Empty(calling.MailServer.Got);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await wren.Client.PostFormAsync("/notices/mailbox", ("Email", Address))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await wren.Client.PostFormAsync("/notices/mailbox", ("Email", "no address"), ("Safe", "true"))).StatusCode);
        await Calling.DoneAsync(wren.Client.PostFormAsync("/notices/mailbox", ("Email", Address), ("Safe", "true")));
        await TellAsync(calling);
        await host.SendNoticesAsync(calling, Now);
        Assert.Contains("Your code is", Assert.Single(calling.MailServer.Messages), StringComparison.Ordinal);

        var code = calling.LastCode(Address);
        var wrong = code == "000000" ? "111111" : "000000";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await wren.Client.PostFormAsync("/notices/mailbox/confirm", ("Code", wrong))).StatusCode);
        // Somebody else's code is nothing to her, and hers nothing to somebody else.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await calling.Cast.June.Client.PostFormAsync("/notices/mailbox/confirm", ("Code", code))).StatusCode);
        await Calling.DoneAsync(wren.Client.PostFormAsync("/notices/mailbox/confirm", ("Code", code)));
        await TellAsync(calling);
        await host.SendNoticesAsync(calling, Now);
        Assert.Single(calling.NewsTo(Address));
    }

    [Fact]
    public async Task A_code_is_tried_five_times_and_no_more_and_a_day_has_five_codes()
    {
        await using var calling = await Calling.StartAsync(host);
        var wren = calling.Cast.Wren;
        await Calling.DoneAsync(wren.Client.PostFormAsync("/notices/mailbox", ("Email", Address), ("Safe", "true")));
        await calling.SendAsync();
        var code = calling.LastCode(Address);
        for (var i = 0; i < Mailbox.MostTries; i++) await wren.Client.PostFormAsync("/notices/mailbox/confirm", ("Code", code == "000000" ? "111111" : "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await wren.Client.PostFormAsync("/notices/mailbox/confirm", ("Code", code))).StatusCode);
        for (var i = 1; i < Mailbox.MostCodes; i++) await Calling.DoneAsync(wren.Client.PostFormAsync("/notices/mailbox", ("Email", Address), ("Safe", "true")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await wren.Client.PostFormAsync("/notices/mailbox", ("Email", Address), ("Safe", "true"))).StatusCode);
        // Of those that wait, only the last still opens anything: the others are not sent.
        await calling.SendAsync();
        Assert.Equal(2, calling.MailServer.Messages.Count());
        await Calling.DoneAsync(wren.Client.PostFormAsync("/notices/mailbox/confirm", ("Code", calling.LastCode(Address))));
    }

    [Fact]
    public async Task Quiet_hours_hold_what_is_not_urgent_and_then_it_is_one_message()
    {
        await using var calling = await Calling.StartAsync(host);
        await calling.ConfirmMailboxAsync(calling.Cast.Wren, Address);
        await RestAsync(calling.Cast.Wren);
        for (var i = 0; i < 10; i++) await TellAsync(calling);
        await host.SendNoticesAsync(calling, Now);
        await host.SendNoticesAsync(calling, Now + Duration.FromHours(2));
        Assert.Empty(calling.NewsTo(Address));
        await host.SendNoticesAsync(calling, Now + Duration.FromHours(4));
        Assert.Single(calling.NewsTo(Address));
        await host.SendNoticesAsync(calling, Now + Duration.FromHours(6));
        Assert.Single(calling.NewsTo(Address));
    }

    [Fact]
    public async Task What_cannot_be_sent_to_one_keeps_no_other_waiting()
    {
        await using var calling = await Calling.StartAsync(host);
        var (wren, june) = (calling.Cast.Wren, calling.Cast.June);
        await calling.ConfirmMailboxAsync(wren, Address);
        await calling.ConfirmMailboxAsync(june, "june.sealedword@mail.example");
        foreach (var who in (Member[])[wren, june])
        {
            await NoQuietAsync(who);
            await host.Scopes.WriteAsync(calling.Cast.ProgramId, s => s.GetRequiredService<NoticeDesk>().TellAsync(Hearth.Spaces.SpaceNotices.Answered, who.PersonId, Guid.NewGuid(), Cancel), Cancel);
        }
        // One of them went out at the end of all time: an hour after that there is none.
        var broken = (await host.LookAsync(calling.Cast, db => db.NoticesOfProgram().OrderBy(n => n.PersonId).Select(n => n.PersonId).ToListAsync(Cancel)))[0];
        var (end, whole) = (Instant.FromUtc(9999, 12, 31, 23, 30), broken == wren.PersonId ? "june.sealedword@mail.example" : Address);
        await host.Scopes.WriteAsync(calling.Cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            db.Add(Notice.Of(calling.Cast.ProgramId, broken, s.GetRequiredService<NoticeKinds>().Find(Hearth.Spaces.SpaceNotices.Answered)!, Guid.NewGuid(), author: null, urgent: false, Now));
            await db.SaveChangesAsync(Cancel);
            await db.NoticesOfProgram().Where(n => n.PersonId == broken).OrderByDescending(n => n.At).Take(1).ExecuteUpdateAsync(n => n.SetProperty(x => x.OutAt, end).SetProperty(x => x.DueAt, (Instant?)null), Cancel);
        }, Cancel);
        await Assert.ThrowsAsync<AggregateException>(() => host.SendNoticesAsync(calling, Now)); // so that the round is not taken for whole
        await calling.SendAsync();
        Assert.Single(calling.NewsTo(whole));
    }

    [Fact]
    public async Task What_is_urgent_comes_through_quiet_hours()
    {
        await using var calling = await Calling.StartAsync(host);
        await calling.ConfirmMailboxAsync(calling.Cast.Wren, Address);
        await RestAsync(calling.Cast.Wren);
        await TellAsync(calling);
        await TellAsync(calling, urgent: true);
        await host.SendNoticesAsync(calling, Now);
        Assert.Single(calling.NewsTo(Address));
    }

    [Fact]
    public async Task Never_more_than_one_an_hour_and_what_was_read_in_the_house_is_not_sent()
    {
        await using var calling = await Calling.StartAsync(host);
        var wren = calling.Cast.Wren;
        await calling.ConfirmMailboxAsync(wren, Address);
        await NoQuietAsync(wren);
        await TellAsync(calling);
        await host.SendNoticesAsync(calling, Now);
        await TellAsync(calling);
        await host.SendNoticesAsync(calling, Now + Duration.FromMinutes(50));
        Assert.Single(calling.NewsTo(Address));
        await host.SendNoticesAsync(calling, Now + Duration.FromMinutes(70));
        Assert.Equal(2, calling.NewsTo(Address).Count());

        await TellAsync(calling);
        var newest = (await host.NoticesOfAsync(calling.Cast, wren)).Last().Id;
        await Calling.DoneAsync(wren.Client.PostFormAsync("/notices/read", ("Newest", newest.ToString())));
        await host.SendNoticesAsync(calling, Now + Duration.FromHours(5));
        Assert.Equal(2, calling.NewsTo(Address).Count());
    }

    [Fact]
    public async Task Two_servers_at_once_send_it_once()
    {
        await using var calling = await Calling.StartAsync(host);
        await calling.ConfirmMailboxAsync(calling.Cast.Wren, Address);
        await NoQuietAsync(calling.Cast.Wren);
        await TellAsync(calling);
        var now = Now;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var sweep = ActivatorUtilities.CreateInstance<NoticeSweep>(host.Services);
            await sweep.SendDueAsync(calling.Cast.ProgramId, now, Cancel);
        }));
        await calling.SendAsync();
        Assert.Single(calling.NewsTo(Address));
    }

    [Fact]
    public async Task What_somebody_does_not_want_by_mail_is_not_sent_and_stands_in_the_app()
    {
        await using var calling = await Calling.StartAsync(host);
        var wren = calling.Cast.Wren;
        await calling.ConfirmMailboxAsync(wren, Address);
        await NoQuietAsync(wren);
        await Calling.DoneAsync(wren.Client.PostFormAsync("/notices/how", ("ByMail", "Sessions")));
        await TellAsync(calling);
        await host.SendNoticesAsync(calling, Now);
        Assert.Empty(calling.NewsTo(Address));
        Assert.Contains("Something new for you", await wren.Client.ReadAsync("/today"), StringComparison.Ordinal);
        await Calling.DoneAsync(wren.Client.PostFormAsync("/notices/how", ("ByMail", "Written")));
        await TellAsync(calling);
        await host.SendNoticesAsync(calling, Now);
        Assert.Single(calling.NewsTo(Address));
    }

    [Theory]
    [InlineData(MembershipState.Suspended), InlineData(MembershipState.Discharged)]
    public async Task Whoever_may_not_come_in_is_not_written_to(MembershipState state)
    {
        await using var calling = await Calling.StartAsync(host);
        var wren = calling.Cast.Wren;
        await calling.ConfirmMailboxAsync(wren, Address);
        await NoQuietAsync(wren);
        await TellAsync(calling);
        using (var sweep = ActivatorUtilities.CreateInstance<NoticeSweep>(host.Services)) await sweep.SendDueAsync(calling.Cast.ProgramId, Now, Cancel);
        // It waits to go out; and now they may not come in any more.
        await host.Scopes.WriteAsync(calling.Cast.ProgramId, async s =>
        {
            var membership = await s.GetRequiredService<HearthDb>().MembershipsOfProgram().SingleAsync(m => m.PersonId == wren.PersonId, Cancel);
            if (state == MembershipState.Suspended) membership.Suspend();
            else membership.Discharge();
        }, Cancel);
        await calling.SendAsync();
        Assert.Empty(calling.NewsTo(Address));
    }

    [Fact]
    public async Task After_No_more_e_mail_there_is_none()
    {
        await using var calling = await Calling.StartAsync(host);
        var wren = calling.Cast.Wren;
        await calling.ConfirmMailboxAsync(wren, Address);
        Assert.Contains(Address, await wren.Client.ReadAsync("/notices/how"), StringComparison.Ordinal);
        await NoQuietAsync(wren);
        await Calling.DoneAsync(wren.Client.PostFormAsync("/notices/mailbox/remove"));
        await TellAsync(calling);
        await host.SendNoticesAsync(calling, Now);
        Assert.Empty(calling.NewsTo(Address));
        Assert.DoesNotContain(Address, await wren.Client.ReadAsync("/notices/how"), StringComparison.Ordinal);
    }
}
