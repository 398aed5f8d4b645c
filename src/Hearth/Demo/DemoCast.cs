using System.Security.Cryptography;
using System.Text;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Sessions;
using NodaTime;

namespace Hearth.Demo;

/// <summary>One of the demo's people.</summary>
/// <param name="Host">Their label under localhost, and their account's name.</param>
/// <param name="Story">Who that is, on the list of doors.</param>
public sealed record DemoPerson(string Host, string Name, string Pronouns, Role Role, string LegalName, string Story, bool Signed = true, bool OnCall = false, int DaysHere = 70)
{
    /// <summary>
    /// Always the same, so that a door leads to the account that the demo made: somebody's own account that happens to be
    /// called "wren" is never behind one.
    /// </summary>
    public Guid AccountId { get; } = new(SHA256.HashData(Encoding.UTF8.GetBytes("hearth demo " + Host)).AsSpan(0, 16));
}

/// <summary>One step of a demo session's plan.</summary>
public sealed record DemoStep(string Title, int Minutes, StepKind Kind, RoundKind? Round, string GoalTag);

public sealed record DemoGroup(string Name, string Aim, LedBy LedBy, string[] Members, string[] Leaders, string SessionTitle, string SessionAim, DemoStep[] Steps, WeeklyHour[] Week);

public sealed record DemoProgram(string Name, string Zone, string Phone, DemoPerson[] People, DemoGroup[] Groups);

/// <summary>The same week after week, in the program's zone.</summary>
public sealed record WeeklyHour(IsoDayOfWeek Day, LocalTime At, int Minutes);

/// <summary>Everybody in the demo, their groups and their plans.</summary>
public static class DemoCast
{
    private static readonly DemoStep[] evening =
    [
        new("Arrive and settle", 5, StepKind.Plain, null, ""),
        new("A round: what was hard", 25, StepKind.Round, RoundKind.Challenge, "getting through evenings"),
        new("One person asks", 15, StepKind.Feedback, null, "asking for help"),
        new("A skill: the long breath", 15, StepKind.Plain, null, "calming down"),
        new("A round: what went well", 20, StepKind.Round, RoundKind.Success, "noticing what helps"),
        new("Close together", 10, StepKind.Plain, null, ""),
    ];

    private static readonly DemoStep[] table =
    [
        new("Hello", 5, StepKind.Plain, null, ""),
        new("A round: this week’s small win", 25, StepKind.Round, RoundKind.Success, "noticing what helps"),
        new("One person asks", 20, StepKind.Feedback, null, "asking for help"),
        new("Close", 10, StepKind.Plain, null, ""),
    ];

    public static readonly DemoProgram North = new("North House", "America/Chicago", "218-555-0142",
    [
        new("wren", "Wren", "they/them", Role.Participant, "Wren Halvorsen", "In treatment, in Porch Light since the autumn"),
        new("june", "June", "she/her", Role.Participant, "June Amado", "In treatment, quiet in the large circle"),
        new("tomas", "Tomas", "he/him", Role.Participant, "Tomas Reyes", "In treatment, walks a lot"),
        new("pilar", "Pilar", "she/her", Role.Participant, "Pilar Santos", "In treatment, talks easily"),
        new("marlow", "Marlow", "he/him", Role.Participant, "Marlow Finch", "In treatment, would rather write"),
        new("sana", "Sana", "she/her", Role.Participant, "Sana Qureshi", "In treatment, here since last week", DaysHere: 6),
        new("kit", "Kit", "they/them", Role.Participant, "Kit Lindqvist", "New: has not signed the agreement yet", Signed: false, DaysHere: 1),
        new("leila", "Leila", "she/her", Role.Facilitator, "Leila Haddad", "Facilitator, leads Porch Light"),
        new("dan", "Dan", "he/him", Role.Facilitator, "Dan Kowalski", "Facilitator, leads Porch Light with Leila"),
        new("ruth", "Ruth", "she/her", Role.Mentor, "Ruth Adeyemi", "Mentor, further along"),
        new("idris", "Idris", "he/him", Role.PeerFacilitator, "Idris Nkemelu", "Peer facilitator, leads Long Table"),
        new("anand", "Anand", "he/him", Role.Therapist, "Anand Iyer", "Therapist of Wren and June"),
        new("noor", "Noor", "she/her", Role.Supervisor, "Noor van Dijk", "Supervisor, on call this week", OnCall: true),
        new("ada", "Ada", "she/her", Role.Admin, "Ada Brightwell", "Admin, sets the program up"),
        new("sol", "Sol", "they/them", Role.Alum, "Sol Marchetti", "Alum, has finished and stays connected"),
    ],
    [
        new("Porch Light", "Getting through evenings, together.", LedBy.Therapist,
            ["wren", "june", "tomas", "pilar", "marlow", "sana", "kit"], ["leila", "dan"], "evening circle", "Getting through evenings", evening,
            [new(IsoDayOfWeek.Tuesday, new(18, 0), 90), new(IsoDayOfWeek.Thursday, new(18, 0), 90)]),
        new("Long Table", "Small wins, told to people who know what they cost.", LedBy.Peer,
            ["wren", "pilar", "ruth", "sol"], ["idris"], "Saturday table", "Telling each other what went well", table,
            [new(IsoDayOfWeek.Saturday, new(10, 0), 60)]),
    ]);

    // No name, number or word of this program may stand in North House's, so that a test can look for it there.
    public static readonly DemoProgram Quayside = new("Quayside", "America/New_York", "207-555-0177",
    [
        new("bram", "Bram", "he/him", Role.Participant, "Bram Oosterhuis", "In treatment at another program"),
        new("ines", "Ines", "she/her", Role.Participant, "Ines Carvalho", "In treatment at another program"),
        new("oona", "Oona", "she/her", Role.Facilitator, "Oona Byrne", "Facilitator there, leads Slack Tide"),
        new("yusuf", "Yusuf", "he/him", Role.Supervisor, "Yusuf Demir", "Supervisor there, on call", OnCall: true),
        new("greta", "Greta", "she/her", Role.Admin, "Greta Holm", "Admin there"),
    ],
    [
        new("Slack Tide", "An hour between two waves.", LedBy.Therapist, ["bram", "ines"], ["oona"], "morning circle", "An hour of calm",
            [new("Drop anchor", 10, StepKind.Plain, null, ""), new("A round: rough water", 40, StepKind.Round, RoundKind.Challenge, "riding it out"), new("Cast off", 10, StepKind.Plain, null, "")],
            [new(IsoDayOfWeek.Monday, new(9, 0), 60), new(IsoDayOfWeek.Friday, new(9, 0), 60)]),
    ]);

    public static readonly DemoProgram[] Programs = [North, Quayside];

    public static IEnumerable<DemoPerson> Everybody => Programs.SelectMany(p => p.People);

    /// <summary>The group that always has a session whose time is now.</summary>
    public static DemoGroup Tonight => North.Groups[0];
}
