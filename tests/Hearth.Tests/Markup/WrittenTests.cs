using Hearth.Html;
using Hearth.Markup;
using Hearth.Tests.Html;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Markup;

public class WrittenTests(HearthHost host)
{
    private static readonly Guid program = Guid.NewGuid();

    private Task<Shown> ShowAsync(string text) => Shown.AsAsync(host.Services, program, text);

    [Theory]
    [InlineData("Hello.\nI am here.", "<p>Hello.<br>I am here.</p>")]
    [InlineData("Hello.\r\n\r\n\r\nI am here.", "<p>Hello.</p><p>I am here.</p>")]
    [InlineData("*soft* and **loud** and ***both***", "<p><em>soft</em> and <strong>loud</strong> and <em><strong>both</strong></em></p>")]
    [InlineData("5 * 3 * 2, *open, snake_case_name, ¯\\_(ツ)_/¯", "<p>5 * 3 * 2, *open, snake_case_name, ¯\\_(ツ)_/¯</p>")]
    [InlineData("- tea\n- a walk\n  by the lake", "<ul><li>tea</li><li>a walk<br>by the lake</li></ul>")]
    [InlineData("* tea\n  1. green\n  2. black", "<ul><li>tea<ol><li>green</li><li>black</li></ol></li></ul>")]
    [InlineData("3. walk\n2. tea\n1. sleep", "<ol><li value=\"3\">walk</li><li value=\"2\">tea</li><li value=\"1\">sleep</li></ol>")]
    [InlineData("> you said\n> this\n\nand I say that", "<blockquote><p>you said<br>this</p></blockquote><p>and I say that</p>")]
    [InlineData("", "")]
    [InlineData(" \n\t\n ", "")]
    public async Task The_few_marks_that_are_read(string text, string html) => Assert.Equal(html, (await ShowAsync(text)).Bare);

    [Theory]
    [InlineData("> you said\nand I say that", "<blockquote><p>you said</p></blockquote><p>and I say that</p>")]
    [InlineData("> a\n>> b\n> c\nd", "<blockquote><p>a</p><blockquote><p>b</p></blockquote><p>c</p></blockquote><p>d</p>")]
    [InlineData("- tea\n- a walk\nThat’s all.", "<ul><li>tea</li><li>a walk</li></ul><p>That’s all.</p>")]
    public async Task What_bears_no_mark_is_not_part_of_the_quote_above_it(string text, string html) => Assert.Equal(html, (await ShowAsync(text)).Bare);

    [Theory]
    [InlineData("# Not loud")]
    [InlineData("Not loud\n===")]
    [InlineData("above\n---\nbelow")]
    [InlineData("***")]
    [InlineData("---")]
    [InlineData("- - -\n* * *\n___")]
    [InlineData("`code` and ~~gone~~ and ```fence```")]
    [InlineData("| a | b |\n|---|---|\n| c | d |")]
    [InlineData("A note.[^1]\n\n[^1]: Below.")]
    [InlineData("[tea]: green\n[tea]")]
    [InlineData("&amp; &lt; &#106; &nbsp; \\* \\[")]
    [InlineData("<b>bold</b> <!-- gone? --> <?php ?> <![CDATA[x]]>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<a@walks.example> <tel:988> <x y>")]
    [InlineData("june@walks.example www.walks.example ftp://walks.example walks.example/a")]
    [InlineData("[a][b] [c] [] [](  [d]( e")]
    [InlineData("*[**a [b **c")]
    public async Task Everything_else_stays_the_letters_it_is(string text)
    {
        var shown = await ShowAsync(text);
        Assert.Equal(string.Join("", text.Split('\n', StringSplitOptions.RemoveEmptyEntries)), shown.Words.Replace("\n", "", StringComparison.Ordinal));
        Assert.All(shown.Root.QuerySelectorAll("*"), e => Assert.True(e.LocalName is "p" or "br", e.LocalName));
    }

    [Theory]
    [InlineData("[the walks](https://walks.example/a)", "<p><a href=\"…\">the walks</a></p>", "https://walks.example/a")]
    [InlineData("[**the** walks](https://walks.example/a)", "<p><a href=\"…\"><strong>the</strong> walks</a></p>", "https://walks.example/a")]
    [InlineData("See https://walks.example/a.", "<p>See <a href=\"…\">https://walks.example/a</a>.</p>", "https://walks.example/a")]
    [InlineData("(https://walks.example/a), really!", "<p>(<a href=\"…\">https://walks.example/a</a>), really!</p>", "https://walks.example/a")]
    [InlineData("https://walks.example/a_(b)? Yes", "<p><a href=\"…\">https://walks.example/a_(b)</a>? Yes</p>", "https://walks.example/a_(b)")]
    [InlineData("“https://walks.example/a”", "<p>“<a href=\"…\">https://walks.example/a</a>”</p>", "https://walks.example/a")]
    [InlineData("«https://walks.example/a»…", "<p>«<a href=\"…\">https://walks.example/a</a>»…</p>", "https://walks.example/a")]
    [InlineData("**https://walks.example**", "<p><strong><a href=\"…\">https://walks.example</a></strong></p>", "https://walks.example/")]
    [InlineData("June <https://walks.example/a>;", "<p>June <a href=\"…\">https://walks.example/a</a>;</p>", "https://walks.example/a")]
    [InlineData("https://bücher.example/", "<p><a href=\"…\">https://bücher.example/</a></p>", "https://xn--bcher-kva.example/")]
    [InlineData("![a cat](https://walks.example/cat.png)", "<p>!<a href=\"…\">a cat</a></p>", "https://walks.example/cat.png")]
    [InlineData("[the walks](https://walks.example/a \"on Sunday\")", "<p><a href=\"…\">the walks</a> (on Sunday)</p>", "https://walks.example/a")]
    [InlineData("[](https://walks.example/a)", "<p><a href=\"…\">walks.example</a></p>", "https://walks.example/a")]
    [InlineData("[bank.example](https://evil.example)", "<p><a href=\"…\">bank.example</a></p>", "https://evil.example/")]
    [InlineData("[my bank](https://bank.example@evil.example/x)", "<p><a href=\"…\">my bank</a></p>", "https://evil.example/x")]
    [InlineData("[x](https&#58;//evil.example)", "<p><a href=\"…\">x</a></p>", "https://evil.example/")]
    public async Task A_link_leads_to_the_page_that_asks_before_it(string text, string html, string whole)
    {
        var shown = await ShowAsync(text);
        Assert.Equal(html, shown.Bare);
        Assert.Equal(whole, Assert.Single(shown.Ways(host.Services, program))?.Whole);
        Assert.DoesNotContain(whole, shown.Html.Replace(">" + whole, "", StringComparison.Ordinal), StringComparison.Ordinal); // in no attribute
    }

