using System.ComponentModel.DataAnnotations;

namespace Hearth.Sessions;

/// <summary>What a step of a plan is, as it is typed.</summary>
public abstract record StepForm(
    [property: Required(ErrorMessage = "Please say what this step is.")] [property: MaxLength(80, ErrorMessage = "Please keep it under 80 letters.")] string? Title,
    [property: Required(ErrorMessage = "Please write a whole number from 1 to 120."), Range(1, 120, ErrorMessage = "Please write a whole number from 1 to 120.")] int? Minutes,
    [property: Required(ErrorMessage = "Please choose what kind of step it is.")] StepChoice? Kind,
    [property: MaxLength(40, ErrorMessage = "Please keep it under 40 letters.")] string? GoalTag)
{
    internal StepKind StepKind => Kind switch
    {
        StepChoice.Challenge or StepChoice.Success => Sessions.StepKind.Round,
        StepChoice.Feedback => Sessions.StepKind.Feedback,
        _ => Sessions.StepKind.Plain,
    };

    internal RoundKind? Round => Kind switch
    {
        StepChoice.Challenge => RoundKind.Challenge,
        StepChoice.Success => RoundKind.Success,
        _ => null,
    };
}

/// <summary>A step's kind as one choice.</summary>
public enum StepChoice
{
    Plain = 1,
    Challenge = 2,
    Success = 3,
    Feedback = 4,
}
