using System.Net;
using Hearth.Tests.Groups;
using Hearth.Tests.Moderation;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Tests.Search;

/// <summary>Never across a wall: who does not find what. Each time, somebody else does.</summary>
public class WhoFindsTests(HearthHost host)
{
    private static async Task FindAsync(string words, Member[] those, Member[] others)
    {
        foreach (var who in those) Assert.True(await who.FindsAsync(words), $"{who.Name} does not find it");
        foreach (var who in others) Assert.False(await who.FindsAsync(words), $"{who.Name} finds it");
    }

    [Fact]
    public async Task Readers_of_a_space_who_have_come_into_it_find_what_stands_there_and_nobody_else()
    {
        var porch = await Porch.OpenAsync(host);
        var there = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        await porch.StartAsync(cast.Wren, "kestrel");
        // Pilar and Ruth are in no group of this program; an admin's place opens no door to what people say.
        await FindAsync("kestrel", [cast.Wren, cast.June, cast["Tomas"], cast.Leila, cast.Noor], [cast["Pilar"], cast["Ruth"], cast["Idris"], cast.Dan, cast["Anand"], cast.Ada, there.Cast.Wren, there.Cast.Noor, there.Cast.Leila, there.Cast.Ada]);
        foreach (var nobody in (Member[])[cast["Sol"], cast.Kit]) Assert.Empty((await nobody.SearchAsync("kestrel")).Hits);

        // Whoever has not come in yet has not been told how people write there.
        var wide = await porch.OpenWideAsync();
        foreach (var who in (Member[])[cast.Noor, cast.June]) await Porch.EnterAsync(who, wide);
        await porch.StartAsync(cast.June, "plover", space: wide);
        await FindAsync("plover", [cast.Noor, cast.June], [cast.Wren, cast["Pilar"]]);
        await Porch.EnterAsync(cast["Pilar"], wide);
        await FindAsync("plover", [cast["Pilar"]], []);

        // Whoever has left finds nothing there, their own words neither.
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/members/{cast.Wren.PersonId}/close")).StatusCode);
        await FindAsync("kestrel", [cast.June], [cast.Wren]);
    }

    [Fact]
    public async Task Whom_one_does_not_read_is_not_found_and_nothing_below_what_they_began()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var theirs = await porch.StartAsync(cast.June, "heron begins");
        await Porch.ReplyAsync(cast["Tomas"], theirs, "heron answered");
        var mine = await porch.StartAsync(cast.Wren, "Sundays");
        await Porch.ReplyAsync(cast.June, mine, "heron once more");
        Assert.Equal(3, (await cast.Wren.SearchAsync("heron")).Hits.Count);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Wren.Client.PostFormAsync($"/posts/{(await porch.PostAsync(theirs, 1)).Id}/quiet/yes")).StatusCode);
        await FindAsync("heron", [cast.June, cast["Tomas"], cast.Leila], [cast.Wren]);
    }

    [Fact]
    public async Task Those_who_are_kept_apart_do_not_find_each_other()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var wide = await porch.OpenWideAsync();
        foreach (var who in (Member[])[cast.Wren, cast["Pilar"], cast.June]) await Porch.EnterAsync(who, wide);
        await porch.StartAsync(cast["Pilar"], "egret", space: wide);
        await porch.StartAsync(cast.Wren, "bittern", space: wide);
        await FindAsync("egret", [cast.Wren, cast.June], []);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync("/apart/keep", ("One", cast.Wren.PersonId.ToString("D")), ("Other", cast["Pilar"].PersonId.ToString("D")), ("Reason", "OneAsked"))).StatusCode);
        await FindAsync("egret", [cast.June, cast["Pilar"]], [cast.Wren]);
        await FindAsync("bittern", [cast.June, cast.Wren], [cast["Pilar"]]);
    }

    [Fact]
    public async Task What_is_hidden_or_taken_back_is_found_by_nobody_and_what_is_shown_again_is()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Sundays");
        await Porch.ReplyAsync(cast.June, topic, "osprey");
        var post = (await porch.PostAsync(topic, 2)).Id;
        Member[] all = [cast.Wren, cast.June, cast["Tomas"], cast.Leila, cast.Noor];
        await FindAsync("osprey", all, []);
        await cast.Leila.Client.PostFormAsync($"/posts/{post}/hide/yes", ("Reason", "Details"));
        await FindAsync("osprey", [], all);
        await cast.Leila.Client.PostFormAsync($"/posts/{post}/show");
        await FindAsync("osprey", all, []);
        await cast.June.Client.PostFormAsync($"/posts/{post}/take-back/yes");
        await FindAsync("osprey", [], all);
        Assert.Equal("", (await porch.PostAsync(topic, 2)).Terms);
    }

    /// <summary>Words that were taken back are erased: the index that found them does not keep them either.</summary>
    [Fact]
    public async Task The_index_keeps_no_word_that_was_taken_back()
    {
        Assert.SkipWhen(HearthHost.OnPostgres, "There a column of the same row, made anew with it.");
        var porch = await Porch.OpenAsync(host);
        var word = string.Concat(Guid.NewGuid().ToString("N").Where(char.IsLetter)) + "zzq";
        var topic = await porch.StartAsync(porch.Cast.June, $"§ {word}");
        Assert.True(await IndexHoldsAsync());
        await porch.Cast.June.Client.PostFormAsync($"/posts/{(await porch.PostAsync(topic, 1)).Id}/take-back/yes");
        Assert.False(await IndexHoldsAsync());

        // The end of the word alone: the index leaves out what a word has in common with the one before it.
        async Task<bool> IndexHoldsAsync() => await host.LookAsync(porch.Cast, db => db.Database
            .SqlQuery<int>($"""SELECT count(*) AS "Value" FROM "PostIndex_data" WHERE instr(hex(block), hex({word[^6..]})) > 0""").SingleAsync(TestContext.Current.CancellationToken)) > 0;
    }

    [Fact]
    public async Task What_was_said_in_other_words_is_found_by_those_and_by_the_old_ones_no_more()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "I am an addict.");
        // The word whole: as the last one it would be a beginning, too, which the new ones have.
        await FindAsync("addict am", [cast.Wren, cast.June], []);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Wren.Client.PostFormAsync($"/posts/{(await porch.PostAsync(topic, 1)).Id}/reword", ("Found", "an addict"))).StatusCode);
        await FindAsync("addict am", [], [cast.Wren, cast.June]);
        await FindAsync("person with an addiction", [cast.Wren, cast.June], []);
    }

    [Fact]
    public async Task What_somebody_rests_from_is_not_brought_before_them()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "curlew");
        await cast.June.Client.PostFormAsync($"/topics/{topic}/rest", ("On", "true"));
        await FindAsync("curlew", [cast.Wren, cast["Tomas"]], [cast.June]);
        await cast.June.Client.PostFormAsync($"/topics/{topic}/rest", ("On", "false"));
        await FindAsync("curlew", [cast.June], []);
    }

    [Fact]
    public async Task What_waits_is_found_once_it_stands_there()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Sundays");
        var hold = await porch.HeldAsync(topic);
        await FindAsync("heldcanary", [], [cast.Wren, cast.June, cast.Leila]);
        Assert.Equal(HttpStatusCode.SeeOther, (await hold.ReleaseAsync(cast.Leila)).StatusCode);
        await FindAsync("heldcanary", [cast.Wren, cast.June, cast.Leila], []);
    }
}
