namespace Hearth.Tests.Architecture;

/// <summary>The rules about what is written, each with a planted sentence that it must find.</summary>
public class SourceTests
{
    private static void Holds(Func<IEnumerable<Source>, IEnumerable<string>> rule, params (string Path, string Text)[] planted)
    {
        foreach (var (path, text) in planted) Assert.NotEmpty(rule([new(path, text)]));
        Report.Clean(rule(Source.All));
    }

    [Fact]
    public void The_sources_are_read_at_all()
    {
        Assert.Contains(Source.All, s => s.Path == "src/Hearth/Html/App.razor" && s.Text.Contains("<body>", StringComparison.Ordinal));
        Assert.Contains(Source.All, s => s.Path == "src/Hearth/client/media.ts");
        Assert.Contains(Source.All, s => s.Path == "src/Hearth/Html/Verbs/Access.cs" && s.Room == "Html");
    }

    [Fact]
    public void Nothing_inline() => Holds(SourceRules.Inline,
        ("a.razor", "<p style=\"width: 3px\">"), ("a.razor", "<script>alert(1)</script>"), ("a.razor", "<style>p{}</style>"),
        ("a.razor", "<button onclick=\"go()\">"), ("a.razor", "<a href=\"javascript:go()\">"), ("a.razor", "@((MarkupString)said)"));

    [Fact]
    public void Only_pages_load() => Holds(SourceRules.PartsThatLoad, ("a.razor", "@namespace X\n@code { protected override async Task OnInitializedAsync() { } }"), ("a.razor", "<p></p>\n@code { protected override Task OnParametersSetAsync() => LoadAsync(); }"));

    [Fact]
    public void Nothing_from_elsewhere() => Holds(SourceRules.Foreign,
        ("src/Hearth/a.razor", "<img src=\"https://pictures.example/wren.png\">"), ("src/Hearth/a.css", "@import url(//fonts.example.org/x.css)"),
        ("src/Hearth/client/a.ts", "fetch('http://stats.example/')"), ("src/Hearth/a.ts", "const stun = `https://${host}/x`"));

    [Fact]
    public void Nothing_that_a_person_wrote_or_is_called_in_the_log() => Holds(SourceRules.LoggedContent,
        ("src/Hearth/a.cs", "log.LogWarning($\"{name} left\")"), ("src/Hearth/a.cs", "log.LogError(e, \"{Name} left\", name)"), ("src/Hearth/a.cs", "log.LogInformation(said)"),
        ("src/Hearth/a.cs", "log.LogError(\"They said \" + said)"), ("src/Hearth/a.cs", "Console.WriteLine(said)"), ("src/Hearth/a.cs", "[LoggerMessage(1, LogLevel.Error, \"{Text}\")]"),
        ("src/Hearth/a.cs", "log.LogError(\"It failed: {Why}\", e.Message)"));

    [Fact]
    public void Small_files_and_small_rooms()
    {
        Holds(SourceRules.TooLong, ("a.cs", "class Act : IVerb<Form>" + new string('\n', SourceRules.LongestVerb + 1)), ("a.ts", new string('\n', SourceRules.LongestFile + 1)));
        Assert.NotEmpty(SourceRules.TooManyFiles(Enumerable.Range(0, SourceRules.MostFiles + 1).Select(n => new Source($"src/Hearth/Groups/{n}.cs", ""))));
        Report.Clean(SourceRules.TooManyFiles(Source.All));
    }

    [Fact]
    public void What_everybody_uses_says_what_it_is() => Holds(SourceRules.Unexplained,
        ("src/Hearth/Database/a.cs", "namespace Hearth.Database;\n\npublic sealed class Silent;\n"), ("src/Hearth/Sealing/a.cs", "namespace Hearth.Sealing;\n\n[Attribute]\npublic sealed record Silent(int A);\n"));
}
