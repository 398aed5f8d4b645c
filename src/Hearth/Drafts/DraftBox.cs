using System.Text.Json;
using Hearth.Database;
using Hearth.Html;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Drafts;

/// <summary>What pages and verbs of other rooms do with drafts.</summary>
public sealed class DraftBox(HearthDb db, Viewer viewer, Sealer sealer)
{
    /// <summary>What the viewer has begun at a place, for <see cref="Pages.Drafted"/>. Never null: where there is none, one may begin.</summary>
    public async Task<DraftSight> OfAsync(string place)
    {
        if (await db.DraftsOf(viewer).AsNoTracking().SingleOrDefaultAsync(d => d.Place == place) is not { } draft) return new(place, null, null, false);
        if (draft.ThrownAt is not null) return new(place, null, draft.SavedAt, true);
        return new(place, new(Unpack(await sealer.OpenAsync(Draft.FieldsAt(viewer.PersonId, place), draft.Fields))), draft.SavedAt, false);
    }

    /// <summary>It was sent: in the verb's own transaction.</summary>
    public Task SentAsync(string place, CancellationToken cancel) => db.DraftsOf(viewer).Where(d => d.Place == place).ExecuteDeleteAsync(cancel);

    internal static string Pack(IReadOnlyDictionary<string, string> fields) => JsonSerializer.Serialize(fields);

    private static Dictionary<string, string> Unpack(string packed) => JsonSerializer.Deserialize<Dictionary<string, string>>(packed)!;
}

/// <summary>A draft as a page shows it.</summary>
/// <param name="Begun">What stands in the fields; null: nothing.</param>
/// <param name="Thrown">There was one, and it can be taken back.</param>
public sealed record DraftSight(string Place, Begun? Begun, NodaTime.Instant? SavedAt, bool Thrown);
