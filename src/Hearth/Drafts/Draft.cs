using Hearth.Database;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.Drafts;

/// <summary>What somebody has begun to write and not sent: sealed under their own key, for them alone, one at each place.</summary>
public sealed class Draft : IProgramOwned
{
    /// <summary>Begun so long ago, it goes when they next write something.</summary>
    public static readonly Duration For = Duration.FromDays(30);

    /// <summary>Thrown away, it can be taken back for so long.</summary>
    public static readonly Duration ThrownFor = Duration.FromHours(24);

    private Draft() { }

    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>The address that the form is sent to: ids, and never a word.</summary>
    public string Place { get; private set; } = "";

    /// <summary>The fields by name.</summary>
    public Sealed Fields { get; private set; } = default!;
    public Instant SavedAt { get; private set; }
    public Instant? ThrownAt { get; private set; }

    public static Draft Of(Guid program, Guid person, string place, Sealed fields, Instant now) => new() { ProgramId = program, PersonId = person, Place = place, Fields = fields, SavedAt = now };

    public static string FieldsAt(Guid person, string place) => $"Drafts.Fields/{person}/{place}";
}

internal sealed class DraftTables : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> table)
    {
        table.ToTable("Drafts").HasKey(d => new { d.ProgramId, d.PersonId, d.Place });
        table.Property(d => d.Place).HasMaxLength(SaveDraft.LongestPlace);
        table.HasOne<Person>().WithMany().HasForeignKey(d => new { d.ProgramId, d.PersonId });
    }
}
