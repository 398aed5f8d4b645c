using Hearth.Database;
using Hearth.Sealing;
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

    /// <summary>What is promised and what is not, its limits, in plain words; laid out as <see cref="Rules.AgreementLayout"/> reads it.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Guidelines for respectful communication, one a line.</summary>
    public string Guidelines { get; private set; } = "";

    public Guid PublishedBy { get; private set; }
    public Instant PublishedAt { get; private set; }

    public static Agreement Publish(Guid program, int number, string text, string guidelines, Guid by, Instant now) =>
        new() { ProgramId = program, Id = Guid.NewGuid(), Number = number, Text = text, Guidelines = guidelines, PublishedBy = by, PublishedAt = now };
}

/// <summary>A person's signature under one version: an act with an author and a time. The guidelines are acknowledged beside it.</summary>
public sealed class Signature : IProgramOwned
{
    private Signature() { }

    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid AgreementId { get; private set; }

    /// <summary>
    /// The name as the signer typed it. It is asked for as a full name, so it is as sealed as the legal identity:
    /// in the open beside the person's id it would undo that seal.
    /// </summary>
    public Sealed SignedName { get; private set; } = default!;
    public Instant SignedAt { get; private set; }
    public Instant GuidelinesAcknowledgedAt { get; private set; }

    /// <summary>The place that the name is sealed for.</summary>
    public static string Place(Guid person, Guid agreement) => $"Signature.SignedName/{person}/{agreement}";

    /// <param name="name">Sealed under the person's key, for <see cref="Place"/>.</param>
    public static Signature Under(Agreement agreement, Guid person, Sealed name, Instant now) =>
        new() { ProgramId = agreement.ProgramId, PersonId = person, AgreementId = agreement.Id, SignedName = name, SignedAt = now, GuidelinesAcknowledgedAt = now };
}

/// <summary>The next version while it is being written: one for the program, kept until it is published.</summary>
public sealed class AgreementDraft : IProgramOwned, IVersioned
{
    private AgreementDraft() { }

    public Guid ProgramId { get; private set; }
    public string Text { get; private set; } = "";
    public string Guidelines { get; private set; } = "";
    public Guid WrittenBy { get; private set; }
    public Instant WrittenAt { get; private set; }
    public int Version { get; set; }

    public static AgreementDraft Start(Guid program) => new() { ProgramId = program };

    public void Write(string text, string guidelines, Guid by, Instant now) => (Text, Guidelines, WrittenBy, WrittenAt) = (text, guidelines, by, now);
}

internal sealed class AgreementTables : IEntityTypeConfiguration<Agreement>, IEntityTypeConfiguration<Signature>, IEntityTypeConfiguration<AgreementDraft>
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

    public void Configure(EntityTypeBuilder<AgreementDraft> table) => table.ToTable("AgreementDrafts").HasKey(d => d.ProgramId);
}
