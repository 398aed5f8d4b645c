namespace Hearth.Html;

/// <summary>A line that anyone may call, as the program set it for its country.</summary>
/// <param name="Label">Who answers: "988 Lifeline", "Emergency".</param>
/// <param name="Number">As dialed: "988".</param>
/// <param name="Texts">It takes text messages too.</param>
/// <param name="Emergency">For danger to life now.</param>
/// <param name="Calls">Somebody answers a call; not so where a line takes text messages alone.</param>
public sealed record CrisisLine(string Label, string Number, bool Texts = false, bool Emergency = false, bool Calls = true);

/// <summary>After how many hours without an answer somebody waits for peers, for mentors, and comes to one of the staff.</summary>
public sealed record AnswerHours(int Peers, int Mentors, int Staff)
{
    public static readonly AnswerHours Usual = new(6, 12, 24);
}

/// <summary>
/// Who can be reached: the program's name, a person's telephone, its hours, the country's crisis lines. On every page.
/// Scoped; filled once per request (by CarePrograms) from the viewer's program, or from the only program of this server
/// when nobody is signed in. Unfilled, the pages say what is true anywhere.
/// </summary>
public sealed class ProgramCard
{
    public bool Known { get; private set; }
    public string Name { get; private set; } = "";
    public string Phone { get; private set; } = "";

    /// <summary>When the telephone is answered, in words: "8 am to 8 pm".</summary>
    public string StaffedHours { get; private set; } = "";

    /// <summary>TZDB id.</summary>
    public string Zone { get; private set; } = "UTC";

    /// <summary>The program's own language, for what is rendered once for many: "en", "es".</summary>
    public string Language { get; private set; } = "en";

    /// <summary>ISO 3166, two letters.</summary>
    public string Country { get; private set; } = "US";

    public IReadOnlyList<CrisisLine> Lines { get; private set; } = [];

    public AnswerHours Answers { get; private set; } = AnswerHours.Usual;

    public void Fill(string name, string phone, string staffedHours, string zone, string language, IReadOnlyList<CrisisLine> lines, string country = "US", AnswerHours? answers = null) =>
        (Known, Name, Phone, StaffedHours, Zone, Language, Lines, Country, Answers) = (true, name, phone, staffedHours, zone, language, lines, country, answers ?? AnswerHours.Usual);

    /// <summary>As another one is, filled or not.</summary>
    public void Fill(ProgramCard other)
    {
        if (other.Known) Fill(other.Name, other.Phone, other.StaffedHours, other.Zone, other.Language, other.Lines, other.Country, other.Answers);
    }

    /// <summary>What a tel: or sms: address takes of a number: digits and a leading plus.</summary>
    public static string Dial(string number) => string.Concat(number.Where((c, i) => char.IsAsciiDigit(c) || (c == '+' && i == 0)));
}
