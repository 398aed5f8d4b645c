namespace Hearth.Html;

/// <summary>Marks the resource of all interface text: <c>IStringLocalizer&lt;Words&gt;</c>, with the English sentence as its key.</summary>
public sealed class Words;
