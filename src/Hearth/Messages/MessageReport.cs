using Hearth.Database;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.Messages;

/// <summary>
/// Somebody told the staff about a message. Whoever has the follow-up that came of it reads that message with a few before and after, and nothing
/// more of the conversation, whatever is written there later.
/// </summary>
public sealed class MessageReport : IProgramOwned
{
    /// <summary>How many before it and after it are read with it.</summary>
    public const int Around = 3;
    public const int LongestWords = 500;

    private MessageReport() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid ConversationId { get; private set; }
    public Guid MessageId { get; private set; }
    public Guid AboutId { get; private set; }

    /// <summary>Staff read who told them, and nobody else does.</summary>
    public Guid ToldBy { get; private set; }
    public Instant ToldAt { get; private set; }
    public Guid FollowUpId { get; private set; }
    public int FirstNumber { get; private set; }
    public int LastNumber { get; private set; }

    /// <summary>What they wrote to it; sealed under their own key.</summary>
    public Sealed? Words { get; private set; }

    public static MessageReport Of(Conversation conversation, Message message, Guid id, Guid by, Guid followUp, Sealed? words, Instant now) => new()
    {
        ProgramId = message.ProgramId, Id = id, ConversationId = conversation.Id, MessageId = message.Id, AboutId = message.AuthorId, ToldBy = by, ToldAt = now, FollowUpId = followUp,
        FirstNumber = Math.Max(1, message.Number - Around), LastNumber = Math.Min(conversation.LastNumber, message.Number + Around), Words = words,
    };

    public static string WordsAt(Guid id) => $"MessageReports.Words/{id}";
}

/// <summary>One of the staff opened what they were told about. All who are in the conversation read that.</summary>
public sealed class ReportOpening : IProgramOwned
{
    private ReportOpening() { }

    public Guid ProgramId { get; private set; }
    public Guid ReportId { get; private set; }
    public Guid OpenedBy { get; private set; }
    public Instant OpenedAt { get; private set; }

    public static ReportOpening Of(MessageReport report, Guid by, Instant now) => new() { ProgramId = report.ProgramId, ReportId = report.Id, OpenedBy = by, OpenedAt = now };
}
