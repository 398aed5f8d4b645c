using Hearth.People;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Notes;

internal sealed class NoteTables : IEntityTypeConfiguration<Note>, IEntityTypeConfiguration<NoteSignature>
{
    public void Configure(EntityTypeBuilder<Note> table)
    {
        table.ToTable("Notes").HasKey(n => new { n.ProgramId, n.Id });
        // One note of the group's and one a person; additions are as many as are needed.
        table.HasIndex(n => new { n.ProgramId, n.SessionId, n.PersonId }, "OneNoteEach").IsUnique().HasFilter("\"AddsTo\" IS NULL AND \"PersonId\" IS NOT NULL");
        table.HasIndex(n => new { n.ProgramId, n.SessionId }, "OneGroupNote").IsUnique().HasFilter("\"AddsTo\" IS NULL AND \"PersonId\" IS NULL");
        table.HasIndex(n => new { n.ProgramId, n.PersonId });
        table.HasIndex(n => new { n.ProgramId, n.AddsTo });
        table.HasOne<Session>().WithMany().HasForeignKey(n => new { n.ProgramId, n.SessionId });
        table.HasOne<Person>().WithMany().HasForeignKey(n => new { n.ProgramId, n.PersonId });
        table.HasOne<Note>().WithMany().HasForeignKey(n => new { n.ProgramId, n.AddsTo });
    }

    public void Configure(EntityTypeBuilder<NoteSignature> table)
    {
        table.ToTable("NoteSignatures").HasKey(s => new { s.ProgramId, s.NoteId });
        table.HasOne<Note>().WithOne().HasForeignKey<NoteSignature>(s => new { s.ProgramId, s.NoteId });
    }
}
