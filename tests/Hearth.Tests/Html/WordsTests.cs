using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Hearth.Html;
using Hearth.Tests.Architecture;

namespace Hearth.Tests.Html;

public partial class WordsTests
{
    [GeneratedRegex("""\{\d""")]
    private static partial Regex Gap { get; }

    private static readonly Source planted = new("src/Hearth/a.razor", """@L[far ? "Too far" : "Near", "not this"] words[x switch { 1 => "One", _ => "Many" }] [Required(ErrorMessage = "Say so.")]""");

    [Fact]
    public void Every_sentence_has_its_Spanish()
    {
        Assert.Equal(["Many", "Near", "One", "Say so.", "Too far"], WordRules.Sentences([planted]));
        var sentences = WordRules.Sentences(Source.All);
        Assert.True(sentences.Count > 1000);
        Assert.Contains("Hide page", sentences);
        var spanish = new ResourceManager(typeof(Words)).GetResourceSet(new CultureInfo("es"), createIfNotExists: true, tryParents: false)!;
        Report.Clean(sentences.Where(s => spanish.GetString(s) is null));
    }

    /// <summary>A sentence with a gap for a name has the gap in both languages.</summary>
    [Fact]
    public void What_is_put_into_a_sentence_is_put_into_both()
    {
        var spanish = new ResourceManager(typeof(Words)).GetResourceSet(new CultureInfo("es"), createIfNotExists: true, tryParents: false)!;
        Report.Clean(from s in WordRules.Sentences(Source.All) where spanish.GetString(s) is { } said && !Gaps(s).SetEquals(Gaps(said)) select s);
        Assert.False(Gaps("{0} left").SetEquals(Gaps("Se fue")));

        static HashSet<string> Gaps(string said) => [.. Gap.Matches(said).Select(m => m.Value)];
    }

    [Fact]
    public void No_words_stand_in_a_page_as_they_are()
    {
        foreach (var bare in (string[])["<p>Good evening</p>", "<Field Label=\"Name\" />", "<a aria-label=\"Close\">@x</a>"]) Assert.NotEmpty(WordRules.Unsaid([new("src/Hearth/a.razor", bare)]));
        Assert.Empty(WordRules.Unsaid([new("src/Hearth/a.razor", "<p>@L[\"Good evening\"]</p><b>Hearth</b> @* a remark *@ <i>@name</i>")]));
        Report.Clean(WordRules.Unsaid(Source.All));
    }

    [Fact]
    public async Task A_browser_that_prefers_Spanish_gets_it_where_it_is_known()
    {
        await using var host = await SmallHost.StartAsync();
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/no-such-page");
        ask.Headers.Add("Accept-Language", "es-US,es;q=0.9,en;q=0.5");
        var page = await (await host.Client.SendAsync(ask, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<html lang=\"es\">", page, StringComparison.Ordinal);
        Assert.Contains("Ocultar", page, StringComparison.Ordinal);
    }
}
