using Hearth.Database;
using Hearth.FollowUps;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.Unanswered;

/// <summary>What somebody waited with came to one of the staff: once for each topic, and for each time in a group.</summary>
public sealed class Carried : IProgramOwned
{
    private Carried() { }

    public Guid ProgramId { get; private set; }

    /// <summary>The topic that nobody answered, or the place in a group of somebody whom nobody had met.</summary>
    public Guid SubjectId { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid FollowUpId { get; private set; }
    public Instant At { get; private set; }

    public static Carried To(FollowUp followUp, Guid subject, Instant now) =>
        new() { ProgramId = followUp.ProgramId, SubjectId = subject, PersonId = followUp.PersonId, FollowUpId = followUp.Id, At = now };
}

internal sealed class CarriedTables : IEntityTypeConfiguration<Carried>
{
    public void Configure(EntityTypeBuilder<Carried> table)
    {
        table.ToTable("CarriedToStaff").HasKey(c => new { c.ProgramId, c.SubjectId });
        table.HasIndex(c => new { c.ProgramId, c.FollowUpId });
        table.HasOne<FollowUp>().WithMany().HasForeignKey(c => new { c.ProgramId, c.FollowUpId });
        table.HasOne<Person>().WithMany().HasForeignKey(c => new { c.ProgramId, c.PersonId });
    }
}
