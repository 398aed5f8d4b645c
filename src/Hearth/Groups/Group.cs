using Hearth.Database;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.Groups;

/// <summary>Whether a licensed clinician leads, or a trained peer. Shown before anybody joins.</summary>
public enum LedBy
{
    Therapist = 1,
    Peer = 2,
}

/// <summary>A stable cohort that meets in sessions.</summary>
public sealed class Group : IProgramOwned
{
    /// <summary>Groups average 6 to 8; many payers cap at 12 (clinical facts, "The program").</summary>
    public const int LargestCap = 12;
    public const int UsualCap = 9;

    private Group() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>What the group is for, in one sentence.</summary>
    public string Aim { get; private set; } = "";
    public LedBy LedBy { get; private set; }

    /// <summary>Members at the most; leaders are not counted.</summary>
    public int Cap { get; private set; }
    public Instant MadeAt { get; private set; }

    public static Group Make(Guid program, string name, string aim, LedBy ledBy, int cap, Instant now, Guid? id = null) =>
        new() { ProgramId = program, Id = id ?? Guid.NewGuid(), Name = name, Aim = aim, LedBy = ledBy, Cap = cap, MadeAt = now };

    public void Describe(string name, string aim, int cap) => (Name, Aim, Cap) = (name, aim, cap);
}

/// <summary>A person's time in a group. Leaving closes the row; coming back is a new one.</summary>
public sealed class GroupMember : IProgramOwned
{
    private GroupMember() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid GroupId { get; private set; }
    public Guid PersonId { get; private set; }
    public Instant JoinedAt { get; private set; }
    public Instant? LeftAt { get; private set; }

    public static GroupMember Join(Group group, Guid person, Instant now) =>
        new() { ProgramId = group.ProgramId, Id = Guid.NewGuid(), GroupId = group.Id, PersonId = person, JoinedAt = now };

    public void Leave(Instant now) => LeftAt ??= now;
}

/// <summary>Who leads a group by default; each session names its own leaders.</summary>
public sealed class GroupLeader : IProgramOwned
{
    private GroupLeader() { }

    public Guid ProgramId { get; private set; }
    public Guid GroupId { get; private set; }
    public Guid PersonId { get; private set; }

    public static GroupLeader Of(Group group, Guid person) => new() { ProgramId = group.ProgramId, GroupId = group.Id, PersonId = person };
}

internal sealed class GroupTables : IEntityTypeConfiguration<Group>, IEntityTypeConfiguration<GroupMember>, IEntityTypeConfiguration<GroupLeader>
{
    public void Configure(EntityTypeBuilder<Group> table)
    {
        table.ToTable("Groups").HasKey(g => new { g.ProgramId, g.Id });
        table.Property(g => g.Name).HasMaxLength(60);
    }

    public void Configure(EntityTypeBuilder<GroupMember> table)
    {
        table.ToTable("GroupMembers").HasKey(m => new { m.ProgramId, m.Id });
        table.HasOne<Group>().WithMany().HasForeignKey(m => new { m.ProgramId, m.GroupId });
        table.HasOne<Person>().WithMany().HasForeignKey(m => new { m.ProgramId, m.PersonId });

        // Nobody is twice in one group at one time, whatever two hands do at once.
        table.HasIndex(m => new { m.ProgramId, m.GroupId, m.PersonId }).IsUnique().HasFilter("\"LeftAt\" IS NULL");
    }

    public void Configure(EntityTypeBuilder<GroupLeader> table)
    {
        table.ToTable("GroupLeaders").HasKey(l => new { l.ProgramId, l.GroupId, l.PersonId });
        table.HasOne<Group>().WithMany().HasForeignKey(l => new { l.ProgramId, l.GroupId });
        table.HasOne<Person>().WithMany().HasForeignKey(l => new { l.ProgramId, l.PersonId });
    }
}
