using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.Agreements;

/// <summary>
/// One version of the program's confidentiality agreement and guidelines. Never changed once published:
/// a new version is a new row, and asks everybody again.
/// </summary>
public sealed class Agreement : IProgramOwned
{
    private Agreement() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>1, 2, 3 … in the program.</summary>
    public int Number { get; private set; }

    /// <summary>What is promised and what is not, its limits, in plain words (paragraphs separated by an empty line).</summary>
    public string Text { get; private set; } = "";

    /// <summary>Guidelines for respectful communication, one a line.</summary>
    public string Guidelines { get; private set; } = "";

    public Guid PublishedBy { get; private set; }
    public Instant PublishedAt { get; private set; }

    public static Agreement Publish(Guid program, int number, string text, string guidelines, Guid by, Instant now) =>
        new() { ProgramId = program, Id = Guid.NewGuid(), Number = number, Text = text, Guidelines = guidelines, PublishedBy = by, PublishedAt = now };
}

/// <summary>A person's signature under one version: an act with an author and a time.</summary>
public sealed class Signature : IProgramOwned
{
    private Signature() { }

    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid AgreementId { get; private set; }

    /// <summary>The name as it was typed by the signer.</summary>
    public string SignedName { get; private set; } = "";
    public Instant SignedAt { get; private set; }

    public static Signature Under(Agreement agreement, Guid person, string name, Instant now) =>
        new() { ProgramId = agreement.ProgramId, PersonId = person, AgreementId = agreement.Id, SignedName = name, SignedAt = now };
}

internal sealed class AgreementTables : IEntityTypeConfiguration<Agreement>, IEntityTypeConfiguration<Signature>
{
    public void Configure(EntityTypeBuilder<Agreement> table)
    {
        table.ToTable("Agreements").HasKey(a => new { a.ProgramId, a.Id });
        table.HasIndex(a => new { a.ProgramId, a.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Signature> table)
    {
        table.ToTable("Signatures").HasKey(s => new { s.ProgramId, s.PersonId, s.AgreementId });
        table.HasOne<Agreement>().WithMany().HasForeignKey(s => new { s.ProgramId, s.AgreementId });
        table.HasOne<People.Person>().WithMany().HasForeignKey(s => new { s.ProgramId, s.PersonId });
    }
}
