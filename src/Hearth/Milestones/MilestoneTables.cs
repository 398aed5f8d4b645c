using Hearth.People;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Milestones;

internal sealed class MilestoneTables : IEntityTypeConfiguration<Milestone>, IEntityTypeConfiguration<MilestoneResponse>
{
    public void Configure(EntityTypeBuilder<Milestone> table)
    {
        table.ToTable("Milestones").HasKey(m => new { m.ProgramId, m.Id });
        table.HasIndex(m => new { m.ProgramId, m.PersonId });
        table.HasIndex(m => new { m.ProgramId, m.SpaceId, m.SharedAt });
        table.HasOne<Person>().WithMany().HasForeignKey(m => new { m.ProgramId, m.PersonId });
        table.HasOne<Space>().WithMany().HasForeignKey(m => new { m.ProgramId, m.SpaceId });
    }

    public void Configure(EntityTypeBuilder<MilestoneResponse> table)
    {
        table.ToTable("MilestoneResponses").HasKey(r => new { r.ProgramId, r.MilestoneId, r.PersonId, r.Kind });
        table.HasOne<Milestone>().WithMany().HasForeignKey(r => new { r.ProgramId, r.MilestoneId });
        table.HasOne<Person>().WithMany().HasForeignKey(r => new { r.ProgramId, r.PersonId });
    }
}
