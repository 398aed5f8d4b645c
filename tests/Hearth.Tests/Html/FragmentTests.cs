using Hearth.Html;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Html;

public class FragmentTests(HearthHost host)
{
    private Fragments Fragments => host.Services.GetRequiredService<Fragments>();

    private Task SayAsync(Cast cast, string stream, string words) =>
        Fragments.PushAsync<SaidLine>(cast.ProgramId, stream, "said", new Dictionary<string, object?> { ["Said"] = words });

    [Fact]
    public async Task Numbers_have_no_gap_and_keep_the_order_of_the_calls()
    {
        var cast = await Cast.GatherAsync(host);
        var stream = TestStreams.New(cast.Wren, cast.June);
        await using var wren = await Page.OpenAsync(host, cast.Wren);
        var start = (await wren.SubscribeAsync(stream)).GetProperty("seq").GetInt64();
        await SayAsync(cast, stream, "before June came");
        await using var june = await Page.OpenAsync(host, cast.June);
        var later = (await june.SubscribeAsync(stream)).GetProperty("seq").GetInt64();
        Assert.Equal(start + 1, later);

        await Task.WhenAll(Enumerable.Range(1, 50).Select(n => SayAsync(cast, stream, $"words {n}")));

        await wren.UntilAsync(p => p.Fragments.Count == 51);
        await june.UntilAsync(p => p.Fragments.Count == 50);
        Assert.Equal(Enumerable.Range(1, 51).Select(n => start + n), wren.Fragments.Select(f => f.Seq));
        Assert.Equal(Enumerable.Range(1, 50).Select(n => later + n), june.Fragments.Select(f => f.Seq));
        Assert.Equal(Enumerable.Range(1, 50).Select(n => $"<p id=\"said\">words {n}</p>"), june.Fragments.Select(f => f.Html));
    }

    [Fact]
    public async Task Everybody_is_pushed_their_own_language_under_the_same_numbers()
    {
        var cast = await Cast.GatherAsync(host);
        var stream = TestStreams.New(cast.Wren, cast.June);
        await using var wren = await Page.OpenAsync(host, cast.Wren);
        await using var june = await Page.OpenAsync(host, cast.June, language: "es");
        await wren.SubscribeAsync(stream);
        await june.SubscribeAsync(stream);

        await Fragments.PushAsync<SaidSentence>(cast.ProgramId, stream, "said");

        await wren.UntilAsync(p => p.Fragments.Count == 1);
        await june.UntilAsync(p => p.Fragments.Count == 1);
        Assert.Equal("<p id=\"said\">Hide page</p>", wren.Fragments[0].Html);
        Assert.Equal("<p id=\"said\">Ocultar p\u00e1gina</p>", System.Net.WebUtility.HtmlDecode(june.Fragments[0].Html));
        Assert.Equal(wren.Fragments[0].Seq, june.Fragments[0].Seq);
    }

    [Fact]
    public async Task Whoever_is_taken_out_hears_nothing_more_and_is_told()
    {
        var cast = await Cast.GatherAsync(host);
        var stream = TestStreams.New(cast.Wren, cast.June);
        await using var wren = await Page.OpenAsync(host, cast.Wren);
        await using var june = await Page.OpenAsync(host, cast.June);
        await wren.SubscribeAsync(stream);
        await june.SubscribeAsync(stream);
        await SayAsync(cast, stream, "both hear this");
        await wren.UntilAsync(p => p.Fragments.Count == 1);
        await june.UntilAsync(p => p.Fragments.Count == 1);

        TestStreams.PutOut(stream, cast.Wren);
        await Fragments.RecheckAsync(stream);
        await SayAsync(cast, stream, "only June hears this");
        await Fragments.SendAsync(stream, "level", 7);

        await june.UntilAsync(p => p.Heard.Count == 3);
        Assert.Equal("not-found", (await wren.SubscribeAsync(stream)).GetProperty("refused").GetString()); // a round trip: nothing is on its way to Wren
        Assert.Single(wren.Fragments);
        Assert.Equal(["fragment", "left"], wren.Heard.Select(h => h.Name));
        Assert.Equal([cast.June.PersonId], Fragments.ListenersOf(stream));
    }

    [Fact]
    public async Task Another_program_does_not_hear_and_may_not_ask()
    {
        var here = await Cast.GatherAsync(host);
        var there = await Cast.GatherAsync(host);
        var stream = TestStreams.New(here.Wren);
        await using var wren = await Page.OpenAsync(host, here.Wren);
        await using var stranger = await Page.OpenAsync(host, there.Wren);
        Assert.False((await wren.SubscribeAsync(stream)).TryGetProperty("refused", out _));
        Assert.Equal("not-found", (await stranger.SubscribeAsync(stream)).GetProperty("refused").GetString());

        await SayAsync(here, stream, here.Canary);
        await wren.UntilAsync(p => p.Fragments.Count == 1);
        await stranger.SubscribeAsync(stream);
        Assert.Empty(stranger.Heard);
    }

    [Fact]
    public async Task Before_the_agreement_is_signed_nothing_is_heard()
    {
        var cast = await Cast.GatherAsync(host);
        var stream = TestStreams.New(cast.Wren, cast.Kit);
        await using var wren = await Page.OpenAsync(host, cast.Wren);
        Assert.False((await wren.SubscribeAsync(stream)).TryGetProperty("refused", out _));
        await Assert.ThrowsAnyAsync<Exception>(async () => await Page.OpenAsync(host, cast.Kit));
    }

    [Fact]
    public async Task A_page_read_before_a_push_is_told_that_it_is_late()
    {
        var cast = await Cast.GatherAsync(host);
        var stream = TestStreams.New(cast.Wren);
        await using var wren = await Page.OpenAsync(host, cast.Wren);

        var early = Fragments.MarkNow();
        await SayAsync(cast, stream, "while the page was on its way");
        var late = Fragments.MarkNow();
        Assert.True((await wren.SubscribeAsync(stream, early)).GetProperty("stale").GetBoolean());
        Assert.False((await wren.SubscribeAsync(stream, late)).GetProperty("stale").GetBoolean());
        Assert.True((await wren.SubscribeAsync(stream)).GetProperty("stale").GetBoolean());
        Assert.True((await wren.SubscribeAsync(stream, "0123abcd-99999")).GetProperty("stale").GetBoolean()); // another server's
    }

    [Fact]
    public async Task Someone_suspended_is_cut_off_at_once_and_nobody_else()
    {
        var cast = await Cast.GatherAsync(host);
        var stream = TestStreams.New(cast.Wren, cast.June);
        await using var wren = await Page.OpenAsync(host, cast.Wren);
        await using var june = await Page.OpenAsync(host, cast.June);
        await wren.SubscribeAsync(stream);
        await june.SubscribeAsync(stream);

        await host.Services.GetRequiredService<Connections>().AbortAsync(cast.Wren.PersonId);
        await wren.Closed.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await SayAsync(cast, stream, "June is still here");
        await june.UntilAsync(p => p.Fragments.Count == 1);
        Assert.Empty(wren.Heard);
        Assert.Equal([cast.June.PersonId], Fragments.ListenersOf(stream));
    }
}
