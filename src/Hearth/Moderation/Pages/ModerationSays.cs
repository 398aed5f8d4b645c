using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.Moderation.Pages;

/// <summary>Acts of moderation in words.</summary>
internal static class ModerationSays
{
    public static string Reason(IStringLocalizer<Words> words, ReportReason reason) => reason switch
    {
        ReportReason.Hurtful => words["It can hurt somebody"],
        ReportReason.Details => words["It could pull others under"],
        ReportReason.Outside => words["Somebody is drawn away from here"],
        _ => words["Something else"],
    };

    public static string End(IStringLocalizer<Words> words, ReportEnd end) => end switch
    {
        ReportEnd.NothingNeeded => words["Nothing needed"],
        ReportEnd.Hidden => words["Hide it from the others"],
        _ => words["Write to its author alone"],
    };

    public static string EndSmall(IStringLocalizer<Words> words, ReportEnd end) => end switch
    {
        ReportEnd.NothingNeeded => words["It can stay as it is. Its author is told nothing."],
        ReportEnd.Hidden => words["Its author still sees it, with your name and your words, and can ask you to look again."],
        _ => words["It stays. Its author reads your words with it, by your name, and can answer once."],
    };

    public static string Length(IStringLocalizer<Words> words, PauseFor length) => length switch
    {
        PauseFor.TwoHours => words["Two hours"],
        PauseFor.Day => words["A day"],
        PauseFor.ThreeDays => words["Three days"],
        _ => words["A week"],
    };
}
