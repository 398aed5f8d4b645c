using Hearth.Accounts;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.SignIn;

internal sealed class TicketTables : IEntityTypeConfiguration<Ticket>, IEntityTypeConfiguration<KeptWords>
{
    public void Configure(EntityTypeBuilder<Ticket> table)
    {
        table.ToTable("Tickets").HasKey(t => t.Id);
        table.HasIndex(t => t.AccountId);
        table.HasIndex(t => t.EndsAt);
        table.HasOne<Membership>().WithMany().HasForeignKey(t => t.MembershipId);
    }

    public void Configure(EntityTypeBuilder<KeptWords> table)
    {
        table.ToTable("KeptWords").HasKey(k => new { k.ProgramId, k.Id });
        table.HasIndex(k => new { k.ProgramId, k.PersonId });
        table.Property(k => k.Path).HasMaxLength(300);
        table.HasOne<Person>().WithMany().HasForeignKey(k => new { k.ProgramId, k.PersonId });
    }
}
