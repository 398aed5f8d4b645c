using System.Text.Json;
using AngleSharp.Html.Dom;
using Hearth.Html;
using Hearth.Tests.Architecture;
using Hearth.Tests.Matrix;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Walls;

/// <summary>What forms are attacked with, and every place where they can be: each text of each verb's form, read from the running server.</summary>
internal static class HostileWords
{
    /// <summary>If any of it ran or stood in a page as markup, there would be an element with this attribute.</summary>
    public const string Mark = "data-hostile";

    /// <summary>What people are really called, and what has broken other houses.</summary>
    public static readonly string[] Names =
    [
        "O’Brien", "O'Brien", "Null", "名前", "李", "Øyvind Ærø", "Nguyễn Thị Ánh", "María José de la O", "d’Artagnan-Łukasz", "Kəmalə", "ᏣᎳᎩ", "𠮷野", "Jo\u0301ze", "X Æ A-12", "true", "N/A", "-", ".", "..", "%", "&amp;", "null\u200b", "نور", "שרה", "\u202eaeL",
        "Zoë\u200d", "\ufeffBo", "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308", "👩‍👩‍👧‍👦", "🏳️‍🌈", "𝓐𝓷𝓷𝓪", "ﷺ", "\u2067Ana\u2069", "a\0b", "a\ud800b", "a\u001b[31mb", "\u0085", "\u2028", "one\r\ntwo", new string('w', 3000), new string('名', 5000), "\t \u00a0\u2003 ",
        $"\"><script {Mark}>1</script>", $"<img {Mark} src=x onerror=1>", $"' {Mark}=1 \" {Mark}=1 x=", $"</textarea><b {Mark}>", $"</title><b {Mark}>", $"<!-- <b {Mark}> -->", $"<svg {Mark}><a xlink:href=javascript:1>", "{{constructor.constructor('1')()}}", "@(1+1)", "${1+1}", "=cmd|' /C calc'!A0",
    ];

    /// <summary>What every text is tried with.</summary>
    public static readonly string[] Worst = [$"\"><script {Mark}>1</script>", $"' {Mark}=1 \" {Mark}=1 x=", "O’Brien 名前 👩‍👩‍👧‍👦 \u202eaeL", "a\0b", "a\ud800b", new string('w', 3000)];

    /// <summary>The Big List of Naughty Strings, as far as it is of use here (hostile/LICENSE).</summary>
    public static readonly IReadOnlyList<string> Listed = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Path.Combine(Source.Root, "tests/Hearth.Tests/Walls/hostile/naughty-strings.json")))!;

    /// <summary>A text that somebody may send: the endpoint, by somebody for whom it is, and the field.</summary>
    internal sealed record Place(Cell Cell, string Role, string Field, int Longest)
    {
        public override string ToString() => $"{Cell.Line.Endpoint} {Field}";
    }

    public static IEnumerable<Place> Places(HearthHost host)
    {
        var table = Table.Read();
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => !Matrix.Planted.Is(e) && e.Metadata.GetMetadata<VerbShape>() is not null);
        foreach (var endpoint in endpoints)
        {
            // Of all ways to ask, one that is taken; where none is, one that is refused for another reason than who asks.
            var asked = (from cell in Cells.Of([endpoint])
                         from answer in table.Lines.GetValueOrDefault(cell.Line) ?? []
                         orderby Rank(answer.Value)
                         select (cell, answer.Key)).First();
            foreach (var (field, longest) in TextsOf(endpoint.Metadata.GetMetadata<VerbShape>()!.Form, endpoint.RoutePattern.Parameters.Select(p => p.Name)))
                yield return new(asked.cell, asked.Key, field, longest);
        }
    }

    internal static IEnumerable<(string Field, int Longest)> TextsOf(Type form, IEnumerable<string> inRoute) =>
        from parameter in form.GetConstructors().Single().GetParameters()
        where parameter.ParameterType == typeof(string) || parameter.ParameterType == typeof(string[])
        where !inRoute.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)
        select (parameter.Name!, Matrix.Fields.LongestOf(form, parameter.Name!));

    private static int Rank(string answer) => answer switch { "done" or "goes" => 0, "refused:not-yours" => 3, _ when answer.StartsWith("refused:", StringComparison.Ordinal) => 1, "hidden" or "sign-in" => 5, _ => 4 };

    public static IEnumerable<string> Markup(string path, IHtmlDocument document) =>
        document.All.Where(e => e.HasAttribute(Mark) || e.HasAttribute("onerror")).Select(e => $"{path}: <{e.LocalName}> came from what somebody typed");
}
