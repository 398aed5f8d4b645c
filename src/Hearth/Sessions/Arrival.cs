using Hearth.Database;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.Sessions;

/// <summary>How somebody wants to take part tonight. All are ordinary choices; each may be changed at any time.</summary>
public enum TakingPart
{
    Camera = 1,
    VoiceOnly = 2,
    Listening = 3,
    Writing = 4,
}

/// <summary>Whether others near the person could hear the circle.</summary>
public enum Privacy
{
    Alone = 1,
    /// <summary>Somebody is near, and the person has headphones: what others say stays with them.</summary>
    Headphones = 2,
    /// <summary>Somebody would hear the person speak, so they would rather write.</summary>
    Overheard = 3,
}

/// <summary>
/// Where a participant is during one session: for its leaders and whoever is on call, and gone when it ends.
/// Either the three answers, or "I'd rather tell Leila myself" (all empty).
/// </summary>
public sealed class Arrival : IProgramOwned
{
    public const string WherePlace = "Arrivals.Where";
    public const string CallBackPlace = "Arrivals.CallBack";
    public const string RegionPlace = "Arrivals.Region";

    private Arrival() { }

    public Guid ProgramId { get; private set; }
    public Guid SessionId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Where they are, in their words; null when they will tell the leader themselves, or after the session.</summary>
    public Sealed? Where { get; private set; }
    public Sealed? CallBack { get; private set; }

    /// <summary>The state or country that they are in tonight.</summary>
    public Sealed? Region { get; private set; }

    /// <summary>Null when they will tell the leader themselves, or after the session.</summary>
    public Privacy? Privacy { get; private set; }
    public bool WillTellLeader { get; private set; }
    public TakingPart TakingPart { get; private set; } = TakingPart.Camera;
    public Instant At { get; private set; }

    public static Arrival Start(Guid program, Guid session, Guid person, Instant now) =>
        new() { ProgramId = program, SessionId = session, PersonId = person, At = now };

    public void Answer(Sealed where, Sealed region, Privacy privacy, Sealed callBack, Instant now) =>
        (Where, Region, Privacy, CallBack, WillTellLeader, At) = (where, region, privacy, callBack, false, now);

    public void TellLeader(Instant now) => (Where, Region, Privacy, CallBack, WillTellLeader, At) = (null, null, null, null, true, now);

    public void TakePart(TakingPart how) => TakingPart = how;

    /// <summary>For the session's end. Rows of many sessions are erased at once by <see cref="ArrivalErasure"/>.</summary>
    public void Erase() => (Where, Region, CallBack, Privacy) = (null, null, null, null);

    public static string WhereAt(Guid session, Guid person) => $"{WherePlace}/{session}/{person}";
    public static string RegionAt(Guid session, Guid person) => $"{RegionPlace}/{session}/{person}";
    public static string CallBackAt(Guid session, Guid person) => $"{CallBackPlace}/{session}/{person}";
}

/// <summary>
/// The last answers of somebody who asked to have them offered again, as one button. Sealed under their own key, read by
/// nobody else; gone when they say so, or when they have not been used for a month.
/// </summary>
public sealed class KeptArrival : IProgramOwned
{
    public const string Place = "KeptArrivals.Answers";
    public static readonly Duration Unused = Duration.FromDays(30);

    private KeptArrival() { }

    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }
    public Sealed Answers { get; private set; } = default!;
    public Instant UsedAt { get; private set; }

    public static KeptArrival Of(Guid program, Guid person, Sealed answers, Instant now) =>
        new() { ProgramId = program, PersonId = person, Answers = answers, UsedAt = now };

    public void Use(Sealed answers, Instant now) => (Answers, UsedAt) = (answers, now);

    public static string At(Guid person) => $"{Place}/{person}";
}

/// <summary>Minutes present in one session, breaks excluded, from the live room's log alone. Written at its end.</summary>
public sealed class Attendance : IProgramOwned
{
    private Attendance() { }

    public Guid ProgramId { get; private set; }
    public Guid SessionId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Whole minutes, rounded down.</summary>
    public int MinutesPresent { get; private set; }

    public static Attendance Of(Session session, Guid person, int minutes) =>
        new() { ProgramId = session.ProgramId, SessionId = session.Id, PersonId = person, MinutesPresent = minutes };
}
