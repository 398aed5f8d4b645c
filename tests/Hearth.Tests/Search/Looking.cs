using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Hearth.Tests.Search;

/// <summary>Somebody searches, as the page's form does it.</summary>
internal static class Looking
{
    /// <param name="Hits">The words of each card.</param>
    /// <param name="Older">What its button for more sends.</param>
    public sealed record Answer(HttpStatusCode Status, IHtmlDocument Page, IReadOnlyList<string> Hits, string? Older)
    {
        public string Words => Page.QuerySelector("main")?.TextContent ?? "";

        public IEnumerable<string> Links => Page.QuerySelectorAll(".found a").Select(a => a.GetAttribute("href")!);
    }

    public static async Task<Answer> SearchAsync(this Member who, string words, string? older = null)
    {
        using var answer = await who.Client.PostFormAsync("/search", [("Words", words), .. older is null ? Array.Empty<(string, string)>() : [("Older", older)]]);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return new(answer.StatusCode, page, [.. page.QuerySelectorAll(".found li p").Select(p => p.TextContent)], page.QuerySelector("input[name=Older]")?.GetAttribute("value"));
    }

    /// <summary>Whether they find it.</summary>
    public static async Task<bool> FindsAsync(this Member who, string words)
    {
        var answer = await who.SearchAsync(words);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        // Where nothing is found, the page is the same to the letter, whatever else was written in the program.
        Assert.Equal(answer.Hits.Count == 0, answer.Words.Contains("Nothing was found", StringComparison.Ordinal));
        return answer.Hits.Count > 0;
    }
}
