using Hearth.Html;
using Hearth.People;
using Microsoft.Extensions.Localization;

namespace Hearth.Sessions.Pages;

internal static class LeaderWords
{
    /// <summary>The line below a leader's name: until when their licence or training is on record.</summary>
    public static string Papers(IStringLocalizer<Words> words, IEnumerable<Qualification> papers, Person person) =>
        papers.Where(q => q.PersonId == person.Id).MaxBy(q => q.ValidUntil) is { } paper
            ? words[paper.Kind == QualificationKind.Licence ? "Licence until {0}" : "Training until {0}", $"{Times.Short(paper.ValidUntil)} {paper.ValidUntil.Year}"]
            : words["No licence or training on record yet"];
}
