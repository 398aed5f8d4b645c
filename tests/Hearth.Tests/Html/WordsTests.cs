using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Hearth.Html;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.Tests.Html;

public partial class WordsTests(ITestOutputHelper output)
{
    [GeneratedRegex("\\b(?:L|words)\\[\"((?:[^\"\\\\]|\\\\.)+)\"")]
    private static partial Regex Said { get; }

    /// <summary>Lists what is not said in Spanish yet. Does not fail for it: the whole translation comes later.</summary>
    [Fact]
    public void Sentences_without_Spanish_are_listed()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Hearth.slnx"))) folder = folder.Parent;
        var source = Path.Combine(folder!.FullName, "src", "Hearth");
        var sentences = Directory.EnumerateFiles(source, "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(f => Said.Matches(File.ReadAllText(f)).Select(m => Regex.Unescape(m.Groups[1].Value))).Distinct().Order().ToList();
        Assert.Contains("Hide page", sentences);

        var spanish = new ResourceManager(typeof(Words)).GetResourceSet(new CultureInfo("es"), createIfNotExists: true, tryParents: false)!;
        var missing = sentences.Where(s => spanish.GetString(s) is null).ToList();
        output.WriteLine($"{missing.Count} of {sentences.Count} sentences have no Spanish yet:");
        missing.ForEach(output.WriteLine);
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
