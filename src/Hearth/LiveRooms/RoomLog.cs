using System.Text.Json;
using Hearth.Database;
using Hearth.LiveRooms.Rules;
using Hearth.Sealing;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.LiveRooms;

/// <summary>
/// One event of one session, under its number. The key is what keeps the room to one writer: a second one finds its number taken.
/// </summary>
public sealed class LoggedEvent : IProgramOwned
{
    private LoggedEvent() { }

    public Guid ProgramId { get; private set; }
    public Guid SessionId { get; private set; }
    public int Number { get; private set; }
    public Instant At { get; private set; }

    /// <summary>The press that it came of; null: the house's own doing.</summary>
    public Guid? Ask { get; private set; }

    /// <summary>The event: ids and kinds, nothing that was said.</summary>
    public string Event { get; private set; } = "";

    public static LoggedEvent Of(Guid program, Guid session, int number, RoomEvent happened, Guid ask = default) => new()
    {
        Ask = ask == Guid.Empty ? null : ask, ProgramId = program, SessionId = session, Number = number, At = happened.At, Event = JsonSerializer.Serialize(happened, RoomJson.Options),
    };

    public RoomEvent Read() => JsonSerializer.Deserialize<RoomEvent>(Event, RoomJson.Options)!;
}

/// <summary>What somebody wrote in a session: to all, or as their turn. Erased when the notes are signed, or a day after the end.</summary>
public sealed class RoomText : IProgramOwned
{
    private RoomText() { }

    public Guid ProgramId { get; private set; }
    public Guid SessionId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public Sealed Text { get; private set; } = default!;
    public Instant At { get; private set; }

    public static string Place(Guid session, Guid id) => $"RoomTexts.Text/{session:N}/{id:N}";

    public static RoomText Write(Guid program, Guid session, Guid id, Guid person, Sealed text, Instant now) =>
        new() { ProgramId = program, SessionId = session, Id = id, PersonId = person, Text = text, At = now };
}

/// <summary>How long somebody spoke in a session, for its leaders alone, measured from levels. Erased with the texts.</summary>
public sealed class RoomVoice : IProgramOwned
{
    private RoomVoice() { }

    public Guid ProgramId { get; private set; }
    public Guid SessionId { get; private set; }
    public Guid PersonId { get; private set; }
    public int Seconds { get; private set; }

    public static RoomVoice Of(Guid program, Guid session, Guid person) => new() { ProgramId = program, SessionId = session, PersonId = person };

    public void Heard(int seconds) => Seconds = seconds;
}

internal sealed class LiveRoomTables : IEntityTypeConfiguration<LoggedEvent>, IEntityTypeConfiguration<RoomText>, IEntityTypeConfiguration<RoomVoice>
{
    public void Configure(EntityTypeBuilder<LoggedEvent> table)
    {
        table.ToTable("RoomEvents").HasKey(e => new { e.ProgramId, e.SessionId, e.Number });
        table.HasOne<Session>().WithMany().HasForeignKey(e => new { e.ProgramId, e.SessionId });
    }

    public void Configure(EntityTypeBuilder<RoomText> table)
    {
        table.ToTable("RoomTexts").HasKey(t => new { t.ProgramId, t.SessionId, t.Id });
        table.HasOne<Session>().WithMany().HasForeignKey(t => new { t.ProgramId, t.SessionId });
    }

    public void Configure(EntityTypeBuilder<RoomVoice> table)
    {
        table.ToTable("RoomVoices").HasKey(v => new { v.ProgramId, v.SessionId, v.PersonId });
        table.HasOne<Session>().WithMany().HasForeignKey(v => new { v.ProgramId, v.SessionId });
    }
}
