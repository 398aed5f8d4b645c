using Hearth.Groups;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.GroupLife;

internal sealed class GroupLifeTables : IEntityTypeConfiguration<Entry>, IEntityTypeConfiguration<EntryChange>, IEntityTypeConfiguration<NameProposal>
{
    public void Configure(EntityTypeBuilder<Entry> table)
    {
        table.ToTable("GroupEntries").HasKey(e => new { e.ProgramId, e.Id });
        table.HasIndex(e => new { e.ProgramId, e.GroupId });
        table.HasOne<Group>().WithMany().HasForeignKey(e => new { e.ProgramId, e.GroupId });
    }

    public void Configure(EntityTypeBuilder<EntryChange> table)
    {
        table.ToTable("GroupEntryChanges").HasKey(c => new { c.ProgramId, c.EntryId, c.Number });
        table.HasOne<Entry>().WithMany().HasForeignKey(c => new { c.ProgramId, c.EntryId });
        table.HasOne<Person>().WithMany().HasForeignKey(c => new { c.ProgramId, c.By });
    }

    public void Configure(EntityTypeBuilder<NameProposal> table)
    {
        table.ToTable("GroupNameProposals").HasKey(n => new { n.ProgramId, n.Id });
        // One is talked about at a time, whatever two hands do at once.
        table.HasIndex(n => new { n.ProgramId, n.GroupId }).IsUnique().HasFilter("\"SettledAt\" IS NULL");
        table.HasOne<Group>().WithMany().HasForeignKey(n => new { n.ProgramId, n.GroupId });
        table.HasOne<Person>().WithMany().HasForeignKey(n => new { n.ProgramId, n.By });
    }
}
