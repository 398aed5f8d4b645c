using Hearth.Html;
using Hearth.People;
using Hearth.Sessions.Rules;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Sessions.Pages;

internal static class LeaderWords
{
    /// <summary>The line below a leader's name: until when their licence or training is on record.</summary>
    public static string Papers(IStringLocalizer<Words> words, IEnumerable<Qualification> papers, Person person) =>
        papers.Where(q => q.PersonId == person.Id).MaxBy(q => q.ValidUntil) is { } paper
            ? words[paper.Kind == QualificationKind.Licence ? "License until {0}" : "Training until {0}", Times.ShortAndYear(paper.ValidUntil)]
            : words["No license or training on record yet"];
}

internal static class ClockWords
{
    /// <summary>What the clocks do to this session of a series, and what was decided; null on an ordinary day, or when it was moved.</summary>
    public static string? Say(IStringLocalizer<Words> words, Series series, Session session)
    {
        var zone = DateTimeZoneProviders.Tzdb[series.Zone];
        var begins = session.StartsAt.InZone(zone);

        // A skipped time may push a session past midnight, so the day before is asked as well.
        foreach (var day in new[] { begins.Date, begins.Date.PlusDays(-1) })
        {
            var planned = SeriesRule.On(day, series.StartsAt, zone, series.Minutes);
            if (planned.StartsAt != session.StartsAt) continue;
            return planned.Clock switch
            {
                ClockChange.Skipped => words["The clocks go forward over {0} that day, so it begins when they have: at {1}.", Times.Time(series.StartsAt), Times.Time(begins.TimeOfDay)].Value,
                ClockChange.Twice => words["The clocks go back that day and {0} comes twice. It begins at the first.", Times.Time(series.StartsAt)].Value,
                _ => null,
            };
        }
        return null;
    }
}
