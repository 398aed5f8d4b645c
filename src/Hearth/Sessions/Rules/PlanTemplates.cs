namespace Hearth.Sessions.Rules;

/// <summary>A plan to start from: its steps, of which one or two take what time there is.</summary>
public enum PlanTemplate
{
    /// <summary>Arriving, a round of challenges, a round of successes, closing.</summary>
    Circle = 1,

    /// <summary>A skill, tried out, and feedback for one person who asks.</summary>
    Skills = 2,

    /// <summary>One long round.</summary>
    OneRound = 3,

    /// <summary>Nothing yet.</summary>
    Empty = 4,
}

public sealed record PlannedStep(string Title, int Minutes, StepKind Kind, RoundKind? Round = null, string GoalTag = "");

public static class PlanTemplates
{
    private sealed record Part(string Title, int Minutes, StepKind Kind = StepKind.Plain, RoundKind? Round = null, string GoalTag = "", int Share = 0);

    /// <summary>How long before people leave the screen for ten minutes.</summary>
    public const int BreakAfter = 60;

    private static Part[] Of(PlanTemplate template) => template switch
    {
        PlanTemplate.Circle =>
        [
            new("Arriving and what we agreed", 5),
            new("What has been hard", 10, StepKind.Round, RoundKind.Challenge, "Saying how it is", Share: 3),
            new("What went a little better", 10, StepKind.Round, RoundKind.Success, "Noticing what helps", Share: 2),
            new("One thing I take with me", 5),
        ],
        PlanTemplate.Skills =>
        [
            new("Arriving and what we agreed", 5),
            new("Since last time: who tried it", 10, StepKind.Round, RoundKind.Success, "Practicing between sessions", Share: 1),
            new("A skill, shown and tried", 10, GoalTag: "Coping skills", Share: 2),
            new("Feedback for somebody who asks", 10, StepKind.Feedback, GoalTag: "Asking for help", Share: 1),
            new("When I will try it", 5, GoalTag: "Practicing between sessions"),
        ],
        PlanTemplate.OneRound =>
        [
            new("Arriving and what we agreed", 5),
            new("How the week was", 10, StepKind.Round, RoundKind.Challenge, "Saying how it is", Share: 1),
            new("Closing words", 5),
        ],
        _ => [],
    };

    /// <summary>
    /// The template fitted to a session of so many minutes: fixed steps keep theirs, the long ones share what is left, and together
    /// they take exactly the session's time. What is too short for all steps loses the last ones.
    /// </summary>
    public static IReadOnlyList<PlannedStep> Fit(PlanTemplate template, int minutes)
    {
        var parts = Of(template).ToList();
        if (minutes > BreakAfter && parts.Count > 2) parts.Insert(parts.Count / 2, new("Break", 10));
        while (parts.Count > 0 && parts.Sum(p => p.Minutes) > minutes) parts.RemoveAt(parts.Count - 1);
        if (parts.Count == 0) return [];

        var left = minutes - parts.Sum(p => p.Minutes);
        var shares = parts.Sum(p => p.Share);
        if (shares == 0) parts[0] = parts[0] with { Share = shares = 1 };
        var given = 0;
        var steps = new List<PlannedStep>();
        foreach (var part in parts)
        {
            var more = left * part.Share / shares;
            given += more;
            steps.Add(new(part.Title, part.Minutes + more, part.Kind, part.Round, part.GoalTag));
        }

        // Minutes are whole; the few that division left over go to the longest step.
        var longest = steps.IndexOf(steps.MaxBy(s => s.Minutes)!);
        steps[longest] = steps[longest] with { Minutes = steps[longest].Minutes + left - given };
        return steps;
    }
}
