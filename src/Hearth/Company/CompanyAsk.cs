using Hearth.Company.Rules;
using Hearth.Database;
using NodaTime;

namespace Hearth.Company;

/// <summary>How asking peers for company came to its end.</summary>
public enum CompanyEnd
{
    /// <summary>Somebody is with them.</summary>
    Came = 1,

    /// <summary>Nobody answered in time, or they wished it so: the staff have been asked.</summary>
    Staff = 2,

    /// <summary>They are all right now.</summary>
    Eased = 3,
}

/// <summary>
/// Somebody asked a peer for company in a hard moment. It goes on from one to the next and then to the staff
/// (<see cref="CompanyRule"/>), whether a page is open or not. Those who are asked read "could use company", and nothing else.
/// </summary>
public sealed class CompanyAsk : IProgramOwned, IVersioned
{
    private CompanyAsk() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public Instant AskedAt { get; private set; }

    /// <summary>When the next is asked, unless somebody comes before.</summary>
    public Instant? NextAt { get; private set; }

    /// <summary>Who is with them.</summary>
    public Guid? CameId { get; private set; }
    public Instant? EndedAt { get; private set; }
    public CompanyEnd? End { get; private set; }

    public int Version { get; set; }

    public bool Waits => EndedAt is null;

    public static CompanyAsk Of(Guid program, Guid person, Instant now) => new() { ProgramId = program, Id = Guid.NewGuid(), PersonId = person, AskedAt = now };

    public void Called(Instant now) => NextAt = CompanyRule.NextAt(now);

    public void Come(Guid peer, Instant now) => (CameId, End, EndedAt, NextAt) = (peer, CompanyEnd.Came, now, null);

    public void Finish(CompanyEnd end, Instant now) => (End, EndedAt, NextAt) = (end, now, null);
}

/// <summary>One peer was asked.</summary>
public sealed class CompanyCall : IProgramOwned
{
    private CompanyCall() { }

    public Guid ProgramId { get; private set; }
    public Guid AskId { get; private set; }
    public Guid PersonId { get; private set; }
    public Instant CalledAt { get; private set; }

    /// <summary>They said "not now". Nobody is told, and nobody can read it: it takes the question off their own pages.</summary>
    public Instant? DeclinedAt { get; private set; }

    public static CompanyCall To(Guid peer, CompanyAsk ask, Instant now) => new() { ProgramId = ask.ProgramId, AskId = ask.Id, PersonId = peer, CalledAt = now };

    public void Decline(Instant now) => DeclinedAt ??= now;
}

/// <summary>One of the people somebody would want to ask: chosen in a quiet hour, theirs alone.</summary>
public sealed class ChosenPerson : IProgramOwned
{
    private ChosenPerson() { }

    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid OtherId { get; private set; }

    public static ChosenPerson Of(Guid program, Guid person, Guid other) => new() { ProgramId = program, PersonId = person, OtherId = other };
}
