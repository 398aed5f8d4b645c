using System.Text.Json;
using Microsoft.Playwright;

namespace Hearth.Browser;

public static class PageJson
{
    /// <summary>What a script returns, as plain JSON: Playwright's own way of passing values back keeps arrays inside objects in a form of its own.</summary>
    public static async Task<JsonElement> JsonAsync(this IPage page, string function, object? argument = null) =>
        JsonDocument.Parse(await page.EvaluateAsync<string>($"async a => JSON.stringify(await ({function})(a))", argument)).RootElement;
}
