using Hearth.Availability.Rules;
using Hearth.Html;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Availability.Pages;

/// <summary>"Around until 10:00 pm", "Resting until 7:00 am": what others may see, at the hour of whoever reads it.</summary>
public static class SeenWords
{
    public static string Of(Seen seen, string zone, Instant now, IStringLocalizer<Words> words)
    {
        if (seen.Until is not { } until) return words["Resting for now"];
        // Two days on, the hour alone would be read as tonight's.
        var at = Times.Say(until, zone, until - now < Duration.FromHours(24) ? "time" : "both");
        return seen.What == Seen.As.Around ? words["Around until {0}", at] : words["Resting until {0}", at];
    }
}
