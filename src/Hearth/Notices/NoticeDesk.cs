using Hearth.Boundaries;
using Hearth.Database;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Notices;

/// <summary>
/// The one door: tells people of something that happened. Written in the transaction that is open, so that it is told exactly if it
/// happened; open pages hear of it after the commit, and what leaves the house is <see cref="NoticeSweep"/>'s.
/// </summary>
public sealed class NoticeDesk(HearthDb db, Viewer viewer, NoticeKinds kinds, Fragments fragments, AfterCommit after, Clock clock)
{
    public static string StreamOf(Guid person) => $"notices/{person:D}";

    /// <param name="kind">The name of one that a room has registered.</param>
    /// <param name="people">Whoever of them cannot come in is left out, and so is who did it; of what somebody wrote, also whoever is not shown their words.</param>
    /// <param name="subject">What it is about, as the kind's address wants it.</param>
    /// <param name="urgent">It comes through quiet hours, also where its kind does not.</param>
    /// <param name="author">Whose words they are told of; null: the viewer's, or nobody's.</param>
    public async Task TellAsync(string kind, IReadOnlyCollection<Guid> people, Guid subject, CancellationToken cancel, bool urgent = false, Guid? author = null)
    {
        var known = kinds.Find(kind) ?? throw new ArgumentException($"No room has named a notice \"{kind}\".", nameof(kind));
        var now = clock.Now;
        var by = author ?? (viewer.SignedIn ? viewer.PersonId : null);
        var others = people.Where(p => p != by).ToHashSet();
        if (others.Count == 0) return;
        var told = await db.WhoMayBeTold(others).ToListAsync(cancel);
        // Somebody whose words a person is not shown is no news to them either.
        if (known.Sort == NoticeSort.Written && by is { } writer)
            foreach (var person in told.ToList())
                if (await db.UnseenBy(person).ContainsAsync(writer, cancel)) told.Remove(person);
        foreach (var person in told)
        {
            db.Add(Notice.Of(db.CurrentProgram, person, known, subject, urgent || known.Urgent, now));
            after.Do(() => fragments.RefreshAsync(StreamOf(person)));
        }
    }

    public Task TellAsync(string kind, Guid person, Guid subject, CancellationToken cancel, bool urgent = false, Guid? author = null) => TellAsync(kind, [person], subject, cancel, urgent, author);
}
