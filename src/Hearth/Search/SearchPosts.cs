using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Html;
using Hearth.Search.Pages;
using Hearth.Search.Rules;
using Microsoft.Extensions.Localization;

namespace Hearth.Search;

/// <summary>Looks for words. They are content: posted, so that no address, history or log holds them; nothing is written down.</summary>
public sealed class SearchPosts(HearthDb db, SearchReading reading, IStringLocalizer<Words> words) : IVerb<SearchPosts.Form>
{
    /// <param name="Older">Where the page before ended (<see cref="Mark"/>).</param>
    public sealed record Form([property: Required, MaxLength(Asked.Longest)] string? Words, [property: MaxLength(100)] string? Older);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var asked = Asked.Of(form.Words!);
        if (asked.TooLittle) return Outcome.No(nameof(Form.Words), "too-little", words["Please write a word of at least two letters. Signs alone can’t be looked for."]);
        if (asked.TooMuch) return Outcome.No(nameof(Form.Words), "too-much", words["That is a lot at once. A few words find more."]);
        var before = form.Older is null ? null : Mark.Of(form.Older);
        if (form.Older is not null && before is null) return Outcome.No("no-such-mark", words["We lost your place in what was found. Please search once more."]);
        await using var _ = await db.BeginReadAsync(cancel);
        var found = await reading.FindAsync(form.Words!, asked, before, cancel);
        return Outcome.Show(new Dictionary<string, object?> { [nameof(SearchPage.Found)] = found });
    }
}
