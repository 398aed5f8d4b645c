using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.Groups.Pages;

/// <summary>People named one after the other, as one says it: "Leila", "Leila and Dan", "Leila, Dan and Noor".</summary>
public static class Names
{
    public static string Join(IEnumerable<string> names, IStringLocalizer<Words> words)
    {
        var all = names.ToList();
        return all.Count < 2 ? all.FirstOrDefault() ?? "" : words["{0} and {1}", string.Join(", ", all.SkipLast(1)), all[^1]];
    }
}
