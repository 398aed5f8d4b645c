using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.GroupLife.Pages;

/// <summary>What a group writes about itself, in words around it.</summary>
internal static class LifeSays
{
    public static string Title(IStringLocalizer<Words> words, EntryKind kind) => kind switch
    {
        EntryKind.Norm => words["How we are together"],
        EntryKind.Word => words["Words we use"],
        _ => words["What we do every time"],
    };

    public static string Empty(IStringLocalizer<Words> words, EntryKind kind) => kind switch
    {
        EntryKind.Norm => words["What you ask of one another, in your own words, beside what everybody here has agreed to."],
        EntryKind.Word => words["A word for a feeling, or one that only this group understands."],
        _ => words["How you begin, how you welcome somebody, how you say goodbye."],
    };

    public static string Add(IStringLocalizer<Words> words, EntryKind kind) => kind switch
    {
        EntryKind.Norm => words["Add a sentence"],
        EntryKind.Word => words["Add a word"],
        _ => words["Add something you do"],
    };

    public static string Called(IStringLocalizer<Words> words, EntryKind kind) => kind == EntryKind.Word ? words["The word"] : words["What is it called?"];

    public static string Meant(IStringLocalizer<Words> words, EntryKind kind) => kind switch
    {
        EntryKind.Norm => words["What do you ask of one another?"],
        EntryKind.Word => words["What does it mean here?"],
        _ => words["How does it go?"],
    };

    /// <summary>A link that says of what, to whoever only hears it.</summary>
    public static string Open(IStringLocalizer<Words> words, Entry entry, bool owns)
    {
        var what = entry.Title.Length > 0 ? entry.Title : entry.Text;
        return owns ? words["Change: {0}", what] : words["How it came to be: {0}", what];
    }

    public static string Changed(IStringLocalizer<Words> words, EntryChange change, string name) => change switch
    {
        { Gone: true } => words["{0} took it away", name],
        { Number: 1 } => words["{0} wrote it", name],
        _ => words["{0} changed it", name],
    };
}
