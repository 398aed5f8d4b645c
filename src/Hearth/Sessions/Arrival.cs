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

/// <summary>
/// Where a participant is during one session: for its leaders and whoever is on call, and gone when it ends.
/// Either the three answers, or "I'd rather tell Leila myself" (all empty).
/// </summary>
public sealed class Arrival : IProgramOwned
{
    public const string WherePlace = "Arrivals.Where";
    public const string CallBackPlace = "Arrivals.CallBack";

    private Arrival() { }

    public Guid ProgramId { get; private set; }
    public Guid SessionId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Where they are, in their words; null when they will tell the leader themselves, or after the session.</summary>
    public Sealed? Where { get; private set; }
    public Sealed? CallBack { get; private set; }

    /// <summary>In private, with headphones or alone; null when they will tell the leader themselves.</summary>
    public bool? InPrivate { get; private set; }
    public bool WillTellLeader { get; private set; }
    public TakingPart TakingPart { get; private set; } = TakingPart.Camera;
    public Instant At { get; private set; }

    public static Arrival Start(Guid program, Guid session, Guid person, Instant now) =>
        new() { ProgramId = program, SessionId = session, PersonId = person, At = now };

    public void Answer(Sealed where, bool inPrivate, Sealed callBack, Instant now) =>
        (Where, InPrivate, CallBack, WillTellLeader, At) = (where, inPrivate, callBack, false, now);

    public void TellLeader(Instant now) => (Where, InPrivate, CallBack, WillTellLeader, At) = (null, null, null, true, now);

    public void TakePart(TakingPart how) => TakingPart = how;

    public void Erase() => (Where, CallBack) = (null, null);
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
