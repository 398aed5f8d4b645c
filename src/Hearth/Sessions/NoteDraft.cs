using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.Sessions;

/// <summary>What the note starts from: the plan, and attendance as numbers. Nobody's name.</summary>
public static class NoteDraft
{
    public static string Write(IStringLocalizer<Words> words, SessionLine line, IReadOnlyList<AgendaStep> steps, IReadOnlyCollection<int> minutes, string zone)
    {
        var session = line.Session;
        var start = (session.OpenedAt ?? session.StartsAt).InZone(NodaTime.DateTimeZoneProviders.Tzdb[zone]);
        var end = (session.EndedAt ?? session.EndsAt).InZone(NodaTime.DateTimeZoneProviders.Tzdb[zone]);
        List<string> lines =
        [
            words["{0}, {1}, {2} to {3}.", line.Name, Times.Day(start.Date), Times.Time(start.TimeOfDay), Times.Time(end.TimeOfDay)],
            minutes.Count switch
            {
                0 => words["Nobody’s attendance was recorded."],
                1 => words["One person took part, for {0} minutes.", minutes.Max()],
                _ when minutes.Min() == minutes.Max() => words["{0} people took part, for {1} minutes.", minutes.Count, minutes.Max()],
                _ => words["{0} people took part, from {1} to {2} minutes, breaks not counted.", minutes.Count, minutes.Min(), minutes.Max()],
            },
        ];
        if (steps.Count > 0)
        {
            lines.Add("");
            lines.Add(words["The plan was:"]);
            lines.AddRange(steps.Select(s => s.GoalTag.Length > 0 ? words["- {0} ({1} minutes), for: {2}", s.Title, s.Minutes, s.GoalTag].Value : words["- {0} ({1} minutes)", s.Title, s.Minutes].Value));
        }
        lines.Add("");
        lines.Add(words["How far the session went towards these goals:"]);
        return string.Join("\n", lines) + "\n";
    }
}
