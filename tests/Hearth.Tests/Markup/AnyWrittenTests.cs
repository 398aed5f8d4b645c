using System.Text.RegularExpressions;
using CsCheck;
using Hearth.Markup;
using Hearth.Tests.Architecture;
using Hearth.Tests.Walls;
using Markdig;

namespace Hearth.Tests.Markup;

/// <summary>Whatever somebody writes: nothing but the few elements, no word lost, and no more work than the letters are worth.</summary>
public class AnyWrittenTests(HearthHost host)
{
    private static readonly Guid program = Guid.NewGuid();

    private static readonly string[] marks =
    [
        "*", "**", "***", "_", "`", "~~", "> ", ">", ">> ", "- ", "* ", "+ ", "1. ", "7) ", "# ", "===", "---", "[", "](", "]", "[]", "![", ")", "(", "<", ">", "</", "<b>", "<script>", "</p>", "<!--", "-->", "<img src=x onerror=alert(1)>", "&lt;", "&#106;", "&",
        "\\", "\"", "'", "|", "||", ": ", "[^1]", "]: ", "\n", "\r\n", "\n\n", "\n    ", "\t", " ", "  ", "\0", "\u202e", "\u2028", "\ud800", "https://", "https://walks.example/", "https://bank.example@evil.example", "(https://walks.example)", "<https://walks.example>", "javascript:", "(javascript:alert(1))", "(data:text/html,x)", "http://xn--", "https://ä.example", "//", "@", "\"title\"", "' onclick='x", "/leaving/x", "(/leaving/x)",
    ];

    /// <summary>Words that are known again, between marks of every kind.</summary>
    private static readonly Gen<string> texts = Gen.OneOf(Gen.Int[0, marks.Length - 1].Select(n => marks[n]), Gen.Int[0, 99].Select(n => $"w{n}e")).Array[1, 60].Select(string.Concat);

    private Task<Shown> ShowAsync(string text) => Shown.AsAsync(host.Services, program, text);

    [Fact]
    public Task Only_the_few_elements_ever_come_of_it() =>
        texts.SampleAsync(async text => Assert.Empty(Shown.Faults((await ShowAsync(text)).Root)), iter: Chance.Times(3000), threads: 1);

    [Fact]
    public Task No_word_is_lost() => texts.SampleAsync(async text =>
    {
        var shown = await ShowAsync(text);
        // What stands in a link's address is where the link leads.
        var addresses = string.Join(' ', shown.Ways(host.Services, program).Select(a => a!.Typed));
        var plain = Writing.Plain(text);
        foreach (var word in Regex.Matches(text, "w[0-9]+e").Select(m => m.Value))
        {
            Assert.Contains(word, shown.Words + addresses, StringComparison.Ordinal);
            Assert.Contains(word, plain + addresses, StringComparison.Ordinal);
        }
    }, iter: Chance.Times(3000), threads: 1);

    /// <summary>A few marks alone: where nothing came of them, each is still there.</summary>
    [Fact]
    public async Task No_letter_is_lost_where_no_mark_was_read()
    {
        var few = Gen.Int[0, marks.Length - 1].Select(n => marks[n]).Array[1, 5].Select(string.Concat);
        var bare = 0;
        await few.SampleAsync(async text =>
        {
            var shown = await ShowAsync(text);
            if (shown.Root.QuerySelector("*:not(p, br)") is not null || text.Contains('(', StringComparison.Ordinal)) return;
            bare++;
            Assert.Equal(Letters(text), Letters(shown.Words));
        }, iter: Chance.Times(4000), threads: 1);
        Assert.True(bare > 500, $"Something came of nearly all: {bare}.");

        static string Letters(string text) => Regex.Replace(text.Replace('\0', '\ufffd').Replace('\ud800', '\ufffd'), @"[\s\u2028]", "");
    }

    [Fact]
    public void Plain_it_is_one_line_whatever_it_was() => texts.Sample(text =>
    {
        var plain = Writing.Plain(text, 40);
        Assert.True(plain.Length <= 40 && !plain.Any(char.IsControl) && plain == plain.Trim(), plain);
    }, iter: Chance.Times(3000));

    /// <summary>The lists that other houses broke on: as markup nothing of them arrives.</summary>
    [Fact]
    public async Task Nothing_that_is_known_to_break_houses_breaks_this()
    {
        var texts = HostileWords.Listed.Concat(HostileWords.Names).Concat(HostileWords.Worst).ToList();
        foreach (var text in texts.Concat(texts.Select(t => $"[{t}]({t})")).Concat(texts.Select(t => $"> - *{t}* <{t}>")))
            Report.Clean(Shown.Faults((await ShowAsync(text)).Root).Select(f => $"{text[..Math.Min(60, text.Length)]}: {f}"));
    }

    [Fact]
    public async Task Spoiled_text_of_every_kind_stays_inside()
    {
        string[] sound = ["Hello **you**,\n\n> it *was* [here](https://walks.example/a_(b) \"t\")\n\n1. one\n2. two\n   - three <https://walks.example>\n", "<p onclick=\"x\">a</p>\n\n[x](javascript:alert(1)) https://bank.example@evil.example/."];
        foreach (var (seed, text) in Chance.Spoiled(2000, sound, marks))
            Report.Clean(Shown.Faults((await ShowAsync(text)).Root).Select(f => $"{seed}: {f}"));
    }

    public static readonly TheoryData<string> Nested = [">", "> ", "[", "](", "[a](", "![", "[](", "[a](https://walks.example) ", "*", "**a ", "*a **b ", "*a**b", "_", "- ", "1. ", "- > ", "> 1. ", "  - x\n", "* \n", "\n> ", "a\n", "\n", "<", "<a", "<https://a.b", "&", "`", "\\", "(", "https://", "https://a.b/(", "https://a.b ", "\t", "\u202e", "\ud83d"];

