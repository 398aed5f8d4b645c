using Hearth.Database;
using Hearth.Groups;
using NodaTime;

namespace Hearth.Sessions;

public enum SessionState
{
    Planned = 1,
    /// <summary>A leader has opened it; the live room's log has the rest.</summary>
    Open = 2,
    Ended = 3,
    Cancelled = 4,
}

/// <summary>A repeating plan of sessions: the same local time each week, whatever daylight saving does.</summary>
public sealed class Series : IProgramOwned
{
    private Series() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }
    public LocalDate FirstDay { get; private set; }
    public LocalTime StartsAt { get; private set; }
    public int Minutes { get; private set; }
    public int Weeks { get; private set; }

    /// <summary>TZDB id: the zone in which the time is meant.</summary>
    public string Zone { get; private set; } = "";
    public Instant PlannedAt { get; private set; }

    public static Series Plan(Guid program, Guid group, LocalDate firstDay, LocalTime startsAt, int minutes, int weeks, string zone, Instant now) =>
        new() { ProgramId = program, Id = Guid.NewGuid(), GroupId = group, FirstDay = firstDay, StartsAt = startsAt, Minutes = minutes, Weeks = weeks, Zone = zone, PlannedAt = now };
}

/// <summary>One meeting of a group (a group session; logging in is SignIn).</summary>
public sealed class Session : IProgramOwned, IVersioned
{
    private Session() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }
    public Guid? SeriesId { get; private set; }

    /// <summary>What this session is called beside the group's name: "evening circle".</summary>
    public string Title { get; private set; } = "";
    public string Aim { get; private set; } = "";
    public LedBy LedBy { get; private set; }
    public Instant StartsAt { get; private set; }
    public Instant EndsAt { get; private set; }
    public SessionState State { get; private set; }
    public Instant? OpenedAt { get; private set; }
    public Instant? EndedAt { get; private set; }

    /// <summary>The clinician on call for a peer-led session.</summary>
    public Guid? ClinicianOnCallId { get; private set; }
    public int Version { get; set; }

    public static Session Plan(Group group, Guid? series, string title, string aim, Instant startsAt, Instant endsAt, Guid? clinicianOnCall) => new()
    {
        ProgramId = group.ProgramId, Id = Guid.NewGuid(), GroupId = group.Id, SeriesId = series, Title = title, Aim = aim, LedBy = group.LedBy,
        StartsAt = startsAt, EndsAt = endsAt, State = SessionState.Planned, ClinicianOnCallId = clinicianOnCall,
    };

    public void Move(Instant startsAt, Instant endsAt) => (StartsAt, EndsAt) = (startsAt, endsAt);

    public void Describe(string title, string aim, Guid? clinicianOnCall) => (Title, Aim, ClinicianOnCallId) = (title, aim, clinicianOnCall);

    public void Open(Instant now) => (State, OpenedAt) = (SessionState.Open, OpenedAt ?? now);

    public void End(Instant now) => (State, EndedAt) = (SessionState.Ended, EndedAt ?? now);

    public void Cancel() => State = SessionState.Cancelled;

    /// <summary>It takes place after all.</summary>
    public void Restore() => State = SessionState.Planned;
}

/// <summary>Who leads this session. All of them have the same rights in the room.</summary>
public sealed class SessionLeader : IProgramOwned
{
    private SessionLeader() { }

    public Guid ProgramId { get; private set; }
    public Guid SessionId { get; private set; }
    public Guid PersonId { get; private set; }

    public static SessionLeader Of(Session session, Guid person) => new() { ProgramId = session.ProgramId, SessionId = session.Id, PersonId = person };
}

public enum StepKind
{
    Plain = 1,
    /// <summary>Everybody in turn; a turn may be passed silently or written instead.</summary>
    Round = 2,
    /// <summary>To one person who asked for a kind of answer; validation first; the leader opens and closes it.</summary>
    Feedback = 3,
}

public enum RoundKind
{
    Challenge = 1,
    Success = 2,
}

/// <summary>One step of a session's plan.</summary>
public sealed class AgendaStep : IProgramOwned
{
    private AgendaStep() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid SessionId { get; private set; }

    /// <summary>Order in the plan, from 1.</summary>
    public int Position { get; private set; }
    public string Title { get; private set; } = "";
    public int Minutes { get; private set; }
    public StepKind Kind { get; private set; }
    public RoundKind? Round { get; private set; }

    /// <summary>The treatment goal it serves, in the program's words; empty if none.</summary>
    public string GoalTag { get; private set; } = "";

    public static AgendaStep At(Guid program, Guid session, int position, string title, int minutes, StepKind kind, RoundKind? round, string goalTag, Guid? id = null) => new()
    {
        ProgramId = program, Id = id ?? Guid.NewGuid(), SessionId = session, Position = position, Title = title, Minutes = minutes,
        Kind = kind, Round = kind == StepKind.Round ? round ?? RoundKind.Challenge : null, GoalTag = goalTag,
    };

    public void Change(string title, int minutes, StepKind kind, RoundKind? round, string goalTag) =>
        (Title, Minutes, Kind, Round, GoalTag) = (title, minutes, kind, kind == StepKind.Round ? round ?? RoundKind.Challenge : null, goalTag);

    public void MoveTo(int position) => Position = position;
}
