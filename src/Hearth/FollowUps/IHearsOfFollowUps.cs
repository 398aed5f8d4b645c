namespace Hearth.FollowUps;

/// <summary>A step was made. A room that stands later registers its own; it runs in the transaction of the step.</summary>
public interface IHearsOfFollowUps
{
    Task HearAsync(FollowUp followUp, FollowUpStepKind step, CancellationToken cancel);
}
