using Hearth.Database;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Sealing;

/// <summary>
/// The wrapped keys, in a database of their own: backed up apart from what they open, kept for a shorter time,
/// so that erasing a person's key erases the person from every backup of the data.
/// </summary>
public sealed class KeysDb(DbContextOptions<KeysDb> options, IDialect dialect) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<WrappedKey> WrappedKeys { get; private set; } = default!;
    public DbSet<DataProtectionKey> DataProtectionKeys { get; private set; } = default!;
    public DbSet<ChainAnchor> ChainAnchors { get; private set; } = default!;

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => dialect.Conventions(conventions);

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<WrappedKey>().HasKey(k => new { k.Id, k.KeyVersion });
        model.Entity<WrappedKey>().HasIndex(k => new { k.ProgramId, k.PersonId, k.Purpose, k.KeyVersion }).IsUnique();
        model.Entity<ChainAnchor>().HasKey(a => a.Id);
    }
}

/// <summary>How far the chain of a program's happenings had come: apart from the chain itself, so that what is taken off its end is missed.</summary>
public sealed class ChainAnchor
{
    /// <summary>The program's. Rows of this database are looked up before anything is known, so there is no fence about them.</summary>
    public Guid Id { get; init; }
    public long Number { get; init; }

    /// <summary>Over the program, the number and that row's hash, by the chain's key.</summary>
    public byte[] Mac { get; init; } = [];
    public Instant At { get; init; }
}

/// <summary>A data key, encrypted under the key above it: a person's under its program's, a program's under the root.</summary>
public sealed class WrappedKey
{
    public Guid Id { get; init; }
    public int KeyVersion { get; init; }
    public Guid ProgramId { get; init; }

    /// <summary>Empty for a program's own keys.</summary>
    public Guid PersonId { get; init; }

    public KeyPurpose Purpose { get; init; }

    public byte[] Wrapped { get; init; } = [];
    public Instant MadeAt { get; init; }
}

public enum KeyPurpose
{
    /// <summary>Seals values.</summary>
    Sealing = 1,
    /// <summary>Chains a program's happenings.</summary>
    Chain = 2,
    /// <summary>Turns ids into pseudonyms in the chain, so that erasing a person leaves the chain whole.</summary>
    Pseudonym = 3,
    /// <summary>Shows browsers that a message is from this program.</summary>
    Push = 4,
}
