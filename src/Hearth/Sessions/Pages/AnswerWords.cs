using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.Sessions.Pages;

internal static class PrivacyWords
{
    public static string Say(IStringLocalizer<Words> words, Privacy privacy) => privacy switch
    {
        Privacy.Alone => words["On my own"],
        Privacy.Headphones => words["Someone’s near, and I have headphones"],
        _ => words["Someone could hear me, so I’d rather type"],
    };

    public static IEnumerable<Choice> All(IStringLocalizer<Words> words) =>
    [
        new(nameof(Privacy.Alone), words["No, I’m on my own"]),
        new(nameof(Privacy.Headphones), words["Someone’s near, and I have headphones"], words["Others’ voices stay with you."]),
        new(nameof(Privacy.Overheard), words["Yes, so I’d rather type"], words["You can come in muted and use chat."]),
    ];
}

internal static class LeavingLabels
{
    public static string Say(IStringLocalizer<Words> words, Helped helped) => helped switch
    {
        Helped.BeingHeard => words["Being heard"],
        Helped.HearingOthers => words["Hearing others"],
        Helped.SomethingToTry => words["Something to try"],
        Helped.JustBeingThere => words["Just being there"],
        Helped.TheBreak => words["The break"],
        _ => words["Not much this time"],
    };

    public static string Say(IStringLocalizer<Words> words, Tired tired) => tired switch
    {
        Tired.Fresh => words["Fresh"],
        Tired.ABit => words["A bit"],
        Tired.Tired => words["Tired"],
        Tired.VeryTired => words["Very tired"],
        _ => words["Worn out"],
    };

    /// <summary>All that somebody said, in one line.</summary>
    public static string Say(IStringLocalizer<Words> words, LeavingWords said) => string.Join(". ", said.Helped.Select(h => Say(words, h))
        .Concat(new[] { said.Own, said.Tired is { } tired ? words["How tired: {0}", Say(words, tired).ToLower(System.Globalization.CultureInfo.CurrentCulture)].Value : "" }.Where(s => s.Length > 0)));

    public static IEnumerable<Choice> Help(IStringLocalizer<Words> words) => Enum.GetValues<Helped>().Select(h => new Choice(h.ToString(), Say(words, h)));

    public static IEnumerable<Choice> HowTired(IStringLocalizer<Words> words) => Enum.GetValues<Tired>().Select(t => new Choice(t.ToString(), Say(words, t)));
}
