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
public sealed class NoticeDesk(HearthDb db, Viewer viewer, NoticeKinds kinds, Fragments fragments, AfterCommit after, Clock clock) : IHearsOfDistance
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
        if (known.Lively)
        {
            var waiting = await db.NoticesOfProgram().Where(n => told.Contains(n.PersonId) && n.Kind == kind && n.SubjectId == subject && n.ReadAt == null).Select(n => n.PersonId).ToListAsync(cancel);
            told.RemoveAll(waiting.Contains);
        }
        // What somebody did for all, such as calling off a session, is nobody's words.
        var whose = known.Sort == NoticeSort.Written ? by : author;
        foreach (var person in told)
        {
            db.Add(Notice.Of(db.CurrentProgram, person, known, subject, whose, urgent || known.Urgent, now));
            // Of a lively one pages hear when it is due, unless it has been read by then.
            if (!known.Lively) after.Do(() => fragments.RefreshAsync(StreamOf(person)));
        }
    }

    /// <summary>They have looked, or it is no news to them any more: what tells of it is read, and does not leave the house.</summary>
    /// <returns>Whether something did. In a verb their pages hear of it; whoever writes through <see cref="Scopes"/> tells them.</returns>
    public Task<bool> SeenAsync(Guid person, Guid subject, CancellationToken cancel) => SeenAsync(person, db.NoticesOfProgram().Where(n => n.SubjectId == subject), cancel);

    /// <summary>From now on a person is not shown what the other writes, and whatever of it still waits is no news to them.</summary>
    public Task HearAsync(Guid person, Guid other, CancellationToken cancel) => SeenAsync(person, db.NoticesOfProgram().Where(n => n.AuthorId == other), cancel);

    private async Task<bool> SeenAsync(Guid person, IQueryable<Notice> which, CancellationToken cancel)
    {
        var now = clock.Now;
        if (await which.Where(n => n.PersonId == person && n.ReadAt == null).ExecuteUpdateAsync(n => n.SetProperty(x => x.ReadAt, now), cancel) == 0) return false;
        after.Do(() => fragments.RefreshAsync(StreamOf(person)));
        return true;
    }

    public Task TellAsync(string kind, Guid person, Guid subject, CancellationToken cancel, bool urgent = false, Guid? author = null) => TellAsync(kind, [person], subject, cancel, urgent, author);
}
