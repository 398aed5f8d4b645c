namespace Hearth.Html;

/// <summary>What somebody had begun to type into a form, and did not send. Cascaded to its fields, which show it unless a refused post says otherwise.</summary>
public sealed record Begun(IReadOnlyDictionary<string, string> Fields)
{
    public string? In(string field) => Fields.TryGetValue(field, out var value) ? value : null;
}
