using Hearth.FollowUps;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Concerns;

internal sealed class ConcernTables : IEntityTypeConfiguration<Concern>
{
    public void Configure(EntityTypeBuilder<Concern> table)
    {
        table.ToTable("Concerns").HasKey(c => new { c.ProgramId, c.Id });
        table.HasIndex(c => new { c.ProgramId, c.FollowUpId });
        table.HasIndex(c => new { c.ProgramId, c.NoticedBy, c.FiledAt });
        table.HasOne<FollowUp>().WithMany().HasForeignKey(c => new { c.ProgramId, c.FollowUpId });
        table.HasOne<Person>().WithMany().HasForeignKey(c => new { c.ProgramId, c.AboutId });
        table.HasOne<Person>().WithMany().HasForeignKey(c => new { c.ProgramId, c.NoticedBy });
    }
}
