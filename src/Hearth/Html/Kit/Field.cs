using Microsoft.AspNetCore.Components;

namespace Hearth.Html;

/// <summary>
/// What every field has: a label, a hint, and, when the post was refused, what was typed and why it was not taken.
/// The name is the verb's parameter; the id follows from it, so that the summary's links lead here.
/// </summary>
public abstract class Field : ComponentBase
{
    [CascadingParameter] public Refusal? Refusal { get; set; }

    [CascadingParameter] public Begun? Begun { get; set; }

    /// <summary>The verb's parameter that this fills.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter] public string? Hint { get; set; }

    /// <summary>Only where one page has two fields of one name.</summary>
    [Parameter] public string? Id { get; set; }

    /// <summary>Said to screen readers; the verb decides, in words.</summary>
    [Parameter] public bool Required { get; set; }

    protected string FieldId => Id ?? "f-" + Name;
    protected string? Wrong => Refusal?.WordsFor(Name);
    protected string? Invalid => Wrong is null ? null : "true";
    protected string? Must => Required ? "true" : null;

    protected string? DescribedBy => (Hint, Wrong) switch
    {
        (null, null) => null,
        (_, null) => FieldId + "-h",
        (null, _) => FieldId + "-e",
        _ => $"{FieldId}-h {FieldId}-e",
    };

    /// <summary>
    /// What stands in the field: what was typed if the post came back, else what was begun, else what is stored. A browser sends every
    /// field of a form, an empty one too: one that did not come is of another form on the page.
    /// </summary>
    protected string? Shown(string? stored) => Refusal is null ? Begun?.In(Name) ?? stored : Refusal.TypedFor(Name) ?? stored;

    /// <summary>The same of one out of several, of which a browser sends nothing as long as none is chosen.</summary>
    protected string? Chosen(string? stored) => Refusal is { Typed.Count: > 0 } ? Refusal.TypedFor(Name) : Shown(stored);
}

/// <summary>One answer out of several: what is posted, what is read, and a smaller line below it.</summary>
public sealed record Choice(string Value, string Words, string? Small = null, string? Icon = null);
