using Hearth.Database;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.Notices;

/// <summary>One person is told of one thing. It says of what kind, and where it is; nothing of what stands there.</summary>
public sealed class Notice : IProgramOwned
{
    /// <summary>How long one stays in the list.</summary>
    public static readonly Duration Kept = Duration.FromDays(60);

    /// <summary>So long a lively one waits for whoever is looking already.</summary>
    public static readonly Duration Moment = Duration.FromSeconds(10);

    private Notice() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public string Kind { get; private set; } = "";

    /// <summary>What it is about: by it, several of a kind are one.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>Whose words it tells of, or whose call: whoever is not shown them any more is told no more either. Null: nobody's, or of a lively one several.</summary>
    public Guid? AuthorId { get; private set; }

    /// <summary>It comes through quiet hours.</summary>
    public bool Urgent { get; private set; }
    public Instant At { get; private set; }
    public Instant? ReadAt { get; private set; }

    /// <summary>From when on it may go out of the house; null: it did, or has no need to.</summary>
    public Instant? DueAt { get; private set; }

    /// <summary>When it went out, alone or with others.</summary>
    public Instant? OutAt { get; private set; }

    public static Notice Of(Guid program, Guid person, NoticeKind kind, Guid subject, Guid? author, bool urgent, Instant now) =>
        new() { ProgramId = program, Id = Guid.NewGuid(), PersonId = person, Kind = kind.Name, SubjectId = subject, AuthorId = kind.Lively ? null : author, Urgent = urgent, At = now, DueAt = kind.Lively && !urgent ? now + Moment : now };
}

/// <summary>By what, besides the app, somebody wants to hear of what. Whoever has chosen nothing: of all, by what they set up.</summary>
public sealed class NoticeChoice : IProgramOwned
{
    private NoticeChoice() { }

    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }
    public NoticeSort ByMail { get; private set; } = NoticeSort.All;
    public NoticeSort OnDevices { get; private set; } = NoticeSort.All;

    public static NoticeChoice Of(Guid program, Guid person) => new() { ProgramId = program, PersonId = person };

    public void Choose(NoticeSort byMail, NoticeSort onDevices) => (ByMail, OnDevices) = (byMail, onDevices);
}

internal sealed class NoticeTables : IEntityTypeConfiguration<Notice>, IEntityTypeConfiguration<NoticeChoice>
{
    public void Configure(EntityTypeBuilder<Notice> table)
    {
        table.ToTable("Notices").HasKey(n => new { n.ProgramId, n.Id });
        table.Property(n => n.Kind).HasMaxLength(60);
        table.HasIndex(n => new { n.ProgramId, n.PersonId, n.At });
        // Asked on every page: whether there is one.
        table.HasIndex(n => new { n.ProgramId, n.PersonId }).HasFilter("\"ReadAt\" IS NULL").HasDatabaseName("IX_Notices_Unread");
        // Asked every second, by each server: only what waits.
        table.HasIndex(n => new { n.ProgramId, n.DueAt }).HasFilter("\"DueAt\" IS NOT NULL").HasDatabaseName("IX_Notices_Due");
        table.HasOne<Person>().WithMany().HasForeignKey(n => new { n.ProgramId, n.PersonId });
    }

    public void Configure(EntityTypeBuilder<NoticeChoice> table)
    {
        table.ToTable("NoticeChoices").HasKey(c => new { c.ProgramId, c.PersonId });
        table.HasOne<Person>().WithOne().HasForeignKey<NoticeChoice>(c => new { c.ProgramId, c.PersonId });
    }
}
