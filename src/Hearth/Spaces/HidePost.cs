using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Spaces;

/// <summary>Staff of a space hide a post there. Its author reads by whom and why, and can ask that it is looked at again.</summary>
public sealed class HidePost(HearthDb db, Viewer viewer, PostDesk desk, IStringLocalizer<Words> words) : IVerb<HidePost.Form>
{
    public sealed record Form(
        [property: Required] Guid? Post,
        [property: Required(ErrorMessage = "Please say why: its author reads it.")] HideReason? Reason,
        [property: MaxLength(Hiding.LongestWords, ErrorMessage = "Please keep it under 500 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PostsKeptBy(viewer).Where(p => p.Id == form.Post).HoldAsync(cancel) is not { } post) return Outcome.Missing;
        if (post.TakenBackAt is not null) return Outcome.No("taken-back", words["Its author has taken it back meanwhile. Nothing is left to hide."]);
        if (await db.HiddenPosts().ContainsAsync(post.Id, cancel)) return Outcome.No("hidden", words["It is hidden already. Nothing changed."]);
        if (form.Reason == HideReason.Other && form.Words is null) return Outcome.No(nameof(form.Words), "no-words", words["Please say why: its author reads it."]);

        await desk.HideAsync(post, form.Reason!.Value, form.Words ?? "", cancel);
        return Outcome.To(post.Address);
    }
}
