using Hearth.Database;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.People;

/// <summary>Somebody in one program, under the name that peers see. Who they are legally is <see cref="LegalIdentity"/>.</summary>
public sealed class Person : IProgramOwned
{
    private Person() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>The chosen name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>"she/her", in the person's own words; empty: their name or "they".</summary>
    public string Pronouns { get; private set; } = "";

    /// <summary>The person's own zone (TZDB id).</summary>
    public string Zone { get; private set; } = "";

    /// <summary>The language they asked for: "en", "es".</summary>
    public string Language { get; private set; } = "en";

    public Role Role { get; private set; }
    public Instant JoinedAt { get; private set; }

    /// <param name="id">When something was sealed for this person before they came; otherwise made here.</param>
    public static Person Join(Guid program, string name, string zone, Role role, Instant now, Guid? id = null) =>
        new() { ProgramId = program, Id = id ?? Guid.NewGuid(), Name = name, Zone = zone, Role = role, JoinedAt = now };

    public void CallThemselves(string name, string pronouns) => (Name, Pronouns) = (name, pronouns);

    public void Speak(string language) => Language = language;

    /// <summary>Together with their membership, which is what they may.</summary>
    public void TakeRole(Role role) => Role = role;

    public void MoveTo(string zone) => Zone = zone;
}

/// <summary>Who a person is legally. A table of its own, for staff only, sealed under the person's key.</summary>
public sealed class LegalIdentity : IProgramOwned
{
    public const string Place = "LegalIdentity.FullName";

    private LegalIdentity() { }

    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }
    public Sealed FullName { get; private set; } = default!;

    /// <summary>The place that a person's full name is sealed for.</summary>
    public static string PlaceOf(Guid person) => $"{Place}/{person}";

    public static LegalIdentity Of(Person person, Sealed fullName) =>
        new() { ProgramId = person.ProgramId, PersonId = person.Id, FullName = fullName };
}

/// <summary>A licence or training of somebody who leads, with its dates. No session opens without one in date.</summary>
public sealed class Qualification : IProgramOwned
{
    private Qualification() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public QualificationKind Kind { get; private set; }

    /// <summary>What it is, as it stands on the paper: "LCSW, Minnesota, 12345".</summary>
    public string Title { get; private set; } = "";
    /// <summary>Where a licence is valid (see <see cref="CarePrograms.Rules.Places"/>); null for a training, which is not bound to a place.</summary>
    public string? Place { get; private set; }
    public LocalDate ValidFrom { get; private set; }
    public LocalDate ValidUntil { get; private set; }
    public Guid RecordedBy { get; private set; }
    public Instant RecordedAt { get; private set; }

    public static Qualification Record(Guid program, Guid person, QualificationKind kind, string title, LocalDate from, LocalDate until, Guid by, Instant now, string? place = null) =>
        new() { ProgramId = program, Id = Guid.NewGuid(), PersonId = person, Kind = kind, Title = title, Place = kind == QualificationKind.Licence ? place : null, ValidFrom = from, ValidUntil = until, RecordedBy = by, RecordedAt = now };

    public void Correct(QualificationKind kind, string title, LocalDate from, LocalDate until, Guid by, Instant now, string? place = null) =>
        (Kind, Title, Place, ValidFrom, ValidUntil, RecordedBy, RecordedAt) = (kind, title, kind == QualificationKind.Licence ? place : null, from, until, by, now);

    public bool CoversDay(LocalDate day) => ValidFrom <= day && day <= ValidUntil;
}

public enum QualificationKind
{
    Licence = 1,
    Training = 2,
}

internal sealed class PersonTables : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<LegalIdentity>, IEntityTypeConfiguration<Qualification>
{
    public void Configure(EntityTypeBuilder<Person> table)
    {
        table.ToTable("People").HasKey(p => new { p.ProgramId, p.Id });
        table.Property(p => p.Name).HasMaxLength(60);
    }

    public void Configure(EntityTypeBuilder<LegalIdentity> table)
    {
        table.ToTable("LegalIdentities").HasKey(p => new { p.ProgramId, p.PersonId });
        table.HasOne<Person>().WithOne().HasForeignKey<LegalIdentity>(i => new { i.ProgramId, i.PersonId });
    }

    public void Configure(EntityTypeBuilder<Qualification> table)
    {
        table.ToTable("Qualifications").HasKey(q => new { q.ProgramId, q.Id });
        table.HasOne<Person>().WithMany().HasForeignKey(q => new { q.ProgramId, q.PersonId });
    }
}
