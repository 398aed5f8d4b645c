using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.ComfortLevels;

/// <summary>How one way of taking part sits with somebody. None is the better answer.</summary>
public enum ComfortLevel
{
    Yes = 1,

    /// <summary>By their own wish, and never asked for. For speaking alone.</summary>
    Unasked = 2,
    NotNow = 3,
}

/// <summary>
/// What somebody is comfortable with, avenue by avenue: watching others' pictures, reacting, writing, speaking, being seen. Whoever
/// has chosen nothing is comfortable with all.
/// </summary>
public sealed record Comfort(ComfortLevel Watch, ComfortLevel React, ComfortLevel Write, ComfortLevel Speak, ComfortLevel Camera)
{
    public static readonly Comfort Everything = new(ComfortLevel.Yes, ComfortLevel.Yes, ComfortLevel.Yes, ComfortLevel.Yes, ComfortLevel.Yes);
}

/// <summary>The choice of one person, until they choose otherwise.</summary>
public sealed class ComfortChoice : IProgramOwned
{
    private ComfortChoice() { }

    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }
    public ComfortLevel Watch { get; private set; }
    public ComfortLevel React { get; private set; }
    public ComfortLevel Write { get; private set; }
    public ComfortLevel Speak { get; private set; }
    public ComfortLevel Camera { get; private set; }
    public Instant ChosenAt { get; private set; }

    public Comfort Comfort => new(Watch, React, Write, Speak, Camera);

    public static ComfortChoice Of(Guid program, Guid person) => new() { ProgramId = program, PersonId = person };

    public void Choose(Comfort comfort, Instant now)
    {
        (Watch, React, Write, Speak, Camera) = comfort;
        ChosenAt = now;
    }
}

internal sealed class ComfortTables : IEntityTypeConfiguration<ComfortChoice>
{
    public void Configure(EntityTypeBuilder<ComfortChoice> table)
    {
        table.ToTable("ComfortChoices").HasKey(c => new { c.ProgramId, c.PersonId });
        table.HasOne<People.Person>().WithOne().HasForeignKey<ComfortChoice>(c => new { c.ProgramId, c.PersonId });
        table.Ignore(c => c.Comfort);
    }
}
