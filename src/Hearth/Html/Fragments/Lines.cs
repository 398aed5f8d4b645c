using Orleans.Concurrency;

namespace Hearth.Html;

/// <summary>Which open pages are meant; all that is named must fit.</summary>
/// <param name="With">A claim of the sign-in that the page came with, and its value.</param>
/// <param name="Without">A claim whose value the page must not have: everywhere but here.</param>
[GenerateSerializer, Immutable, Alias("hearth.lines")]
public sealed record Lines([property: Id(0)] Guid? Person = null, [property: Id(1)] Guid? Account = null, [property: Id(2)] LineClaim? With = null, [property: Id(3)] LineClaim? Without = null)
{
    internal bool Fit(Connection page) =>
        (Person ?? Account ?? (object?)With) is not null
        && (Person is null || page.PersonId == Person)
        && (Account is null || page.AccountId == Account)
        && (With is null || With.IsOf(page))
        && (Without is null || !Without.IsOf(page));
}

/// <summary>A claim of the sign-in that a page came with, and its value.</summary>
[GenerateSerializer, Immutable, Alias("hearth.line-claim")]
public sealed record LineClaim([property: Id(0)] string Claim, [property: Id(1)] string Value)
{
    internal bool IsOf(Connection page) => page.User?.FindFirst(Claim)?.Value == Value;
}
