namespace Hearth.Holds.Rules;

/// <summary>What the decision is made of.</summary>
/// <param name="First">Nothing of its author, who is new, has stood anywhere yet, and the program wants to read that first.</param>
/// <param name="LetIn">These very words of this author were let in before.</param>
/// <param name="Words">The program's own.</param>
public sealed record HoldFacts(bool Staff, bool First, bool LetIn, IReadOnlyList<string> Words, IReadOnlyList<string> OurNumbers, IReadOnlyList<string> Names);

/// <summary>Does what somebody wrote wait for staff, and why? The reason that says most comes first.</summary>
public static class HoldRule
{
    /// <returns>Null: it does not wait.</returns>
    public static (HoldReason Reason, string Word)? For(string text, HoldFacts facts)
    {
        if (facts.Staff || facts.LetIn) return null;
        if (ContactRule.Finds(text, facts.OurNumbers, facts.Names)) return (HoldReason.Contact, "");
        var plain = Letters.Plain(text);
        if (facts.Words.FirstOrDefault(w => Letters.Has(plain, w)) is { } word) return (HoldReason.Word, word);
        return facts.First ? (HoldReason.First, "") : null;
    }
}
