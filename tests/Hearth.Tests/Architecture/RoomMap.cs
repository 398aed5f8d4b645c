namespace Hearth.Tests.Architecture;

/// <summary>
/// The order of the rooms. A room may use those on floors below its own, and none above;
/// what a later room wants to know it reads from what was recorded.
/// </summary>
internal static class RoomMap
{
    /// <summary>
    /// One room a floor, but for the ground: the database opens sealed values and appends happenings in its
    /// transactions, and both are stored in it, so those three stand side by side.
    /// </summary>
    public static readonly string[][] Floors =
    [
        ["Database", "Sealing", "Happenings"],
        ["Html"],
        ["Markup"],
        ["Wording"],
        ["CarePrograms"],
        ["People"],
        ["Agreements"],
        ["Accounts"],
        ["SignIn"],
        ["Factors"],
        ["Invitations"],
        ["Setup"],
        ["BreakGlass"],
        ["Channels"],
        ["OnCall"],
        ["FollowUps"],
        ["Boundaries"],
        ["Groups"],
        ["Availability"],
        ["Notices"],
        ["Company"],
        ["Concerns"],
        ["ComfortLevels"],
        ["Drafts"],
        ["Sessions"],
        ["LiveRooms"],
        ["Holds"],
        ["GroupLife"],
        ["Spaces"],
        ["Milestones"],
        ["Unanswered"],
        ["Messages"],
        ["Moderation"],
        ["Notes"],
        ["Today"],
        ["HardMoment"],
        ["Oversight"],
        ["Demo"],
    ];

    public static IEnumerable<string> Rooms => Floors.SelectMany(f => f);

    /// <summary>Null for what is no room of ours.</summary>
    public static int? FloorOf(string room)
    {
        var floor = Array.FindIndex(Floors, f => f.Contains(room));
        return floor < 0 ? null : floor;
    }

    public static bool MayUse(string room, string other) => FloorOf(room) is { } own && FloorOf(other) is { } its && its <= own;
}
