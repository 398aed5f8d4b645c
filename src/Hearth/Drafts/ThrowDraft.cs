using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Drafts;

/// <summary>Throws away what one has begun; and, with <c>On</c> false, takes it back.</summary>
public sealed class ThrowDraft(HearthDb db, Viewer viewer, Clock clock) : IVerb<ThrowDraft.Form>
{
    /// <param name="Back">The page that it stands on.</param>
    public sealed record Form(
        [property: Required] [property: MaxLength(SaveDraft.LongestPlace)] string? For,
        [property: Required] bool? On,
        [property: Required] [property: MaxLength(SaveDraft.LongestPlace)] [property: RegularExpression("^/[a-z0-9][a-z0-9/-]*$")] string? Back);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        NodaTime.Instant? thrown = form.On == true ? clock.Now : null;
        return await db.DraftsOf(viewer).Where(d => d.Place == form.For).ExecuteUpdateAsync(d => d.SetProperty(x => x.ThrownAt, thrown), cancel) == 0 ? Outcome.Missing : Outcome.To(form.Back!);
    }
}
