using Hearth.Groups.Pages;
using Hearth.Html;
using Hearth.Notes.Rules;
using Microsoft.Extensions.Localization;

namespace Hearth.Notes.Pages;

/// <summary>Where notes stand, in words.</summary>
public static class NoteSays
{
    public static string State(IStringLocalizer<Words> words, NoteLine line) => line.State switch
    {
        NoteState.Unwritten => words["Not begun."],
        NoteState.Draft => words["A draft, saved but not signed."],
        _ => words["Signed."],
    };

    /// <summary>What still waits for a signature in one session.</summary>
    public static string Waiting(IStringLocalizer<Words> words, NotesOfSession notes)
    {
        var people = notes.Waiting.Where(n => n.Person is not null).Select(n => n.Person!.Name).ToList();
        return (notes.Waiting.Any(n => n.Person is null), people.Count) switch
        {
            (true, 0) => words["The group’s note waits."],
            (false, 1) => words["The note about {0} waits.", people[0]],
            (false, 0) => words["All notes are signed."],
            (true, _) => words["The group’s note waits, and those about {0}.", Names.Join(people, words)],
            (false, _) => words["The notes about {0} wait.", Names.Join(people, words)],
        };
    }

    /// <summary>"This says “June”, …": a word to think about, never a refusal.</summary>
    public static string Named(IStringLocalizer<Words> words, IReadOnlyList<string> names, bool group) => group
        ? words["This says “{0}”. It may be the name of somebody who was there, and the group’s note names nobody: each person has a note of their own.", string.Join("”, “", names)]
        : words["This says “{0}”. It may be the name of somebody else who was there, and a note about one person names nobody else.", string.Join("”, “", names)];
}
