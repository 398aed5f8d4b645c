using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.SignIn;

internal sealed class FactorTables :
    IEntityTypeConfiguration<AuthenticatorApp>, IEntityTypeConfiguration<RecoveryCode>, IEntityTypeConfiguration<CodesToKeep>,
    IEntityTypeConfiguration<SpentChallenge>, IEntityTypeConfiguration<Ticket>, IEntityTypeConfiguration<KeptWords>
{
    public void Configure(EntityTypeBuilder<AuthenticatorApp> table)
    {
        table.ToTable("AuthenticatorApps").HasKey(a => a.AccountId);
        table.HasOne<Account>().WithOne().HasForeignKey<AuthenticatorApp>(a => a.AccountId);
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> table)
    {
        table.ToTable("RecoveryCodes").HasKey(c => new { c.AccountId, c.Hash });
        table.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId);
    }

    public void Configure(EntityTypeBuilder<CodesToKeep> table)
    {
        table.ToTable("CodesToKeep").HasKey(c => c.AccountId);
        table.HasOne<Account>().WithOne().HasForeignKey<CodesToKeep>(c => c.AccountId);
    }

    public void Configure(EntityTypeBuilder<SpentChallenge> table)
    {
        table.ToTable("SpentChallenges").HasKey(c => c.Hash);
        table.HasIndex(c => c.At);
    }

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
