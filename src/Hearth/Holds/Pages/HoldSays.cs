using Hearth.Html;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Holds.Pages;

/// <summary>What waits, in words: the same wherever it is read.</summary>
internal static class HoldSays
{
    /// <summary>To its author: why it waits.</summary>
    public static string Why(IStringLocalizer<Words> words, Hold hold) => hold.Reason switch
    {
        HoldReason.Contact => words["It seems to say how somebody is reached outside of here. That is read first, so that nobody is drawn away."],
        HoldReason.Word => words["It has “{0}” in it, which your program reads first.", hold.Word],
        HoldReason.Story => words["Stories are always read first."],
        HoldReason.AskedAgain => words["You asked that somebody looks again."],
        _ => words["The first that somebody new writes is read first. Nothing is wrong with it."],
    };

    /// <summary>To staff: which rule it was.</summary>
    public static string Rule(IStringLocalizer<Words> words, Hold hold) => hold.Reason switch
    {
        HoldReason.Contact => words["How somebody is reached outside"],
        HoldReason.Word => words["The word “{0}”", hold.Word],
        HoldReason.Story => words["A story"],
        HoldReason.AskedAgain => words["Asked for again"],
        _ => words["The first of somebody new"],
    };

    /// <summary>To its author: for whom it waits, and by when.</summary>
    /// <param name="staff">Names; empty where all of the staff could.</param>
    public static string Whom(IStringLocalizer<Words> words, Hold hold, string staff, Instant now, string zone)
    {
        if (hold.SoundsHard) return words["Whoever is on call was asked to read it now."];
        if (hold.CalledAt is not null || hold.DueAt <= now) return words["It has waited for long, so whoever is on call is asked to read it."];
        return staff.Length > 0 ? words["It is read first by {0}, by {1} at the latest.", staff, When(hold.DueAt, now, zone)] : words["Somebody from the program reads it first, by {0} at the latest.", When(hold.DueAt, now, zone)];
    }

    /// <summary>A time of today, else with its day.</summary>
    public static string When(Instant at, Instant now, string zone)
    {
        var tz = DateTimeZoneProviders.Tzdb[zone];
        return Times.Say(at, zone, at.InZone(tz).Date == now.InZone(tz).Date ? "time" : "both");
    }
}
