using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.BreakGlass;

internal sealed class GlassTables : IEntityTypeConfiguration<Glass>, IEntityTypeConfiguration<GlassReview>
{
    public void Configure(EntityTypeBuilder<Glass> table)
    {
        table.ToTable("Glasses").HasKey(g => new { g.ProgramId, g.Id });
        // One at a time, whatever two windows do at once.
        table.HasIndex(g => new { g.ProgramId, g.BrokenBy }).IsUnique().HasFilter("\"EndedAt\" IS NULL");
        table.HasOne<Person>().WithMany().HasForeignKey(g => new { g.ProgramId, g.PersonId });
    }

    public void Configure(EntityTypeBuilder<GlassReview> table)
    {
        table.ToTable("GlassReviews").HasKey(r => new { r.ProgramId, r.GlassId });
        table.HasOne<Glass>().WithOne().HasForeignKey<GlassReview>(r => new { r.ProgramId, r.GlassId });
    }
}