    [Theory]
    [InlineData("[call me](tel:988)", "call me (tel:988)")]
    [InlineData("[x](javascript:alert(1))", "x (javascript:alert(1))")]
    [InlineData("[x](JaVa&#115;cript&colon;alert(1))", "x (JaVascript:alert(1))")]
    [InlineData("[x](java&Tab;script:alert)", "x (java\tscript:alert)")]
    [InlineData("[x](<java script:alert>)", "x (java script:alert)")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)", "x (data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:msgbox)", "x (vbscript:msgbox)")]
    [InlineData("[x](//evil.example)", "x (//evil.example)")]
    [InlineData("[x](/hide)", "x (/hide)")]
    [InlineData("[x](http://192.168.0.1/reboot)", "x (http://192.168.0.1/reboot)")]
    [InlineData("[x](https://walks.example/\u202egnp)", "x (https://walks.example/\u202egnp)")]
    [InlineData("http://192.168.0.1/reboot", "http://192.168.0.1/reboot")]
    [InlineData("https://walks.example\u200b/a", "https://walks.example\u200b/a")]
    [InlineData("<javascript:alert(1)>", "<javascript:alert(1)>")]
    public async Task What_cannot_be_a_link_is_shown_beside_its_words(string text, string words)
    {
        var shown = await ShowAsync(text);
        Assert.Equal(words, shown.Words.TrimEnd('\n'));
        Assert.Empty(shown.Root.QuerySelectorAll("a, [href]"));
    }

    [Fact]
    public async Task A_link_has_no_link_in_it()
    {
        var shown = await ShowAsync("[a [b](https://walks.example/b) c](https://walks.example/c) [https://walks.example/d](https://walks.example/e)");
        Assert.Empty(Shown.Faults(shown.Root));
        Assert.Equal(["https://walks.example/b", "https://walks.example/c", "https://walks.example/e"], shown.Ways(host.Services, program).Select(w => w!.Whole));
    }

    /// <summary>Letters that turn the direction round reach no further than the words they stand in.</summary>
    [Fact]
    public async Task Whoever_turns_their_letters_round_turns_nobody_elses()
    {
        var shown = await ShowAsync("[\u202emoc.knab](https://evil.example)\n\n- \u202eabc");
        Assert.All(shown.Root.QuerySelectorAll("p, li, a"), e => Assert.Equal("auto", e.GetAttribute("dir")));
        Assert.Equal("moc.knab • abc", Writing.Plain("[\u202emoc.knab](https://evil.example)\n\n- \u202eabc\u2069"));
    }

    [Fact]
    public async Task Pushed_it_is_what_the_page_shows()
    {
        var cast = await Cast.GatherAsync(host);
        var stream = TestStreams.New(cast.Wren);
        await using var wren = await Page.OpenAsync(host, cast.Wren);
        await wren.SubscribeAsync(stream);
        const string text = "> you said\n\n**Yes**: https://walks.example/a <b>";
        await host.Services.GetRequiredService<Fragments>().PushAsync<Written>(cast.ProgramId, stream, "said", new Dictionary<string, object?> { ["Text"] = text });
        await wren.UntilAsync(p => p.Fragments.Count == 1);
        var pushed = Shown.Of(wren.Fragments[0].Html);
        Assert.Equal((await Shown.AsAsync(host.Services, cast.ProgramId, text)).Bare, pushed.Bare);
        Assert.Equal("https://walks.example/a", Assert.Single(pushed.Ways(host.Services, cast.ProgramId))!.Whole);
    }

    [Theory]
    [InlineData("**Hello** you,\n\n> it was\n- tea\n- *a walk*\n\n3. three", "Hello you, it was • tea • a walk 3. three")]
    [InlineData("[the walks](https://walks.example) [x](tel:988) <https://walks.example/b>", "the walks x (tel:988) https://walks.example/b")]
    [InlineData("<b>&amp;</b> \u0007a\0b", "<b>&amp;</b> a\ufffdb")]
    [InlineData("", "")]
    public void Plain_it_is_one_line_of_words(string text, string words) => Assert.Equal(words, Writing.Plain(text));

    [Theory]
    [InlineData("one two three", 13, "one two three")]
    [InlineData("one two three", 12, "one two…")]
    [InlineData("onetwothree", 6, "onetw…")]
    [InlineData("ab👩‍👩‍👧‍👦cd", 6, "ab…")]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3, "…")]
    public void Plain_it_is_cut_between_words_and_through_no_letter(string text, int longest, string words) => Assert.Equal(words, Writing.Plain(text, longest));
}
