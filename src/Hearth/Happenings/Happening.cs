using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.Happenings;

/// <summary>
/// A recorded fact: who did what to what, when. Numbered without gaps in its program and chained by a key that is not in
/// this database. Holds no content and no plain person id: people are keyed pseudonyms.
/// </summary>
public sealed class Happening : IProgramOwned
{
    public Guid ProgramId { get; init; }

    /// <summary>1, 2, 3 … within the program.</summary>
    public long Number { get; init; }

    public Instant At { get; init; }

    /// <summary>What happened: room and past tense, "sessions.opened".</summary>
    public string Kind { get; init; } = "";

    /// <summary>Who did it (pseudonym); empty for the machine itself.</summary>
    public string Actor { get; init; } = "";

    /// <summary>Whom it is about (pseudonym); empty if nobody.</summary>
    public string About { get; init; } = "";

    /// <summary>The row it happened to.</summary>
    public string Subject { get; init; } = "";

    /// <summary>HMAC-SHA256 over the one before and this row's canonical form.</summary>
    public byte[] Hash { get; init; } = [];
}

/// <summary>The end of a program's chain; its row lock puts the program's happenings in one order.</summary>
public sealed class ChainHead : IProgramOwned
{
    public Guid ProgramId { get; init; }
    public long LastNumber { get; set; }
    public byte[] LastHash { get; set; } = [];
}

internal sealed class HappeningTables : IEntityTypeConfiguration<Happening>, IEntityTypeConfiguration<ChainHead>
{
    public void Configure(EntityTypeBuilder<Happening> table)
    {
        table.ToTable("Happenings").HasKey(h => new { h.ProgramId, h.Number });
        table.HasIndex(h => new { h.ProgramId, h.About, h.Number });
        table.Property(h => h.Kind).HasMaxLength(80);
        table.Property(h => h.Subject).HasMaxLength(120);
    }

    public void Configure(EntityTypeBuilder<ChainHead> table) => table.ToTable("ChainHeads").HasKey(h => h.ProgramId);
}
