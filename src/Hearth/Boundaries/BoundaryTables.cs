using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Boundaries;

internal sealed class BoundaryTables : IEntityTypeConfiguration<Quieting>, IEntityTypeConfiguration<Separation>
{
    public void Configure(EntityTypeBuilder<Quieting> table)
    {
        table.ToTable("Quietings").HasKey(q => new { q.ProgramId, q.PersonId, q.OtherId });
        table.HasIndex(q => new { q.ProgramId, q.OtherId });
        table.HasOne<Person>().WithMany().HasForeignKey(q => new { q.ProgramId, q.PersonId });
        table.HasOne<Person>().WithMany().HasForeignKey(q => new { q.ProgramId, q.OtherId });
    }

    public void Configure(EntityTypeBuilder<Separation> table)
    {
        table.ToTable("Separations").HasKey(s => new { s.ProgramId, s.Id });
        table.Ignore(s => s.Told);
        // One pair is kept apart once at a time, whatever two hands do at once.
        table.HasIndex(s => new { s.ProgramId, s.OneId, s.OtherId }).IsUnique().HasFilter("\"EndedAt\" IS NULL");
        table.HasIndex(s => new { s.ProgramId, s.OtherId });
        table.HasOne<Person>().WithMany().HasForeignKey(s => new { s.ProgramId, s.OneId });
        table.HasOne<Person>().WithMany().HasForeignKey(s => new { s.ProgramId, s.OtherId });
    }
}
