namespace Hearth.Html;

/// <summary>What a verb answers. Expected refusals are values; an exception is a defect of ours.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>It happened. A browser's form is sent on to <paramref name="Location"/>; a script gets an empty success.</summary>
    public sealed record Done(string Location) : Outcome;

    /// <summary>
    /// It did not happen, and nothing changed. The same page comes back with these words and all that was typed.
    /// <paramref name="Reason"/> is for machines (kebab-case), <paramref name="Words"/> for people.
    /// </summary>
    public sealed record Refused(string Reason, string Words, IReadOnlyDictionary<string, string>? Fields = null) : Outcome;

    /// <summary>
    /// It was only asked, and nothing changed: the verb's page with these parameters is the answer. For what must stand in no address;
    /// what has an address of its own is gone to.
    /// </summary>
    public sealed record Shown(IReadOnlyDictionary<string, object?> Given) : Outcome;

    /// <summary>It is not there, or not for this person: one answer for both.</summary>
    public sealed record NotFound : Outcome;

    public static Outcome To(string location) => new Done(location);
    public static Outcome No(string reason, string words) => new Refused(reason, words);
    public static Outcome No(string field, string reason, string words) =>
        new Refused(reason, words, new Dictionary<string, string> { [field] = words });
    public static Outcome Show(IReadOnlyDictionary<string, object?> given) => new Shown(given);
    public static readonly Outcome Missing = new NotFound();
}
