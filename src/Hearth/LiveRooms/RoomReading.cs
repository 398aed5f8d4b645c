using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.LiveRooms.Rules;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.LiveRooms;

/// <summary>The words to a state: names, steps' titles, texts opened. For one room as a whole; what an audience gets is decided by the views.</summary>
public sealed class RoomReading(HearthDb db, Sealer sealer, Clock clock)
{
    internal sealed record Read(RoomWords Words, RoomExtras Extras, Instant Now)
    {
        public RoomView For(RoomState state, RoomAudience audience) =>
            RoomView.For(state, audience, Words, audience == RoomAudience.Leaders ? Extras : RoomExtras.None, Now);
    }

    /// <param name="before">Read a moment ago: texts that were opened already are not opened again.</param>
    internal async Task<(RoomState State, Read Room)> ReadAsync(Guid id, RoomSnapshot snapshot, Read? before = null)
    {
        var state = JsonSerializer.Deserialize<RoomState>(snapshot.State, RoomJson.Options)!;
        var session = await db.SessionsOfProgram().AsNoTracking().SingleAsync(s => s.Id == id);
        var people = state.People.Keys.ToArray();
        var names = await db.PeopleOfProgram().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name);
        var steps = await db.StepsOfProgram().Where(s => s.SessionId == id).ToDictionaryAsync(s => s.Id, s => s.Title);
        var known = await db.ArrivalsOfProgram().Where(a => a.SessionId == id && a.Where != null).Select(a => a.PersonId).ToListAsync();
        var leaders = await db.SessionLeadersOfProgram().CountAsync(l => l.SessionId == id);
        var (gaps, licensed) = await db.PlaceGapsAsync(sealer, session);
        var zone = await db.ThisProgram().Select(p => p.Zone).SingleAsync();
        var texts = await TextsAsync(id, state, before?.Words.Texts ?? ImmutableDictionary<Guid, string>.Empty);
        return (state, new(new(id, session.Title, zone, session.StartsAt, session.EndsAt, names, steps, texts), new(snapshot.SecondsSpoken, known.ToHashSet(), gaps, licensed, leaders), clock.Now));
    }

    private async Task<IReadOnlyDictionary<Guid, string>> TextsAsync(Guid id, RoomState state, IReadOnlyDictionary<Guid, string> before)
    {
        var wanted = state.Chat.Select(c => c.Id).Concat(state.Round?.Turns.Select(t => t.Text).OfType<Guid>() ?? []).ToHashSet();
        if (wanted.All(before.ContainsKey)) return before;
        var texts = before.Where(t => wanted.Contains(t.Key)).ToImmutableDictionary();
        foreach (var row in await db.TextsOf(id).AsNoTracking().ToListAsync())
        {
            if (!wanted.Contains(row.Id) || texts.ContainsKey(row.Id)) continue;
            try
            {
                texts = texts.Add(row.Id, await sealer.OpenAsync(RoomText.Place(id, row.Id), row.Text));
            }
            catch (CryptographicException)
            {
                // Its key is gone or it was put somewhere else: a line less, and the room goes on.
            }
        }
        return texts;
    }
}
