using Hearth.Database;
using Hearth.Groups;
using Hearth.Notices;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Sessions;

/// <summary>Tells those who would come, and those who would lead, that a session is at another time, or not at all.</summary>
public sealed class SessionNotices(HearthDb db, NoticeDesk notices, Clock clock)
{
    public const string CalledOff = "sessions.called-off";
    public const string Moved = "sessions.moved";
    public const string BackOn = "sessions.back-on";

    /// <summary>From here on somebody may be getting ready already: it comes through quiet hours.</summary>
    private static readonly Duration soon = Duration.FromHours(1);

    public static readonly NoticeKind[] Kinds =
    [
        new(CalledOff, "A session of yours was called off.", NoticeSort.Sessions, id => $"/sessions/{id}"),
        new(Moved, "A session of yours is at another time.", NoticeSort.Sessions, id => $"/sessions/{id}"),
        new(BackOn, "A session of yours takes place after all.", NoticeSort.Sessions, id => $"/sessions/{id}"),
    ];

    /// <param name="startsAt">When it was to begin, or will, whichever is sooner.</param>
    public async Task TellAsync(string kind, Session session, Instant startsAt, CancellationToken cancel)
    {
        var people = await db.MembersOf(session.GroupId).Select(m => m.PersonId).ToListAsync(cancel);
        people.AddRange(await db.SessionLeadersOfProgram().Where(l => l.SessionId == session.Id).Select(l => l.PersonId).ToListAsync(cancel));
        await notices.TellAsync(kind, people, session.Id, cancel, urgent: startsAt - clock.Now <= soon);
    }
}
