using Hearth.Html;
using Hearth.Sessions;
using Hearth.Sessions.Pages;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Notes;

/// <summary>What a note starts from: the day, the plan and its goals, attendance; nobody's name but, in their own note, nobody else's.</summary>
public static class NoteDraft
{
    /// <summary>The group's. <paramref name="minutes"/>: of each who was there, without their names.</summary>
    public static string ForGroup(IStringLocalizer<Words> words, SessionLine line, IReadOnlyList<AgendaStep> steps, IReadOnlyCollection<int> minutes, string zone) => Lines(
    [
        When(words, line, zone),
        minutes.Count switch
        {
            0 => words["Nobody’s attendance was recorded."],
            1 => words["One person took part, for {0} minutes.", minutes.Max()],
            _ when minutes.Min() == minutes.Max() => words["{0} people took part, for {1} minutes.", minutes.Count, minutes.Max()],
            _ => words["{0} people took part, from {1} to {2} minutes, breaks not counted.", minutes.Count, minutes.Min(), minutes.Max()],
        },
        .. Plan(words, steps), "",
        words["How far the session went towards these goals:"],
    ]);

    /// <summary>One person's, in a note that is theirs.</summary>
    /// <param name="said">What they wrote on leaving, if they agreed that it stands here; else null.</param>
    public static string ForPerson(IStringLocalizer<Words> words, SessionLine line, IReadOnlyList<AgendaStep> steps, string name, int minutes, LeavingWords? said, string zone)
    {
        List<string> lines = [When(words, line, zone), minutes == 1 ? words["{0} was there for one minute, breaks not counted.", name] : words["{0} was there for {1} minutes, breaks not counted.", name, minutes], .. Plan(words, steps)];
        if (said is not null && LeavingLabels.Say(words, said) is { Length: > 0 } own) lines.AddRange(["", words["In their own words, on leaving: {0}", own]]);
        return Lines([.. lines, "", words["How they took part, and how far it went towards their goals:"]]);
    }

    private static string When(IStringLocalizer<Words> words, SessionLine line, string zone)
    {
        var (session, here) = (line.Session, DateTimeZoneProviders.Tzdb[zone]);
        var (start, end) = ((session.OpenedAt ?? session.StartsAt).InZone(here), (session.EndedAt ?? session.EndsAt).InZone(here));
        return words["{0}, {1}, {2} to {3}.", line.Name, Times.Day(start.Date), Times.Time(start.TimeOfDay), Times.Time(end.TimeOfDay)];
    }

    private static IEnumerable<string> Plan(IStringLocalizer<Words> words, IReadOnlyList<AgendaStep> steps) => steps.Count == 0 ? [] :
    [
        "", words["The plan was:"],
        .. steps.Select(s => s.GoalTag.Length > 0 ? words["- {0} ({1} minutes), for: {2}", s.Title, s.Minutes, s.GoalTag].Value : words["- {0} ({1} minutes)", s.Title, s.Minutes].Value),
    ];

    private static string Lines(IEnumerable<string> lines) => string.Join("\n", lines) + "\n";
}
