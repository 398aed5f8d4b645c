using Hearth.Groups;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Spaces;

internal sealed class SpaceTables : IEntityTypeConfiguration<Space>, IEntityTypeConfiguration<Entry>, IEntityTypeConfiguration<Topic>, IEntityTypeConfiguration<Post>, IEntityTypeConfiguration<Response>, IEntityTypeConfiguration<Hiding>, IEntityTypeConfiguration<Rest>, IEntityTypeConfiguration<Mention>
{
    public void Configure(EntityTypeBuilder<Space> table)
    {
        table.ToTable("Spaces").HasKey(s => new { s.ProgramId, s.Id });
        table.Property(s => s.Name).HasMaxLength(60);
        table.HasOne<Group>().WithOne().HasForeignKey<Space>(s => new { s.ProgramId, s.GroupId });
    }

    public void Configure(EntityTypeBuilder<Entry> table)
    {
        table.ToTable("SpaceEntries").HasKey(e => new { e.ProgramId, e.SpaceId, e.PersonId });
        table.HasOne<Space>().WithMany().HasForeignKey(e => new { e.ProgramId, e.SpaceId });
        table.HasOne<Person>().WithMany().HasForeignKey(e => new { e.ProgramId, e.PersonId });
    }

    public void Configure(EntityTypeBuilder<Topic> table)
    {
        table.ToTable("Topics").HasKey(t => new { t.ProgramId, t.Id });
        table.HasIndex(t => new { t.ProgramId, t.SpaceId, t.LastPostAt });
        table.HasOne<Space>().WithMany().HasForeignKey(t => new { t.ProgramId, t.SpaceId });
        table.HasOne<Person>().WithMany().HasForeignKey(t => new { t.ProgramId, t.AuthorId });
    }

    public void Configure(EntityTypeBuilder<Post> table)
    {
        table.ToTable("Posts").HasKey(p => new { p.ProgramId, p.Id });
        table.HasIndex(p => new { p.ProgramId, p.TopicId, p.Number }).IsUnique();
        // One press is one post, whatever is sent twice.
        table.HasIndex(p => new { p.ProgramId, p.AuthorId, p.PressId }).IsUnique();
        table.HasOne<Topic>().WithMany().HasForeignKey(p => new { p.ProgramId, p.TopicId });
        table.HasOne<Person>().WithMany().HasForeignKey(p => new { p.ProgramId, p.AuthorId });
    }

    public void Configure(EntityTypeBuilder<Mention> table)
    {
        table.ToTable("PostMentions").HasKey(m => new { m.ProgramId, m.PostId, m.PersonId });
        table.HasOne<Post>().WithMany().HasForeignKey(m => new { m.ProgramId, m.PostId });
        table.HasOne<Person>().WithMany().HasForeignKey(m => new { m.ProgramId, m.PersonId });
    }

    public void Configure(EntityTypeBuilder<Rest> table)
    {
        table.ToTable("TopicRests").HasKey(r => new { r.ProgramId, r.PersonId, r.TopicId });
        table.HasOne<Topic>().WithMany().HasForeignKey(r => new { r.ProgramId, r.TopicId });
        table.HasOne<Person>().WithMany().HasForeignKey(r => new { r.ProgramId, r.PersonId });
    }

    public void Configure(EntityTypeBuilder<Response> table)
    {
        table.ToTable("PostResponses").HasKey(r => new { r.ProgramId, r.PostId, r.PersonId, r.Kind });
        table.HasOne<Post>().WithMany().HasForeignKey(r => new { r.ProgramId, r.PostId });
        table.HasOne<Person>().WithMany().HasForeignKey(r => new { r.ProgramId, r.PersonId });
    }

    public void Configure(EntityTypeBuilder<Hiding> table)
    {
        table.ToTable("PostHidings").HasKey(h => new { h.ProgramId, h.Id });
        // Hidden once at a time, whatever two hands do at once.
        table.HasIndex(h => new { h.ProgramId, h.PostId }).IsUnique().HasFilter("\"EndedAt\" IS NULL");
        table.HasOne<Post>().WithMany().HasForeignKey(h => new { h.ProgramId, h.PostId });
    }
}
