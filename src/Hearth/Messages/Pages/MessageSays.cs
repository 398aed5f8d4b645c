using Hearth.Groups.Pages;
using Hearth.Html;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Messages.Pages;

/// <summary>Messages in words, the same wherever they are read.</summary>
internal static class MessageSays
{
    /// <summary>A conversation by the other's name, or by its own.</summary>
    public static string Title(ConversationSight conversation) => conversation.Name ?? conversation.Others[0].Name;

    /// <summary>Who else is in it.</summary>
    public static string Others(IStringLocalizer<Words> words, ConversationSight conversation) => Names.Join(conversation.Others.Where(o => !o.Left).Select(o => o.Name), words);

    /// <summary>At the end of a row: the time today, else the day.</summary>
    public static string When(Instant at, Instant now, string zone)
    {
        var (local, today) = (at.InZone(DateTimeZoneProviders.Tzdb[zone]), now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date);
        return local.Date == today ? Times.Time(local.TimeOfDay) : Times.Short(local.Date);
    }

    /// <summary>Above the messages of a day.</summary>
    public static string Day(IStringLocalizer<Words> words, LocalDate day, LocalDate today) =>
        Period.DaysBetween(day, today) switch { 0 => words["Today"], 1 => words["Yesterday"], _ => Times.Day(day) };

    /// <summary>Who can read what is written here, in one true sentence.</summary>
    public static string CanRead(IStringLocalizer<Words> words, IReadOnlyList<Talker> readers) =>
        readers.Count switch { 0 => words["Nobody else can read this at present."], 1 => words["You and {0} can read this.", readers[0].Name], _ => words["You, {0} can read this.", Names.Join(readers.Select(r => r.Name), words)] };

    /// <summary>When somebody else of the staff may.</summary>
    public static string WhenStaff(IStringLocalizer<Words> words, bool two) =>
        two ? words["Staff open it only when one of you tells them about something here, and then you both read that they did."]
            : words["Staff open it only when one of you tells them about something here, and then you all read that they did."];

    /// <summary>When somebody answers: said where staff are written to, who may not be reading just now.</summary>
    public static string WhenRead(IStringLocalizer<Words> words, IEnumerable<Talker> staff, string answerTimes, ProgramCard card)
    {
        var who = Names.Join(staff.Select(s => s.Name), words);
        var read = answerTimes.Length == 0 ? words["{0} may not be reading just now.", who].Value : words["Messages to staff are answered {0}.", answerTimes].Value;
        return card.Phone.Length > 0 && card.StaffedHours.Length > 0 ? read + " " + words["The program’s phone is answered {0}.", card.StaffedHours] : read;
    }
}
