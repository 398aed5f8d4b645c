using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Accounts;

internal sealed class FactorTables :
    IEntityTypeConfiguration<AuthenticatorApp>, IEntityTypeConfiguration<RecoveryCode>, IEntityTypeConfiguration<CodesToKeep>,
    IEntityTypeConfiguration<SpentChallenge>
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
}
