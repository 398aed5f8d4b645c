using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hearth.Html;

/// <summary>
/// The page that hiding leads to: kitchen measures, which convert. It shares no styles, scripts, names or links with the
/// product, and looks the same to everyone. In English only, as a page found on the web would be.
/// </summary>
internal static class DullPage
{
    private sealed record Ingredient(string Name, string Measure, string Same, int GramsPerCup);

    private static readonly Ingredient[] Ingredients =
    [
        new("Butter", "1 stick", "½ cup", 227), new("Flour, all-purpose", "1 cup", "16 tbsp", 120), new("Sugar, white", "1 cup", "16 tbsp", 200),
        new("Brown sugar, packed", "1 cup", "16 tbsp", 213), new("Rice, uncooked", "1 cup", "16 tbsp", 185), new("Honey", "1 cup", "12 oz", 340),
        new("Oats, rolled", "1 cup", "16 tbsp", 90), new("Water", "1 cup", "8 fl oz", 237),
    ];

    private static readonly (string Name, decimal Cups)[] From = [("cups", 1m), ("tablespoons", 1m / 16), ("teaspoons", 1m / 48), ("fluid ounces", 1m / 8)];
    private static readonly string[] To = ["grams", "milliliters", "ounces"];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/page", (HttpContext http) => Results.Content(Page(http.Request.Query), "text/html; charset=utf-8")).AllowAnonymous();
        app.MapGet("/page.css", () => Results.Content(Styles, "text/css; charset=utf-8")).AllowAnonymous();
        // A gray sheet, the same for every page, the dull one too: a tab says nothing.
        app.MapGet("/sheet.svg", () => Results.Content(Sheet, "image/svg+xml")).AllowAnonymous();
        app.MapGet("/favicon.ico", () => Results.Content(Sheet, "image/svg+xml")).AllowAnonymous();
    }

    private const string Sheet = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="2" y="1" width="12" height="14" rx="2" fill="#8a8a86"/><path d="M5 5h6M5 8h6M5 11h4" stroke="#fff" stroke-width="1.2"/></svg>""";

    private static string Page(IQueryCollection asked)
    {
        var of = Ingredients.FirstOrDefault(i => i.Name == asked["i"]) ?? Ingredients[1];
        var from = From.FirstOrDefault(f => f.Name == asked["f"]) is { Name: not null } f ? f : From[0];
        var to = To.FirstOrDefault(t => t == asked["t"]) ?? To[0];
        var typed = asked["a"].ToString() is { Length: > 0 and <= 8 } text ? text : "1";
        var answer = "";
        if (decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            var cups = amount * from.Cups;
            var result = to switch { "grams" => cups * of.GramsPerCup, "ounces" => cups * of.GramsPerCup / 28.35m, _ => cups * 236.6m };
            var line = string.Create(CultureInfo.InvariantCulture, $"{amount:0.##} {from.Name} of {of.Name.ToLowerInvariant()} is about {result:0.#} {to}.");
            if (asked.Count > 0) answer = $"<p><strong>{HtmlEncoder.Default.Encode(line)}</strong></p>";
        }

        var page = new StringBuilder("""<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Kitchen measures</title><link rel="icon" href="/sheet.svg"><link rel="stylesheet" href="/page.css"></head><body><main><h1>Kitchen measures</h1><form method="get" action="/page">""")
            .Append("<label>Amount <input name=\"a\" inputmode=\"decimal\" maxlength=\"8\" value=\"").Append(HtmlEncoder.Default.Encode(typed)).Append("\"></label>")
            .Append(Select("From", "f", From.Select(x => x.Name), from.Name))
            .Append(Select("Of", "i", Ingredients.Select(x => x.Name), of.Name))
            .Append(Select("To", "t", To, to))
            .Append("<button>Convert</button></form>").Append(answer)
            .Append("<h2>Common ingredients</h2><div class=\"wrap\" tabindex=\"0\" role=\"region\" aria-label=\"Common ingredients\"><table><thead><tr><th scope=\"col\">Ingredient</th><th scope=\"col\">Measure</th><th scope=\"col\">Same as</th><th scope=\"col\">Weight of a cup</th></tr></thead><tbody>");
        foreach (var i in Ingredients)
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{i.Name}</td><td>{i.Measure}</td><td>{i.Same}</td><td>{i.GramsPerCup} g</td></tr>");
        return page.Append("</tbody></table></div><h2>Oven</h2><p>325 °F is 163 °C. 350 °F is 177 °C. 375 °F is 191 °C. 400 °F is 204 °C.</p></main></body></html>").ToString();

        static string Select(string label, string name, IEnumerable<string> options, string chosen) =>
            $"<label>{label} <select name=\"{name}\">{string.Concat(options.Select(o => $"<option{(o == chosen ? " selected" : "")}>{o}</option>"))}</select></label>";
    }

    private const string Styles = """
        :root { color-scheme: light dark; }
        body { margin: 0 auto; max-width: 46rem; padding: 1rem; font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; color: #222; background: #fff; }
        h1 { font-size: 1.5rem; margin: .5rem 0 1rem; } h2 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
        .wrap { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #ddd; } th { font-weight: 600; }
        form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: 0 0 1rem; } label { display: grid; gap: .25rem; font-size: .9375rem; }
        input, select, button { font: inherit; padding: .5rem; border: 1px solid #767676; border-radius: 4px; background: #fff; color: #222; min-height: 2.75rem; } input { width: 6rem; } button { background: #eee; }
        @media (prefers-color-scheme: dark) { body, input, select { background: #1b1b1b; color: #e6e6e6; } th, td { border-color: #444; } button { background: #333; color: #e6e6e6; } }
        """;
}
