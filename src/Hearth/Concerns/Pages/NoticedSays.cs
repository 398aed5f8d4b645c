using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.Concerns.Pages;

/// <summary>A sign in words, the same to who chooses it and to who reads it.</summary>
internal static class NoticedSays
{
    public static string Sign(IStringLocalizer<Words> words, NoticedSign sign) => sign switch
    {
        NoticedSign.Quieter => words["Quieter or more alone than usual"],
        NoticedSign.StaysAway => words["Stays away, or doesn’t answer"],
        NoticedSign.OtherMood => words["A very different mood"],
        NoticedSign.GivingUp => words["Talks of giving up, or of not wanting to be here"],
        NoticedSign.Using => words["Substance use, or talk of it"],
        NoticedSign.SaidGoodbye => words["Said goodbye, or gave things away"],
        _ => words["Something else"],
    };
}
