using System.Net;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Sessions;
using Hearth.Tests.Groups;
using Hearth.Tests.Moderation;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using Hearth.Today.Rules;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Today;

public class TodayTests(HearthHost host)
{
    [Fact]
    public async Task What_comes_next_is_the_one_big_thing()
    {
        var cast = await Cast.GatherAsync(host);
        var later = await host.EveningAsync(cast, inMinutes: 300);
        var next = await host.EveningAsync(cast, inMinutes: 20);
        var page = await cast.Wren.Client.ReadAsync("/today");
        Assert.Contains("Porch Light, evening circle", page, StringComparison.Ordinal);
        Assert.Contains("in 20 minutes", page, StringComparison.Ordinal);
        Assert.Contains("Therapist-led by Leila", page, StringComparison.Ordinal);
        Assert.Contains($"/sessions/{next.Id}/arrive", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/sessions/{later.Id}/", page, StringComparison.Ordinal);
        Assert.Contains("218-555-0142", page, StringComparison.Ordinal);
        Assert.Contains("Read your copy", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_open_comes_before_what_is_next()
    {
        var cast = await Cast.GatherAsync(host);
        await host.EveningAsync(cast, inMinutes: 5);
        var open = await host.EveningAsync(cast, inMinutes: 20, state: SessionState.Open);
        var page = await cast.Wren.Client.ReadAsync("/today");
        Assert.Contains("Open now", page, StringComparison.Ordinal);
        Assert.Contains($"/sessions/{open.Id}/arrive", page, StringComparison.Ordinal);
        Assert.Contains($"/sessions/{open.Id}/camera", await cast.Leila.Client.ReadAsync("/today"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newcomer_is_told_what_comes_next()
    {
        var cast = await Cast.GatherAsync(host);
        await host.EveningAsync(cast);
        var page = await cast["Pilar"].Client.ReadAsync("/today");
        Assert.Contains("Welcome, Pilar", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Porch Light", page, StringComparison.Ordinal);
        Assert.Contains("Call the program", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaders_see_what_is_missing_and_what_is_to_be_written()
    {
        var cast = await Cast.GatherAsync(host);
        await host.EveningAsync(cast, inMinutes: 500, ledBy: LedBy.Peer, leaders: ["Idris"]);
        var ended = await host.EveningAsync(cast, leaders: ["Leila"], state: SessionState.Ended);

        foreach (var who in new[] { "Idris", "Noor", "Ada" })
            Assert.Contains("so it needs a clinician on call", await cast[who].Client.ReadAsync("/today"), StringComparison.Ordinal);
        Assert.DoesNotContain("so it needs a clinician on call", await cast.Wren.Client.ReadAsync("/today"), StringComparison.Ordinal);
        Assert.DoesNotContain("so it needs a clinician on call", await cast.Dan.Client.ReadAsync("/today"), StringComparison.Ordinal);

        Assert.Contains($"/sessions/{ended.Id}/note", await cast.Leila.Client.ReadAsync("/today"), StringComparison.Ordinal);
        Assert.Contains("The group’s note waits.", await cast.Leila.Client.ReadAsync("/today"), StringComparison.Ordinal);
        var saved = await cast.Leila.Client.PostFormAsync($"/sessions/{ended.Id}/note/save", ("Text", "We met."), ("Version", "-1"), ("Then", "Sign"));
        Assert.Contains($"/sessions/{ended.Id}/note", await cast.Leila.Client.ReadAsync("/today"), StringComparison.Ordinal);
        await cast.Leila.Client.PostFormAsync($"{saved.Headers.Location}/yes", ("Version", "0"));
        Assert.DoesNotContain($"/sessions/{ended.Id}/note", await cast.Leila.Client.ReadAsync("/today"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_role_has_its_page_and_no_word_of_another_program()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        await host.EveningAsync(cast);
        foreach (var member in cast.Members.Where(m => m.Name != "Kit"))
        {
            var answer = await member.Client.GetAsync("/today", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("That’s everything for now.", await answer.WordsAsync(), StringComparison.Ordinal);
        }
        Assert.Contains("Porch Light", await cast.Wren.Client.ReadAsync("/today"), StringComparison.Ordinal);
        foreach (var stranger in other.Members.Where(m => m.Name != "Kit"))
        {
            var page = await stranger.Client.ReadAsync("/today");
            Assert.DoesNotContain("Porch Light", page, StringComparison.Ordinal);
            Assert.DoesNotContain(cast.Canary, page, StringComparison.Ordinal);
        }
        Assert.Equal("/agreement", (await cast.Kit.Client.GetAsync("/today", TestContext.Current.CancellationToken)).Headers.Location!.ToString());
    }

    [Fact]
    public void How_far_ahead_is_said_by_the_readers_own_calendar()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/Chicago"];
        var now = new LocalDateTime(2026, 11, 24, 22, 30).InZoneStrictly(zone).ToInstant();
        Assert.Equal((Ahead.Now, 0), WhenRule.Until(now, now, zone));
        Assert.Equal((Ahead.Minutes, 25), WhenRule.Until(now + Duration.FromMinutes(25) - Duration.FromSeconds(20), now, zone));
        Assert.Equal((Ahead.LaterToday, 0), WhenRule.Until(now + Duration.FromMinutes(80), now, zone));
        Assert.Equal((Ahead.Tomorrow, 0), WhenRule.Until(now + Duration.FromMinutes(100), now, zone));
        Assert.Equal((Ahead.ThisWeek, 0), WhenRule.Until(now + Duration.FromDays(6), now, zone));
        Assert.Equal((Ahead.Later, 0), WhenRule.Until(now + Duration.FromDays(7), now, zone));
        Assert.Equal([PartOfDay.Night, PartOfDay.Morning, PartOfDay.Afternoon, PartOfDay.Evening], new[] { 2, 9, 14, 19 }.Select(h => WhenRule.PartOf(new LocalTime(h, 0))));
    }

    [Fact]
    public async Task Staff_read_whose_words_wait_and_by_when_and_nobody_else_does()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Hello.");
        Assert.DoesNotContain("What waits to be read</h2>", await cast.Leila.Client.ReadAsync("/today"), StringComparison.Ordinal);
        var hold = await porch.HeldAsync(topic);
        foreach (var who in (Member[])[cast.Leila, cast.Noor])
        {
            var page = await who.Client.ReadAsync("/today");
            foreach (var said in (string[])["What waits to be read</h2>", "June", "To be read by"]) Assert.Contains(said, page, StringComparison.Ordinal);
            Assert.DoesNotContain("heldcanary", page, StringComparison.Ordinal);
        }
        // Not for who leads another group, for who runs the software, or for peers: her own neither, who reads it where she wrote.
        foreach (var who in (Member[])[cast.Dan, cast.Ada, cast.June, cast.Wren]) Assert.DoesNotContain("What waits to be read</h2>", await who.Client.ReadAsync("/today"), StringComparison.Ordinal);
        await hold.ReleaseAsync(cast.Leila);
        Assert.DoesNotContain("What waits to be read</h2>", await cast.Noor.Client.ReadAsync("/today"), StringComparison.Ordinal);
    }
}
