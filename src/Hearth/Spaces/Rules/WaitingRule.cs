using Hearth.Html;
using NodaTime;

namespace Hearth.Spaces.Rules;

/// <summary>For whom somebody waits who has written and whom nobody has answered.</summary>
public enum Waiting
{
    /// <summary>For nobody: it was answered, or it is too soon to say.</summary>
    No = 0,
    Peers = 1,

    /// <summary>For mentors, and peers still.</summary>
    Mentors = 2,

    /// <summary>One of the staff is given it (Unanswered).</summary>
    Staff = 3,
}

/// <summary>Nobody stays unanswered: for whom an ask waits, by the hours of the program. What somebody wrote whom its author does not want to hear is no answer.</summary>
public static class WaitingRule
{
    /// <summary>Older than this it is left in peace: an answer would come to another day.</summary>
    public static readonly Duration Longest = Duration.FromDays(14);

    public static Waiting Of(Instant asked, bool answered, AnswerHours hours, Instant now)
    {
        var waited = now - asked;
        if (answered || waited >= Longest) return Waiting.No;
        return waited >= Duration.FromHours(hours.Staff) ? Waiting.Staff
            : waited >= Duration.FromHours(hours.Mentors) ? Waiting.Mentors
            : waited >= Duration.FromHours(hours.Peers) ? Waiting.Peers : Waiting.No;
    }
}
