using System.ComponentModel.DataAnnotations;
using Hearth.Boundaries;
using Hearth.Database;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Spaces;

/// <summary>The viewer does not want to read whoever wrote a post: here and everywhere (<see cref="Quiet"/>).</summary>
public sealed class QuietAuthor(HearthDb db, Viewer viewer, Quiet quiet, IStringLocalizer<Words> words) : IVerb<QuietAuthor.Form>
{
    public sealed record Form([property: Required] Guid? Post);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        // Of a hidden post it is not said whose it was, not in this way either.
        var author = await db.PostsVisibleTo(viewer).Where(p => p.Id == form.Post && p.AuthorId != viewer.PersonId && !db.HiddenPosts().Contains(p.Id))
            .Join(db.PeopleOfProgram(), p => p.AuthorId, a => a.Id, (_, a) => a).AsNoTracking().SingleOrDefaultAsync(cancel);
        if (author is null) return Outcome.Missing;
        if (!Quiet.Allowed(author.Role)) return Outcome.No("staff", words["{0} belongs to the staff. What they write reaches everybody.", author.Name]);
        await quiet.RunAsync(author.Id, cancel);
        return Outcome.To("/quiet");
    }
}
