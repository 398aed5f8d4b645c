using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Accounts;

/// <summary>The framework's account tables, mapped by hand so that they stand in the one context like any other.</summary>
internal sealed class AccountTables :
    IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<Membership>, IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>, IEntityTypeConfiguration<IdentityUserToken<Guid>>, IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<Account> table)
    {
        table.ToTable("Accounts").HasKey(a => a.Id);
        table.Property(a => a.UserName).HasMaxLength(256);
        table.Property(a => a.NormalizedUserName).HasMaxLength(256);
        table.HasIndex(a => a.NormalizedUserName).IsUnique();
        table.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
        table.Ignore(a => a.Email).Ignore(a => a.NormalizedEmail).Ignore(a => a.EmailConfirmed);
        table.Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed);
    }

    public void Configure(EntityTypeBuilder<Membership> table)
    {
        table.ToTable("Memberships").HasKey(m => m.Id);
        table.HasIndex(m => m.AccountId);
        table.HasIndex(m => new { m.ProgramId, m.PersonId });
        table.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> table) => table.ToTable("AccountClaims").HasKey(c => c.Id);

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> table) => table.ToTable("AccountLogins").HasKey(l => new { l.LoginProvider, l.ProviderKey });

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> table) => table.ToTable("AccountTokens").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> table)
    {
        table.ToTable("AccountPasskeys").HasKey(p => p.CredentialId);
        table.Property(p => p.CredentialId).HasMaxLength(1024);
        table.HasIndex(p => p.UserId);
        table.OwnsOne(p => p.Data).ToJson();
    }
}
