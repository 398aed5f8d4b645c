using Microsoft.AspNetCore.Http;

namespace Hearth.Html;

/// <summary>
/// A refused post, on its way back to the page it came from. Cascaded to every component, so that a field shows
/// what was typed and why it was not taken.
/// </summary>
public sealed record Refusal(string Words, IReadOnlyDictionary<string, string> Fields, IFormCollection Typed)
{
    public string? TypedFor(string field) => Typed.TryGetValue(field, out var value) ? value.ToString() : null;

    public string? WordsFor(string field) => Fields.TryGetValue(field, out var words) ? words : null;
}
