namespace Hearth.FollowUps.Rules;

/// <summary>How soon somebody has to have it (<see cref="PagingRule"/>).</summary>
public enum Pace
{
    /// <summary>In minutes: somebody waits, or may be in danger.</summary>
    Now = 1,

    /// <summary>Within the hour: somebody should look today.</summary>
    Today = 2,
}
