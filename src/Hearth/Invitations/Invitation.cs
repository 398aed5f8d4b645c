using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hearth.Database;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.Invitations;

/// <summary>
/// A place in the program, kept for one person in one role until it is taken up. What staff typed of them is sealed under
/// the key of the person they will be, so that it goes when the person's key goes.
/// </summary>
public sealed class Invitation : IProgramOwned
{
    private Invitation() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Role Role { get; private set; }

    /// <summary>Who they will be here.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The full name that staff typed; the legal identity of who comes.</summary>
    public Sealed Recipient { get; private set; } = default!;

    public QualificationKind? PaperKind { get; private set; }
    public string PaperTitle { get; private set; } = "";
    public string? PaperPlace { get; private set; }
    public LocalDate? PaperFrom { get; private set; }
    public LocalDate? PaperUntil { get; private set; }

    public Guid InvitedBy { get; private set; }
    public Instant InvitedAt { get; private set; }
    public Instant ExpiresAt { get; private set; }
    public Guid? RevokedBy { get; private set; }
    public Instant? RevokedAt { get; private set; }

    /// <summary>When an account was made by it, and which membership that is.</summary>
    public Instant? BegunAt { get; private set; }
    public Guid? MembershipId { get; private set; }

    public static string Place(Guid invitation) => $"Invitation.Recipient/{invitation}";

    /// <param name="recipient">Sealed under <paramref name="person"/>'s key, for <see cref="Place"/>.</param>
    public static Invitation Of(Guid program, Guid id, Guid person, Role role, Sealed recipient, Guid by, Instant now) => new()
    {
        ProgramId = program, Id = id, PersonId = person, Role = role, Recipient = recipient, InvitedBy = by, InvitedAt = now, ExpiresAt = now + Rules.InvitationStates.Lasts,
    };

    /// <summary>The licence or training of somebody who will lead, written down when they come.</summary>
    public void Bring(QualificationKind kind, string title, LocalDate from, LocalDate until, string? place) => (PaperKind, PaperTitle, PaperPlace, PaperFrom, PaperUntil) = (kind, title, place, from, until);

    public void SendAgain(Instant now) => ExpiresAt = now + Rules.InvitationStates.Lasts;

    public void Revoke(Guid by, Instant now) => (RevokedBy, RevokedAt) = (by, now);
}

/// <summary>
/// Which invitation a link opens. Stands outside programs, since who follows a link is in none yet. Of the link only the hash
/// is kept; a new link takes the place of the old one, which then opens nothing.
/// </summary>
public sealed class InvitationLink : IAcrossPrograms
{
    private InvitationLink() { }

    public byte[] Hash { get; private set; } = [];
    public Guid ProgramId { get; private set; }
    public Guid InvitationId { get; private set; }

    public static InvitationLink To(Invitation invitation, string token) =>
        new() { Hash = HashOf(token), ProgramId = invitation.ProgramId, InvitationId = invitation.Id };

    /// <summary>32 random bytes, as they stand in an address.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>Somebody was suspended, taken back, discharged, made something else or given a way back: by whom, when, and why.</summary>
public sealed class StandingChange : IProgramOwned
{
    private StandingChange() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public Standing Standing { get; private set; }
    /// <summary>What they became, where that changed.</summary>
    public Role? Role { get; private set; }
    public Sealed Reason { get; private set; } = default!;
    public Guid ChangedBy { get; private set; }
    public Instant ChangedAt { get; private set; }

    public static string Place(Guid id) => $"StandingChange.Reason/{id}";

    public static StandingChange Of(Guid program, Guid id, Guid person, Standing standing, Sealed reason, Guid by, Instant now, Role? role = null) =>
        new() { ProgramId = program, Id = id, PersonId = person, Standing = standing, Role = role, Reason = reason, ChangedBy = by, ChangedAt = now };
}

public enum Standing
{
    Suspended = 1,
    Resumed = 2,
    Discharged = 3,
    RoleChanged = 4,
    WayBackGiven = 5,
}

internal sealed class InvitationTables : IEntityTypeConfiguration<Invitation>, IEntityTypeConfiguration<InvitationLink>, IEntityTypeConfiguration<StandingChange>
{
    public void Configure(EntityTypeBuilder<Invitation> table) => table.ToTable("Invitations").HasKey(i => new { i.ProgramId, i.Id });

    public void Configure(EntityTypeBuilder<InvitationLink> table)
    {
        table.ToTable("InvitationLinks").HasKey(l => l.Hash);

        // One link an invitation, whatever two hands do at once.
        table.HasIndex(l => new { l.ProgramId, l.InvitationId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StandingChange> table)
    {
        table.ToTable("StandingChanges").HasKey(c => new { c.ProgramId, c.Id });
        table.HasOne<Person>().WithMany().HasForeignKey(c => new { c.ProgramId, c.PersonId });
    }
}
