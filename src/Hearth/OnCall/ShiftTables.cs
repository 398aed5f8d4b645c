using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.OnCall;

internal sealed class ShiftTables : IEntityTypeConfiguration<Shift>
{
    public void Configure(EntityTypeBuilder<Shift> table)
    {
        table.ToTable("Shifts").HasKey(s => new { s.ProgramId, s.Id });
        table.Property(s => s.Zone).HasMaxLength(60);
        table.Ignore(s => s.Hours);
        table.HasOne<Person>().WithMany().HasForeignKey(s => new { s.ProgramId, s.PersonId });
    }
}
