using Hearth.Database;
using Hearth.SignIn;
using Hearth.Tests.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.SignIn;

/// <summary>Open lines follow their sign-in: a live session keeps it open, and a sign-in that is over cuts them.</summary>
public class SweepTests(HearthHost host)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    private TicketSweep Sweep => host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<TicketSweep>().Single();

    private async Task<Ticket> TicketOf(Member member)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HearthDb>().TicketsOf(member.AccountId).AsNoTracking().SingleAsync(cancel);
    }

    [Fact]
    public async Task A_page_that_hears_a_live_session_counts_as_used_and_another_does_not()
    {
        var cast = await Cast.GatherAsync(host);
        await using var live = await Page.OpenAsync(host, cast.Wren);
        await using var still = await Page.OpenAsync(host, cast.June);
        Assert.Equal(0, (await live.SubscribeAsync($"session/{cast.ProgramId:N}/test")).GetProperty("seq").GetInt64());
        await host.SetTicketsAsync(cast.Wren, unusedFor: Duration.FromMinutes(20));
        await host.SetTicketsAsync(cast.June, unusedFor: Duration.FromMinutes(20));
        var (wren, june) = (await TicketOf(cast.Wren), await TicketOf(cast.June));
        await Sweep.KeepAsync(cancel);
        Assert.True((await TicketOf(cast.Wren)).SeenAt > wren.SeenAt);
        Assert.Equal(june.SeenAt, (await TicketOf(cast.June)).SeenAt);
        Assert.False(still.Closed.Task.IsCompleted);
    }

    [Fact]
    public async Task Used_by_a_clock_that_was_an_hour_ahead_it_locks_half_an_hour_from_now_and_not_an_hour_later()
    {
        var cast = await Cast.GatherAsync(host);
        foreach (var member in new[] { cast.Wren, cast.June }) await member.Client.GetAsync("/today", cancel);
        await host.SetTicketsAsync(cast.Wren, unusedFor: -Duration.FromHours(1));
        await host.SetTicketsAsync(cast.June, unusedFor: Duration.FromMinutes(5));
        var june = (await TicketOf(cast.June)).SeenAt;
        await Sweep.KeepAsync(cancel);
        Assert.True((await TicketOf(cast.Wren)).SeenAt <= host.Services.GetRequiredService<Clock>().Now);
        Assert.Equal(june, (await TicketOf(cast.June)).SeenAt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lines_of_a_sign_in_that_locked_or_is_over_are_cut(bool over)
    {
        var cast = await Cast.GatherAsync(host);
        await using var page = await Page.OpenAsync(host, cast.Leila);
        await using var other = await Page.OpenAsync(host, cast.Dan);
        await host.SetTicketsAsync(cast.Leila, over ? null : Duration.FromMinutes(16), over ? Duration.FromSeconds(1) : null);
        await Sweep.KeepAsync(cancel);
        await page.Closed.Task.WaitAsync(TimeSpan.FromSeconds(30), cancel);
        Assert.False(other.Closed.Task.IsCompleted);
    }

    [Fact]
    public async Task Signing_out_cuts_the_pages_of_this_sign_in_at_once()
    {
        var cast = await Cast.GatherAsync(host);
        await using var page = await Page.OpenAsync(host, cast.Wren);
        await using var other = await Page.OpenAsync(host, cast.June);
        await cast.Wren.Client.PostFormAsync("/sign-out");
        await page.Closed.Task.WaitAsync(TimeSpan.FromSeconds(30), cancel);
        Assert.False(other.Closed.Task.IsCompleted);
    }
}
