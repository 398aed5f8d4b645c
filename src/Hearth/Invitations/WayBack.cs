using Hearth.Database;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.Invitations;

/// <summary>
/// A new way in for somebody who has lost every one: a link, given by hand, that works once and for a day. For who sees
/// records of others it opens only when a second person has agreed: one admin alone could become anybody by it.
/// </summary>
public sealed class WayBack : IProgramOwned
{
    public static readonly Duration Lasts = Duration.FromHours(24);

    private WayBack() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid MembershipId { get; private set; }
    public bool NeedsTwo { get; private set; }
    public Guid GivenBy { get; private set; }
    public Instant GivenAt { get; private set; }
    public Instant ExpiresAt { get; private set; }
    public Guid? AgreedBy { get; private set; }
    public Instant? AgreedAt { get; private set; }
    public Guid? RevokedBy { get; private set; }
    public Instant? RevokedAt { get; private set; }

    /// <summary>When it was first followed. Until a new way in is set up, it goes on from there.</summary>
    public Instant? BegunAt { get; private set; }

    public static WayBack Give(Guid program, Guid person, Guid membership, bool needsTwo, Guid by, Instant now) => new()
    {
        ProgramId = program, Id = Guid.NewGuid(), PersonId = person, MembershipId = membership, NeedsTwo = needsTwo, GivenBy = by, GivenAt = now, ExpiresAt = now + Lasts,
    };

    public bool WaitsForSecond => NeedsTwo && AgreedBy is null;

    public void Agree(Guid by, Instant now) => (AgreedBy, AgreedAt) = (by, now);

    public void Revoke(Guid by, Instant now) => (RevokedBy, RevokedAt) = (by, now);

    public void Begin(Instant now) => BegunAt ??= now;
}

/// <summary>Which of them a link opens. Outside programs, as an invitation's.</summary>
public sealed class WayBackLink : IAcrossPrograms
{
    private WayBackLink() { }

    public byte[] Hash { get; private set; } = [];
    public Guid ProgramId { get; private set; }
    public Guid WayBackId { get; private set; }

    public static WayBackLink To(WayBack way, string token) => new() { Hash = InvitationLink.HashOf(token), ProgramId = way.ProgramId, WayBackId = way.Id };
}

internal sealed class WayBackTables : IEntityTypeConfiguration<WayBack>, IEntityTypeConfiguration<WayBackLink>
{
    public void Configure(EntityTypeBuilder<WayBack> table)
    {
        table.ToTable("WaysBack").HasKey(w => new { w.ProgramId, w.Id });
        table.HasIndex(w => new { w.ProgramId, w.PersonId });
        table.HasOne<Person>().WithMany().HasForeignKey(w => new { w.ProgramId, w.PersonId });
    }

    public void Configure(EntityTypeBuilder<WayBackLink> table)
    {
        table.ToTable("WayBackLinks").HasKey(l => l.Hash);
        table.HasIndex(l => new { l.ProgramId, l.WayBackId }).IsUnique();
    }
}
