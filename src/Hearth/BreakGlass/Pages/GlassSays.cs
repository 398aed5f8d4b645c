using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.BreakGlass.Pages;

/// <summary>What was opened under a broken glass, as the chain has it: later rooms' kinds, read from what they recorded.</summary>
internal static class GlassSays
{
    public static string Opened(IStringLocalizer<Words> words, string kind) => kind[..^GlassDoor.Mark.Length] switch
    {
        "notes.read" => words["A note about them"],
        "sessions.whereabouts-read" => words["Where they were during a session"],
        "sessions.leaving-read" => words["What they said on leaving"],
        _ => words["Something else"],
    };
}
