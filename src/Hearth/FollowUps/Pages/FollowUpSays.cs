using Hearth.FollowUps.Rules;
using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.FollowUps.Pages;

/// <summary>A follow-up in words, the same wherever it is read.</summary>
internal static class FollowUpSays
{
    public static string Kind(IStringLocalizer<Words> words, FollowUpKind kind) => kind switch
    {
        FollowUpKind.Concern => words["Somebody noticed something"],
        FollowUpKind.Unanswered => words["Waits, and nobody has answered"],
        FollowUpKind.Message => words["Staff were told about a message of theirs"],
        FollowUpKind.Waiting => words["Something they wrote waits to be read"],
        _ => words["Has a hard moment and asked for a person"],
    };

    public static string End(IStringLocalizer<Words> words, FollowUpEnd end) => end switch
    {
        FollowUpEnd.Spoke => words["We spoke"],
        FollowUpEnd.WithSomebody => words["They’re with somebody now"],
        FollowUpEnd.Emergency => words["Emergency services were called"],
        FollowUpEnd.Answered => words["I answered"],
        FollowUpEnd.ByPeer => words["A peer has answered"],
        _ => words["It wasn’t needed any more"],
    };

    /// <summary>To staff. <paramref name="name"/>: who did it or was called; empty for what was done by itself.</summary>
    public static string Step(IStringLocalizer<Words> words, FollowUpKind of, FollowUpStepKind kind, string name) => kind switch
    {
        FollowUpStepKind.Asked when of == FollowUpKind.Unanswered => words["Nobody had answered"],
        FollowUpStepKind.Joined when of == FollowUpKind.Unanswered => words["Something else had waited, too"],
        FollowUpStepKind.Given => words["{0} was given it", name],
        FollowUpStepKind.Asked when of == FollowUpKind.Concern => words["{0} noticed something", name],
        FollowUpStepKind.AskedAgain when of == FollowUpKind.Concern => words["{0} thinks it can’t wait", name],
        FollowUpStepKind.Asked when of == FollowUpKind.Message => words["{0} told staff about a message", name],
        FollowUpStepKind.Joined when of == FollowUpKind.Message => words["{0} told staff about a message, too", name],
        FollowUpStepKind.Asked or FollowUpStepKind.AskedAgain or FollowUpStepKind.Joined when of == FollowUpKind.Waiting => words["It waits to be read"],
        FollowUpStepKind.Joined => words["{0} noticed something, too", name],
        FollowUpStepKind.Asked => words["{0} asked for a person", name],
        FollowUpStepKind.AskedAgain => words["{0} asked again", name],
        FollowUpStepKind.Called => words["{0} was called", name],
        FollowUpStepKind.Taken => words["{0} has it", name],
        FollowUpStepKind.GivenBack => words["{0} gave it back", name],
        FollowUpStepKind.Eased => words["{0} said: I’m all right now", name],
        FollowUpStepKind.Number => words["{0} changed the number to call", name],
        FollowUpStepKind.Reopened => words["{0} opened it again", name],
        _ => words["{0} ended it", name],
    };
}
