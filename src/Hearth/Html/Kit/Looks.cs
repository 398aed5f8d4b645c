namespace Hearth.Html;

/// <summary>The class names of a button's look.</summary>
internal static class Looks
{
    public static string Of(string look, bool big, bool block, bool dense) =>
        "btn" + (look == "first" ? "" : " " + look) + (big ? " big" : "") + (block ? " block" : "") + (dense ? " dense" : "");
}
