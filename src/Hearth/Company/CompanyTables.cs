using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Company;

internal sealed class CompanyTables : IEntityTypeConfiguration<CompanyAsk>, IEntityTypeConfiguration<CompanyCall>, IEntityTypeConfiguration<ChosenPerson>
{
    public void Configure(EntityTypeBuilder<CompanyAsk> table)
    {
        table.ToTable("CompanyAsks").HasKey(a => new { a.ProgramId, a.Id });
        table.HasIndex(a => new { a.ProgramId, a.NextAt });
        // One at a time, however often it is pressed.
        table.HasIndex(a => new { a.ProgramId, a.PersonId }).IsUnique().HasFilter("\"EndedAt\" IS NULL");
        table.HasOne<Person>().WithMany().HasForeignKey(a => new { a.ProgramId, a.PersonId });
        table.Ignore(a => a.Waits);
    }

    public void Configure(EntityTypeBuilder<CompanyCall> table)
    {
        table.ToTable("CompanyCalls").HasKey(c => new { c.ProgramId, c.AskId, c.PersonId });
        table.HasIndex(c => new { c.ProgramId, c.PersonId, c.CalledAt });
        table.HasOne<CompanyAsk>().WithMany().HasForeignKey(c => new { c.ProgramId, c.AskId });
        table.HasOne<Person>().WithMany().HasForeignKey(c => new { c.ProgramId, c.PersonId });
    }

    public void Configure(EntityTypeBuilder<ChosenPerson> table)
    {
        table.ToTable("ChosenPeople").HasKey(c => new { c.ProgramId, c.PersonId, c.OtherId });
        table.HasOne<Person>().WithMany().HasForeignKey(c => new { c.ProgramId, c.PersonId });
        table.HasOne<Person>().WithMany().HasForeignKey(c => new { c.ProgramId, c.OtherId });
    }
}
