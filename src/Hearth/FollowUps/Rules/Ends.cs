namespace Hearth.FollowUps.Rules;

/// <summary>How a follow-up of one kind can end, in the order in which it is offered.</summary>
public static class Ends
{
    private static readonly FollowUpEnd[] spoken = [FollowUpEnd.Spoke, FollowUpEnd.WithSomebody, FollowUpEnd.Emergency, FollowUpEnd.NotNeeded];
    private static readonly FollowUpEnd[] answered = [FollowUpEnd.Answered, FollowUpEnd.ByPeer, FollowUpEnd.Spoke, FollowUpEnd.NotNeeded];

    public static IReadOnlyList<FollowUpEnd> Of(FollowUpKind kind) => kind == FollowUpKind.Unanswered ? answered : spoken;
}
