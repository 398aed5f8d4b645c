using Hearth.Database;
using Hearth.Happenings;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.LiveRooms;

/// <summary>A line that was written in a room, and who wrote it.</summary>
public sealed record WrittenLine(Person By, string Text, Instant At);

/// <summary>What is left of an evening after its end, for those who led it: what was written, and how long people spoke. Gone when all notes are signed, or after a day.</summary>
public static class RoomRemains
{
    /// <summary>For the leaders of that session; the look is recorded by the caller.</summary>
    public static async Task<List<WrittenLine>> WrittenAsync(HearthDb db, Viewer viewer, Sealer sealer, Guid session, CancellationToken cancel = default)
    {
        var rows = await db.TextsForLeaders(viewer).AsNoTracking().Where(t => t.SessionId == session).OrderBy(t => t.At).Join(db.PeopleOfProgram(), t => t.PersonId, p => p.Id, (t, p) => new { Text = t, By = p }).ToListAsync(cancel);
        var lines = new List<WrittenLine>();
        foreach (var row in rows.OrderBy(r => r.Text.At)) lines.Add(new(row.By, await sealer.OpenAsync(RoomText.Place(session, row.Text.Id), row.Text.Text, cancel), row.Text.At));
        return lines;
    }

    /// <summary>Who wrote something in it that is still there.</summary>
    public static Task<List<Guid>> AuthorsAsync(HearthDb db, Viewer viewer, Guid session, CancellationToken cancel = default) =>
        db.TextsForLeaders(viewer).Where(t => t.SessionId == session).Select(t => t.PersonId).Distinct().ToListAsync(cancel);

    /// <summary>Seconds spoken, to the leaders of that session.</summary>
    public static Task<Dictionary<Guid, int>> SpokenAsync(HearthDb db, Viewer viewer, Guid session, CancellationToken cancel = default) =>
        db.VoicesForLeaders(viewer).Where(v => v.SessionId == session).ToDictionaryAsync(v => v.PersonId, v => v.Seconds, cancel);

    /// <summary>In the transaction that is open; nothing is recorded when there was nothing.</summary>
    public static async Task EraseAsync(HearthDb db, HappeningLog happenings, Guid session, CancellationToken cancel = default)
    {
        var gone = await db.TextsOf(session).ExecuteDeleteAsync(cancel) + await db.VoicesOf(session).ExecuteDeleteAsync(cancel);
        if (gone > 0) happenings.Record("liverooms.erased", session);
    }
}
