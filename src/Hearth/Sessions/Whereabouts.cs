using System.Text.Json;
using Hearth.CarePrograms.Rules;
using Hearth.Database;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.Sessions;

/// <summary>The answers of arriving, as somebody gave them.</summary>
/// <param name="Place">The state or country, of the list (see <see cref="CarePrograms.Rules.Places"/>).</param>
public sealed record Whereabouts(string Where, string Place, Privacy Privacy, string CallBack)
{
    /// <summary>Into this session's row, each under its own seal.</summary>
    public async Task WriteAsync(Arrival arrival, Sealer sealer, Instant now, CancellationToken cancel = default)
    {
        var where = await sealer.SealAsync(arrival.PersonId, Arrival.WhereAt(arrival.SessionId, arrival.PersonId), Where, cancel);
        var callBack = await sealer.SealAsync(arrival.PersonId, Arrival.CallBackAt(arrival.SessionId, arrival.PersonId), CallBack, cancel);
        var region = await sealer.SealAsync(arrival.PersonId, Arrival.RegionAt(arrival.SessionId, arrival.PersonId), Place, cancel);
        arrival.Answer(where, region, Privacy, callBack, now);
        if (Privacy == Privacy.Overheard) arrival.TakePart(TakingPart.Writing);
    }

    /// <summary>Null: they will tell the leader themselves, or it has been erased.</summary>
    public static async Task<Whereabouts?> ReadAsync(Arrival arrival, Sealer sealer, CancellationToken cancel = default) =>
        arrival is { Where: { } where, Region: { } region, CallBack: { } callBack, Privacy: { } privacy }
            ? new(await sealer.OpenAsync(Arrival.WhereAt(arrival.SessionId, arrival.PersonId), where, cancel), await sealer.OpenAsync(Arrival.RegionAt(arrival.SessionId, arrival.PersonId), region, cancel), privacy,
                await sealer.OpenAsync(Arrival.CallBackAt(arrival.SessionId, arrival.PersonId), callBack, cancel))
            : null;

    public Task<Sealed> SealForMyselfAsync(Guid person, Sealer sealer, CancellationToken cancel = default) =>
        sealer.SealAsync(person, KeptArrival.At(person), JsonSerializer.Serialize(this), cancel);

    /// <summary>Null: they were kept before a state or country was asked for, so all is asked again.</summary>
    public static async Task<Whereabouts?> ReadKeptAsync(KeptArrival kept, Sealer sealer, CancellationToken cancel = default) =>
        JsonSerializer.Deserialize<Whereabouts>(await sealer.OpenAsync(KeptArrival.At(kept.PersonId), kept.Answers, cancel)) is { } answers && Places.Known(answers.Place) ? answers : null;
}
