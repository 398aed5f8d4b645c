using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.Setup;

/// <summary>
/// The way in to an empty house: one row, made anew at each start until its admin can sign in. Of the link only the hash is
/// kept. Stands outside programs, since there is none yet.
/// </summary>
public sealed class FirstAdmin : IAcrossPrograms
{
    /// <summary>There is one at most.</summary>
    public const int TheOne = 1;

    public static readonly Duration Lasts = Duration.FromHours(24);

    private FirstAdmin() { }

    public int Id { get; private set; }
    public byte[] Hash { get; private set; } = [];
    public Instant ExpiresAt { get; private set; }

    /// <summary>Once somebody has begun: who they are. The link goes on from there until they can sign in by themselves.</summary>
    public Guid? AccountId { get; private set; }
    public Guid? ProgramId { get; private set; }
    public Guid? MembershipId { get; private set; }

    public static FirstAdmin Expect() => new() { Id = TheOne };

    public void LastFrom(Instant now) => ExpiresAt = now + Lasts;

    public void LinkBy(byte[] hash) => Hash = hash;
}

internal sealed class FirstAdminTables : IEntityTypeConfiguration<FirstAdmin>
{
    public void Configure(EntityTypeBuilder<FirstAdmin> table)
    {
        table.ToTable("FirstAdmins").HasKey(f => f.Id);
        table.Property(f => f.Id).ValueGeneratedNever();
    }
}
