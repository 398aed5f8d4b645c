using Hearth.Database;
using Hearth.Sealing;
using Hearth.Spaces;
using NodaTime;

namespace Hearth.Moderation;

/// <summary>Why somebody tells the staff of a post.</summary>
public enum ReportReason
{
    Hurtful = 1,
    Details = 2,

    /// <summary>Somebody is drawn away from here.</summary>
    Outside = 3,
    Other = 4,
}

public enum ReportEnd
{
    NothingNeeded = 1,
    Hidden = 2,

    /// <summary>One of the staff has written to its author.</summary>
    PrivateWord = 3,
}

/// <summary>
/// Somebody told the staff of a post. It has a clock, an owner as soon as one of the staff has it, and an end; who told it reads
/// those, and whose post it is reads nothing of who told.
/// </summary>
public sealed class Report : IProgramOwned
{
    private Report() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public Guid SpaceId { get; private set; }

    /// <summary>Whose post it is.</summary>
    public Guid AuthorId { get; private set; }
    public Guid ReportedBy { get; private set; }
    public ReportReason Reason { get; private set; }

    /// <summary>Sealed under the key of whoever wrote them.</summary>
    public Sealed? Words { get; private set; }
    public Instant ReportedAt { get; private set; }
    public Instant DueAt { get; private set; }

    /// <summary>A named person was asked, since it waited too long.</summary>
    public Instant? CalledAt { get; private set; }
    public Guid? OwnerId { get; private set; }
    public Instant? TakenAt { get; private set; }
    public ReportEnd? End { get; private set; }
    public Guid? EndedBy { get; private set; }
    public Instant? EndedAt { get; private set; }

    public static Report Of(Guid id, Post post, Guid space, Guid by, ReportReason reason, Sealed? words, Instant now, Instant due) => new()
    {
        ProgramId = post.ProgramId, Id = id, PostId = post.Id, SpaceId = space, AuthorId = post.AuthorId, ReportedBy = by, Reason = reason, Words = words, ReportedAt = now, DueAt = due,
    };

    public void Call(Instant now) => CalledAt = now;

    public void Take(Guid owner, Instant now) => (OwnerId, TakenAt) = (owner, now);

    public void Close(ReportEnd end, Guid by, Instant now)
    {
        if (OwnerId is null) Take(by, now);
        (End, EndedBy, EndedAt) = (end, by, now);
    }

    public static string WordsAt(Guid id) => $"Reports.Words/{id}";
}

/// <summary>
/// One of the staff wrote to somebody alone about a post of theirs: it stands with the post for its author and those who keep the
/// space, and its author can answer once.
/// </summary>
public sealed class PrivateWord : IProgramOwned
{
    public const int Longest = 1000;

    private PrivateWord() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public Guid SpaceId { get; private set; }

    /// <summary>To whom: whose post it is.</summary>
    public Guid PersonId { get; private set; }
    public Guid WrittenBy { get; private set; }
    public Instant WrittenAt { get; private set; }

    /// <summary>Both sealed under the key of whom it was written to.</summary>
    public Sealed Words { get; private set; } = default!;
    public Sealed? Answer { get; private set; }
    public Instant? AnsweredAt { get; private set; }

    public static PrivateWord To(Guid id, Post post, Guid space, Sealed words, Guid by, Instant now) =>
        new() { ProgramId = post.ProgramId, Id = id, PostId = post.Id, SpaceId = space, PersonId = post.AuthorId, WrittenBy = by, WrittenAt = now, Words = words };

    public void AnswerWith(Sealed answer, Instant now) => (Answer, AnsweredAt) = (answer, now);

    public static string WordsAt(Guid id) => $"PrivateWords.Words/{id}";

    public static string AnswerAt(Guid id) => $"PrivateWords.Answer/{id}";
}