    /// <summary>
    /// Ten thousand of anything, on a thread with little room: nothing calls itself as deep as a text can be nested. The work is
    /// counted in memory asked for, which is the same on every machine: twice the text is about twice that, not four times.
    /// </summary>
    [Theory, MemberData(nameof(Nested))]
    public void Without_end_it_costs_what_its_letters_cost(string piece)
    {
        var (half, whole) = (Work(piece, 5_000), Work(piece, 10_000));
        Assert.True(whole.Bytes < 10_000 * 2_000, $"{whole.Bytes} bytes for ten thousand letters");
        Assert.True(whole.Bytes < half.Bytes * 3 + 100_000, $"{half.Bytes} bytes, then {whole.Bytes}");
        Assert.InRange(whole.Depth, 0, Marks.Read.MaximumNestingDepth);
    }

    private static (long Bytes, int Depth) Work(string piece, int length)
    {
        var text = string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        (long Bytes, int Depth) found = default;
        Exception? defect = null;
        var thread = new Thread(() =>
        {
            try
            {
                Writing.Html(text, _ => "/leaving/x"); // what is made once is made
                var before = GC.GetAllocatedBytesForCurrentThread();
                var html = Writing.Html(text, _ => "/leaving/x");
                Writing.Plain(text);
                var root = Allowed.Of(html).Body!;
                found = (GC.GetAllocatedBytesForCurrentThread() - before, DepthOf(root));
            }
            catch (Exception e)
            {
                defect = e;
            }
        }, 256 * 1024);
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromMinutes(1)), "It does not end.");
        Assert.Null(defect);
        return found;
    }

    private static int DepthOf(AngleSharp.Dom.IElement root) => root.Children.Length == 0 ? 0 : 1 + root.Children.Max(DepthOf);

    [Fact]
    public async Task Too_deep_or_too_long_it_is_shown_as_it_was_typed()
    {
        Assert.Equal("<blockquote><blockquote><blockquote><blockquote><blockquote><blockquote><p>&gt;&gt; *hi*</p></blockquote></blockquote></blockquote></blockquote></blockquote></blockquote>".Replace("*hi*", "<em>hi</em>", StringComparison.Ordinal), (await ShowAsync(">>>>>>>> *hi*")).Bare);
        var stars = string.Concat(Enumerable.Repeat("*a **b ", 40)) + string.Concat(Enumerable.Repeat("c** d*", 40));
        Assert.Equal($"<p>{stars}</p>", (await ShowAsync(stars)).Bare);
        var long_ = "**a** " + new string('b', Writing.Longest - 6);
        Assert.StartsWith("<p><strong>", (await ShowAsync(long_)).Bare, StringComparison.Ordinal);
        Assert.StartsWith("<p>**a** b", (await ShowAsync(long_ + "b")).Bare, StringComparison.Ordinal);
    }

    /// <summary>Planted: the first wall is off and lets HTML through. The second stands alone.</summary>
    [Theory]
    [InlineData("<script>alert(1)</script>hi")]
    [InlineData("<p onclick='alert(1)' style='color:red' class='btn' id='main'>hi</p>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg><script>alert(1)</script></svg>")]
    [InlineData("<iframe srcdoc='&lt;script>alert(1)&lt;/script>'></iframe>")]
    [InlineData("<form action='/hide' method='post'><button>hi</button></form>")]
    [InlineData("<a href='javascript:alert(1)'>hi</a>")]
    [InlineData("<a href='https://evil.example/'>hi</a>")]
    [InlineData("<a href='//evil.example/leaving/'>hi</a>")]
    [InlineData("<a href='/hide'>hi</a>")]
    [InlineData("[hi](javascript:alert(1))")]
    [InlineData("![hi](https://evil.example/pixel.png)")]
    [InlineData("# hi")]
    [InlineData("<math><mi//xlink:href='data:x,<script>alert(1)</script>'></math>")]
    [InlineData("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>")]
    [InlineData("<!-- --!><img src=x onerror=alert(1)> -->")]
    public void The_second_wall_stands_without_the_first(string text)
    {
        static IEnumerable<string> Faults(string html) => Shown.Faults(Shown.Of($"<div class=\"written\">{html}</div>").Root);
        var passed = Markdown.ToHtml(text);
        Assert.NotEmpty(Faults(passed));
        Assert.Empty(Faults(Allowed.Of(passed).Body!.InnerHtml));
    }

    [Fact]
    public void The_second_wall_lets_through_what_the_first_makes()
    {
        const string html = "<p>a<br><em>b</em> <strong>c</strong> <a href=\"/leaving/x-_9\">d</a></p><blockquote><ul><li>e</li></ul><ol><li value=\"7\">f</li></ol></blockquote>";
        Assert.Equal(html, Allowed.Of(html).Body!.InnerHtml);
    }

    [Fact]
    public void A_fault_is_seen()
    {
        foreach (var html in (string[])["<script>x</script>", "<p onclick=x>a</p>", "<a href='https://evil.example'>a</a>", "<a href='/leaving/../hide'>a</a>", "<li value='x'>a</li>", "<p dir=rtl>a</p>", "<svg><a href='/leaving/x'>a</a></svg>", "<img src=x>", "<p class=btn>a</p>"])
            Assert.NotEmpty(Shown.Faults(Shown.Of($"<div class=\"written\">{html}</div>").Root));
        Assert.Empty(Shown.Faults(Shown.Of("<div class=\"written\"><p dir=\"auto\">a <a href=\"/leaving/x-_9\" dir=\"auto\">b</a></p></div>").Root));
    }
}
