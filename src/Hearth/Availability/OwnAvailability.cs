using Hearth.Availability.Rules;
using Hearth.Database;
using Hearth.OnCall;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.Availability;

/// <summary>When somebody wants their quiet, and when they are there for others: what they said, and nothing that was observed.</summary>
public sealed class OwnAvailability : IProgramOwned
{
    /// <summary>For whoever has chosen nothing: 10 pm to 8 am.</summary>
    public static readonly WeekHours UsualQuiet = new(Weekdays.Every, new(22, 0), new(8, 0));

    private OwnAvailability() { }

    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Null: they never chose, and <see cref="UsualQuiet"/> holds.</summary>
    public Instant? QuietChosenAt { get; private set; }

    /// <summary>None: they chose to have no quiet hours.</summary>
    public Weekdays QuietDays { get; private set; }
    public LocalTime QuietFrom { get; private set; }
    public LocalTime QuietUntil { get; private set; }

    public CompanyChoice Company { get; private set; } = CompanyChoice.No;
    public Weekdays CompanyDays { get; private set; }
    public LocalTime CompanyFrom { get; private set; }
    public LocalTime CompanyUntil { get; private set; }

    /// <summary>They said that they are around until then. Over by itself.</summary>
    public Instant? AroundUntil { get; private set; }

    /// <summary>The hours in which they rest; null: none.</summary>
    public WeekHours? Quiet => QuietChosenAt is null ? UsualQuiet : ChosenQuiet;

    /// <summary>The same, where they chose them.</summary>
    public WeekHours? ChosenQuiet => QuietChosenAt is null || QuietDays == Weekdays.None ? null : new(QuietDays, QuietFrom, QuietUntil);

    public WeekHours? CompanyHours => Company == CompanyChoice.InTheseHours ? new(CompanyDays, CompanyFrom, CompanyUntil) : null;

    public static OwnAvailability Of(Guid program, Guid person) => new() { ProgramId = program, PersonId = person };

    public void ChooseQuiet(WeekHours? hours, Instant now) =>
        (QuietDays, QuietFrom, QuietUntil, QuietChosenAt) = (hours?.Days ?? Weekdays.None, hours?.From ?? default, hours?.Until ?? default, now);

    public void ChooseCompany(CompanyChoice choice, WeekHours? hours) =>
        (Company, CompanyDays, CompanyFrom, CompanyUntil) = (choice, hours?.Days ?? Weekdays.None, hours?.From ?? default, hours?.Until ?? default);

    public void BeAround(Instant? until) => AroundUntil = until;
}

internal sealed class AvailabilityTables : IEntityTypeConfiguration<OwnAvailability>
{
    public void Configure(EntityTypeBuilder<OwnAvailability> table)
    {
        table.ToTable("Availability").HasKey(a => new { a.ProgramId, a.PersonId });
        table.HasOne<Person>().WithOne().HasForeignKey<OwnAvailability>(a => new { a.ProgramId, a.PersonId });
        table.Ignore(a => a.Quiet).Ignore(a => a.ChosenQuiet).Ignore(a => a.CompanyHours);
    }
}
