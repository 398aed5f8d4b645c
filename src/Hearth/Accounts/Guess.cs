using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Accounts;

/// <summary>How full a bucket of guesses is. Its key is a keyed hash: neither a name nor an address can be read from it.</summary>
public sealed class Guess : IAcrossPrograms
{
    private Guess() { }

    public byte[] Key { get; private set; } = [];

    /// <summary>When it is empty again, in milliseconds since 1970.</summary>
    public long Until { get; private set; }
}

/// <summary>A browser that somebody has signed in with. Strangers' guesses do not slow it down.</summary>
public sealed class KnownDevice : IAcrossPrograms
{
    private KnownDevice() { }

    public Guid AccountId { get; private set; }

    /// <summary>A keyed hash of what its cookie holds.</summary>
    public byte[] Lineage { get; private set; } = [];
    public NodaTime.Instant SeenAt { get; private set; }

    public static KnownDevice Of(Guid account, byte[] lineage, NodaTime.Instant now) => new() { AccountId = account, Lineage = lineage, SeenAt = now };
}

internal sealed class GuessTables : IEntityTypeConfiguration<Guess>, IEntityTypeConfiguration<KnownDevice>
{
    public void Configure(EntityTypeBuilder<Guess> table)
    {
        table.ToTable("Guesses").HasKey(g => g.Key);
        table.HasIndex(g => g.Until);
    }

    public void Configure(EntityTypeBuilder<KnownDevice> table)
    {
        table.ToTable("KnownDevices").HasKey(d => new { d.AccountId, d.Lineage });
        table.HasIndex(d => d.SeenAt);
        table.HasOne<Account>().WithMany().HasForeignKey(d => d.AccountId);
    }
}
