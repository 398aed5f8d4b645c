using Hearth.People;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Moderation;

internal sealed class ModerationTables : IEntityTypeConfiguration<Report>, IEntityTypeConfiguration<PrivateWord>, IEntityTypeConfiguration<Story>
{
    public void Configure(EntityTypeBuilder<Report> table)
    {
        table.ToTable("Reports").HasKey(r => new { r.ProgramId, r.Id });
        // One open of a post by one person, however often it is pressed.
        table.HasIndex(r => new { r.ProgramId, r.PostId, r.ReportedBy }).IsUnique().HasFilter("\"EndedAt\" IS NULL");
        table.HasIndex(r => new { r.ProgramId, r.SpaceId, r.EndedAt });
        table.HasIndex(r => new { r.ProgramId, r.ReportedBy, r.ReportedAt });
        table.HasOne<Post>().WithMany().HasForeignKey(r => new { r.ProgramId, r.PostId });
        table.HasOne<Person>().WithMany().HasForeignKey(r => new { r.ProgramId, r.ReportedBy });
    }

    public void Configure(EntityTypeBuilder<PrivateWord> table)
    {
        table.ToTable("PrivateWords").HasKey(w => new { w.ProgramId, w.Id });
        table.HasIndex(w => new { w.ProgramId, w.PostId });
        table.HasOne<Post>().WithMany().HasForeignKey(w => new { w.ProgramId, w.PostId });
        table.HasOne<Person>().WithMany().HasForeignKey(w => new { w.ProgramId, w.PersonId });
    }

    public void Configure(EntityTypeBuilder<Story> table)
    {
        table.ToTable("Stories").HasKey(s => new { s.ProgramId, s.Id });
        table.HasIndex(s => new { s.ProgramId, s.ReleasedAt });
        table.HasOne<Person>().WithMany().HasForeignKey(s => new { s.ProgramId, s.AuthorId });
    }
}
