using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Hearth.Tests.Architecture;
using Hearth.Tests.Matrix;

namespace Hearth.Tests.Walls;

/// <summary>Every form on every page that somebody can reach, filled with what no form should be filled with.</summary>
public class FormTests(HearthHost host)
{
    /// <summary>If any of it ran or stood in a page as markup, there would be an element with this attribute.</summary>
    private const string Mark = "data-hostile";

    private static readonly (string Kind, string Value)[] strings =
    [
        ("script", $"\"><script {Mark}>1</script>"), ("picture", $"<img {Mark} src=x onerror=1>"), ("attribute", $"' {Mark}=1 \" {Mark}=1 x="), ("template", "{{7*7}} @(7*7) ${7*7}"),
        ("right-to-left", "\u202egnirW\u202c \u0627\u0644\u0639"), ("emoji", "👩‍👩‍👧‍👦 e\u0301 🫶🏽"), ("zero", "a\0b"), ("half", "a\ud800b"), ("control", "a\u0007\u001b[2Jb"),
        ("quote", "'; DROP TABLE \"People\"; --"), ("format", "%s%n{0}{1:N}"), ("lines", "one\r\n\r\ntwo\nthree"), ("spaces", "   \u00a0\u2003  "), ("long", new string('w', 3000)), ("huge", new string('w', 90_000)),
        ("number", "99999999999999999999"), ("negative", "-1"), ("float", "1e308"), ("guid", "00000000-0000-0000-0000-000000000000"), ("date", "2026-02-30"), ("time", "25:61"),
    ];

    [Fact]
    public async Task Whatever_is_posted_is_answered_in_words_and_what_was_typed_stays()
    {
        var world = await World.OfAsync(host);
        var found = new List<string>();
        var tried = new HashSet<string>();
        foreach (var (role, member) in world.Asking)
        {
            var client = member?.Client ?? world.Stranger;
            foreach (var page in await Crawler.OnceAsync(host, role, client))
                foreach (var form in page.Document.Forms.Where(f => f.Method == "post"))
                {
                    var action = form.GetAttribute("action") ?? page.Path;
                    var fields = Fields(form);
                    var shape = $"{Shape(action)} {string.Join(' ', fields.Select(f => f.Key))}";
                    if (!tried.Add($"{role} {shape}")) continue;

                    // A form reads what is typed alike for all; what differs is who may name which row.
                    foreach (var (what, changed) in Variants(fields, world, forgedOnly: !tried.Add(shape)))
                        found.AddRange((await TryAsync(client, action, changed)).Select(f => $"{role} {page.Path} → {action} [{what}]: {f}"));
                }
        }
        Assert.True(tried.Count > 5, "Hardly a form was found.");
        Report.Clean(found);
    }

