using Hearth.Database;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Hearth.CarePrograms;

/// <summary>The tenant: nothing crosses from one program to another.</summary>
public sealed class CareProgram : IAcrossPrograms
{
    private CareProgram() { }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Where the program keeps its hours (TZDB id).</summary>
    public string Zone { get; private set; } = "";

    /// <summary>ISO 3166 two letters: decides which crisis lines are shown until the program sets its own.</summary>
    public string Country { get; private set; } = "";

    /// <summary>The number of a human, as dialled, and when it is answered, in words.</summary>
    public string Phone { get; private set; } = "";
    public string PhoneHours { get; private set; } = "";

    /// <summary>Crisis lines as shown, one a line: "label | number | kind (tel, sms)".</summary>
    public string CrisisLines { get; private set; } = "";

    /// <summary>Peer-led groups are off until a program switches them on.</summary>
    public bool PeerLedAllowed { get; private set; }

    /// <summary>Who is on call (a staff person of this program).</summary>
    public Guid? OnCallPersonId { get; private set; }

    /// <summary>After how many hours without an answer an ask waits for peers, for mentors, and comes to one of the staff.</summary>
    public int AnswerByPeers { get; private set; } = AnswerHours.Usual.Peers;
    public int AnswerByMentors { get; private set; } = AnswerHours.Usual.Mentors;
    public int AnswerByStaff { get; private set; } = AnswerHours.Usual.Staff;

    public Instant MadeAt { get; private set; }

    /// <summary>Set-up is done step by step and can be left and taken up again; a program takes people in once it is open.</summary>
    public Instant? OpenedAt { get; private set; }

    public static CareProgram Found(string name, string zone, string country, Instant now, Guid? id = null) =>
        new() { Id = id ?? Guid.NewGuid(), Name = name, Zone = zone, Country = country, MadeAt = now };

    public void Describe(string name, string zone, string country) => (Name, Zone, Country) = (name, zone, country);

    public void Reach(string phone, string hours, string crisisLines) => (Phone, PhoneHours, CrisisLines) = (phone, hours, crisisLines);

    public void Answer(string phone, string hours) => (Phone, PhoneHours) = (phone, hours);

    public void PointTo(string crisisLines) => CrisisLines = crisisLines;

    public void AllowPeerLed(bool allowed) => PeerLedAllowed = allowed;

    public void PutOnCall(Guid person) => OnCallPersonId = person;

    public AnswerHours Answers() => new(AnswerByPeers, AnswerByMentors, AnswerByStaff);

    public void AnswerWithin(AnswerHours hours) => (AnswerByPeers, AnswerByMentors, AnswerByStaff) = (hours.Peers, hours.Mentors, hours.Staff);

    public void Open(Instant now) => OpenedAt ??= now;
}

internal sealed class CareProgramTables : IEntityTypeConfiguration<CareProgram>
{
    public void Configure(EntityTypeBuilder<CareProgram> table)
    {
        table.ToTable("CarePrograms").HasKey(p => p.Id);
        table.Property(p => p.Name).HasMaxLength(120);
    }
}
