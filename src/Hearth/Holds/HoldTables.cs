using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Holds;

internal sealed class HoldTables : IEntityTypeConfiguration<Hold>, IEntityTypeConfiguration<HoldEnd>, IEntityTypeConfiguration<HoldSettings>, IEntityTypeConfiguration<HoldWord>, IEntityTypeConfiguration<WritingPause>
{
    public void Configure(EntityTypeBuilder<Hold> table)
    {
        table.ToTable("Holds").HasKey(h => new { h.ProgramId, h.Id });
        table.Property(h => h.Word).HasMaxLength(HoldWord.Longest);
        table.Ignore(h => h.Place);
        table.HasIndex(h => new { h.ProgramId, h.SpaceId, h.HeldAt });
        table.HasIndex(h => new { h.ProgramId, h.DueAt }).HasFilter("\"CalledAt\" IS NULL");
        // One press is one, whatever is sent twice.
        table.HasIndex(h => new { h.ProgramId, h.AuthorId, h.PressId }).IsUnique();
        table.HasOne<Person>().WithMany().HasForeignKey(h => new { h.ProgramId, h.AuthorId });
    }

    public void Configure(EntityTypeBuilder<HoldEnd> table)
    {
        table.ToTable("HoldEnds").HasKey(e => new { e.ProgramId, e.HoldId });
        table.HasOne<Hold>().WithOne().HasForeignKey<HoldEnd>(e => new { e.ProgramId, e.HoldId });
    }

    public void Configure(EntityTypeBuilder<HoldSettings> table) => table.ToTable("HoldSettings").HasKey(s => s.ProgramId);

    public void Configure(EntityTypeBuilder<HoldWord> table)
    {
        table.ToTable("HoldWords").HasKey(w => new { w.ProgramId, w.Id });
        table.Property(w => w.Word).HasMaxLength(HoldWord.Longest);
    }

    public void Configure(EntityTypeBuilder<WritingPause> table)
    {
        table.ToTable("WritingPauses").HasKey(p => new { p.ProgramId, p.Id });
        table.HasIndex(p => new { p.ProgramId, p.PersonId, p.Until });
        table.HasOne<Person>().WithMany().HasForeignKey(p => new { p.ProgramId, p.PersonId });
    }
}