    /// <summary>A page shows what was typed before, and a name stands on many pages: committed this time, and read by everybody.</summary>
    [Fact]
    public async Task What_somebody_wrote_is_nowhere_markup()
    {
        var cast = await Cast.GatherAsync(host);
        var hostile = strings.Where(s => s.Kind is "script" or "picture" or "attribute" or "right-to-left" or "emoji").ToList();
        var written = 0;
        foreach (var member in cast.Members.Where(m => m.Name is "Ada" or "Leila" or "Wren"))
            foreach (var page in await Crawler.WalkAsync(host, member.Client))
                foreach (var form in page.Document.Forms.Where(f => f.Method == "post"))
                {
                    var fields = Fields(form);
                    if (fields.All(f => !f.Value.Text)) continue;
                    foreach (var (kind, value) in hostile)
                    {
                        var answer = await client(member).PostAsync(form.GetAttribute("action") ?? page.Path,
                            new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Key, f.Value.Text ? value[..Math.Min(value.Length, f.Value.Longest)] : f.Value.Value))), TestContext.Current.CancellationToken);
                        Assert.True((int)answer.StatusCode < 500, $"{page.Path} {kind}");
                        if (answer.StatusCode == HttpStatusCode.SeeOther) written++;
                    }
                }
        Assert.True(written > 3, $"Only {written} of the forms took anything: nothing would be shown.");
        foreach (var member in cast.Members)
            foreach (var page in await Crawler.WalkAsync(host, member.Client))
                Report.Clean(Markup(page.Path, page.Document));

        static HttpClient client(Member member) => member.Client;
    }

    [Fact]
    public void Markup_that_got_through_is_seen()
    {
        var parser = new HtmlParser();
        Assert.NotEmpty(Markup("/planted", parser.ParseDocument($"<p>{strings[0].Value}</p>")));
        Assert.NotEmpty(Markup("/planted", parser.ParseDocument($"<input value='{strings[2].Value}'><p class='a'>")));
        Assert.Empty(Markup("/planted", parser.ParseDocument($"<p>{WebUtility.HtmlEncode(strings[0].Value)}</p>")));
    }

    private static IEnumerable<string> Markup(string path, IHtmlDocument document) =>
        document.All.Where(e => e.HasAttribute(Mark) || e.HasAttribute("onerror")).Select(e => $"{path}: <{e.LocalName}> came from what somebody typed");

    private static async Task<IEnumerable<string>> TryAsync(HttpClient client, string action, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, action);
        request.Headers.Add(Undo.Header, "1");
        request.Content = new FormUrlEncodedContent(fields);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return Judge((int)answer.StatusCode, html, fields);
    }

    internal static IEnumerable<string> Judge(int status, string html, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        if (status >= 500)
        {
            yield return $"a defect, {status}";
            yield break;
        }
        if (status is >= 200 and < 400) yield break;
        var document = new HtmlParser().ParseDocument(html);
        foreach (var one in Markup("answer", document)) yield return one;
        var words = document.QuerySelector("main")?.TextContent.Trim() ?? "";
        if (words.Length < 12) yield return $"{status} without words";
        // No keyboard makes a NUL, or what HTML itself reads as another letter: the whole form is refused, with words.
        if (status != 422 || fields.Any(f => f.Value.Any(c => c is '\0' or >= '\u0080' and <= '\u009f'))) yield break;

        // Nothing that a person typed into a box is lost, whatever it was.
        foreach (var box in document.QuerySelectorAll("textarea[name], input[name]:not([type]), input[type=text][name], input[type=email][name], input[type=search][name]"))
        {
            var name = box.GetAttribute("name")!;
            var typed = fields.Where(f => f.Key == name).Select(f => f.Value).ToList();
            if (typed is not [{ Length: < 5000 } value]) continue;
            var shown = box is IHtmlTextAreaElement area ? area.TextContent : box.GetAttribute("value") ?? "";
            if (Plain(shown) != Plain(value)) yield return $"what was typed into {name} is lost";
        }
    }

    // Line ends are sent and shown in their own way, and half a pair does not survive HTML.
    private static string Plain(string text) => new([.. text.ReplaceLineEndings("\n").Trim().Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c != '\ufffd')]);

    private static IEnumerable<(string What, IReadOnlyList<KeyValuePair<string, string>> Fields)> Variants(IReadOnlyList<KeyValuePair<string, Field>> fields, World world, bool forgedOnly)
    {
        List<KeyValuePair<string, string>> plain = [.. fields.Select(f => KeyValuePair.Create(f.Key, f.Value.Value))];
        yield return ("as it stands", plain);
        foreach (var field in fields.Where(f => !f.Value.Text))
            foreach (var forged in (Guid[])[world.There.Circle.Id, world.There.Cast.Wren.PersonId])
                yield return ($"{field.Key} forged", [.. plain.Where(p => p.Key != field.Key), new(field.Key, forged.ToString("D"))]);
        if (forgedOnly) yield break;

        yield return ("nothing", []);
        yield return ("unknown field", [.. plain, new("IsStaff", "true")]);
        yield return ("everything twice", [.. plain, .. plain]);
        foreach (var field in fields)
        {
            IReadOnlyList<KeyValuePair<string, string>> With(string value) => [.. plain.Where(p => p.Key != field.Key), new(field.Key, value)];
            yield return ($"{field.Key} missing", [.. plain.Where(p => p.Key != field.Key)]);
            foreach (var (kind, value) in strings.Where(t => field.Value.Text || t.Kind is "script" or "zero" or "half" or "huge" or "number" or "negative" or "guid")) yield return ($"{field.Key} {kind}", With(value));
        }
    }

    private static string Shape(string action) => System.Text.RegularExpressions.Regex.Replace(action, "[0-9a-f]{8}-[0-9a-f-]{27}", "{id}");

    /// <param name="Text">Somebody types it, as against choosing it.</param>
    private sealed record Field(string Value, bool Text, int Longest);

    /// <summary>As a browser would send it, with something in each box.</summary>
    private static IReadOnlyList<KeyValuePair<string, Field>> Fields(IHtmlFormElement form) =>
    [
        .. form.QuerySelectorAll("[name]").Select(e => (Name: e.GetAttribute("name")!, Field: One(e))).Where(f => f.Field is not null).GroupBy(f => f.Name).Select(g => KeyValuePair.Create(g.Key, g.First().Field!)),
    ];

    private static Field? One(IElement element) => element switch
    {
        IHtmlTextAreaElement area => new("A few plain words.", true, area.MaxLength > 0 ? area.MaxLength : 4000),
        IHtmlSelectElement select => new(select.Options.LastOrDefault(o => o.Value.Length > 0)?.Value ?? "", false, 0),
        IHtmlInputElement { Type: "checkbox" or "radio" or "hidden" or "submit" } input => new(input.Value ?? "true", false, 0),
        IHtmlInputElement { Type: "number" } input => new(input.GetAttribute("min") ?? "5", false, 0),
        IHtmlInputElement { Type: "date" } => new("2030-03-05", false, 0),
        IHtmlInputElement { Type: "time" } => new("18:00", false, 0),
        IHtmlInputElement { Type: "password" } => new("a long enough password", false, 0),
        IHtmlInputElement input => new(input.Value is { Length: > 0 } value ? value : "Plain words", true, input.MaxLength > 0 ? input.MaxLength : 200),
        IHtmlButtonElement button => new(button.Value ?? "", false, 0),
        _ => null,
    };
}
