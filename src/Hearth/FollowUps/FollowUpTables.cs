using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.FollowUps;

internal sealed class FollowUpTables : IEntityTypeConfiguration<FollowUp>, IEntityTypeConfiguration<FollowUpStep>, IEntityTypeConfiguration<FollowUpAsker>, IEntityTypeConfiguration<StaffCall>
{
    public void Configure(EntityTypeBuilder<FollowUp> table)
    {
        table.ToTable("FollowUps").HasKey(f => new { f.ProgramId, f.Id });
        table.HasIndex(f => new { f.ProgramId, f.NextCallAt });
        // One of a kind for one person, however often it is pressed.
        table.HasIndex(f => new { f.ProgramId, f.PersonId, f.Kind }).IsUnique().HasFilter("\"ClosedAt\" IS NULL");
        table.HasOne<Person>().WithMany().HasForeignKey(f => new { f.ProgramId, f.PersonId });
    }

    public void Configure(EntityTypeBuilder<FollowUpStep> table)
    {
        table.ToTable("FollowUpSteps").HasKey(s => new { s.ProgramId, s.FollowUpId, s.Number });
        table.HasOne<FollowUp>().WithMany().HasForeignKey(s => new { s.ProgramId, s.FollowUpId });
    }

    public void Configure(EntityTypeBuilder<FollowUpAsker> table)
    {
        table.ToTable("FollowUpAskers").HasKey(a => new { a.ProgramId, a.FollowUpId, a.PersonId });
        table.HasIndex(a => new { a.ProgramId, a.PersonId });
        table.HasOne<FollowUp>().WithMany().HasForeignKey(a => new { a.ProgramId, a.FollowUpId });
    }

    public void Configure(EntityTypeBuilder<StaffCall> table)
    {
        table.ToTable("StaffCalls").HasKey(c => new { c.ProgramId, c.Id });
        table.HasIndex(c => new { c.ProgramId, c.FollowUpId, c.Number }).IsUnique();
        table.HasIndex(c => new { c.ProgramId, c.PersonId, c.CalledAt });
        table.HasOne<FollowUp>().WithMany().HasForeignKey(c => new { c.ProgramId, c.FollowUpId });
    }
}
