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
    private Happening() { }

    public Guid ProgramId { get; private set; }

    /// <summary>1, 2, 3 … within the program.</summary>
    public long Number { get; private set; }

    public Instant At { get; private set; }

    /// <summary>What happened: room and past tense, "sessions.opened".</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Who did it (pseudonym); empty for the machine itself.</summary>
    public string Actor { get; private set; } = "";

    /// <summary>Whom it is about (pseudonym); empty if nobody.</summary>
    public string About { get; private set; } = "";

    /// <summary>The row it happened to.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>The print of words that were sealed for good by this act (see <see cref="Sealing.Sealer.PrintAsync"/>); empty for most.</summary>
    public string Proof { get; private set; } = "";

    /// <summary>HMAC-SHA256 over the one before and this row's canonical form.</summary>
    public byte[] Hash { get; private set; } = [];

    public static Happening Write(Guid program, long number, Instant at, string kind, string actor, string about, string subject, string proof, byte[] hash) =>
        new() { ProgramId = program, Number = number, At = at, Kind = kind, Actor = actor, About = about, Subject = subject, Proof = proof, Hash = hash };
}

/// <summary>The end of a program's chain; its row lock puts the program's happenings in one order.</summary>
public sealed class ChainHead : IProgramOwned
{
    private ChainHead() { }

    public Guid ProgramId { get; private set; }
    public long LastNumber { get; private set; }
    public byte[] LastHash { get; private set; } = [];

    public void Follow(Happening last) => LastHash = last.Hash;
}

internal sealed class HappeningTables : IEntityTypeConfiguration<Happening>, IEntityTypeConfiguration<ChainHead>
{
    public void Configure(EntityTypeBuilder<Happening> table)
    {
        table.ToTable("Happenings").HasKey(h => new { h.ProgramId, h.Number });
        table.HasIndex(h => new { h.ProgramId, h.About, h.Number });
        table.HasIndex(h => new { h.ProgramId, h.Subject, h.Number });
        table.Property(h => h.Kind).HasMaxLength(80);
        table.Property(h => h.Subject).HasMaxLength(120);
        table.Property(h => h.Proof).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<ChainHead> table) => table.ToTable("ChainHeads").HasKey(h => h.ProgramId);
}
