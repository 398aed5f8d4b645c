using System.Security.Cryptography;
using System.Text;
using Hearth.Database;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.Channels;

/// <summary>
/// A browser that somebody asked, with a press, to show them when something new is there. It goes with the sign-in that it was asked
/// in: signed out, hidden or ended elsewhere, it is told nothing any more.
/// </summary>
public sealed class PushDevice : IProgramOwned
{
    private PushDevice() { }

    public Guid ProgramId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>The sign-in in which it was asked.</summary>
    public Guid TicketId { get; private set; }

    /// <summary>Where the browser's maker takes messages for it, and the browser's two keys; sealed under the person's key.</summary>
    public Sealed Place { get; private set; } = default!;

    /// <summary>By which the same browser is known again.</summary>
    public byte[] Print { get; private set; } = [];
    public Instant MadeAt { get; private set; }

    public static PushDevice Of(Guid program, Guid id, Guid person, Guid ticket, Sealed place, byte[] print, Instant now) =>
        new() { ProgramId = program, Id = id, PersonId = person, TicketId = ticket, Place = place, Print = print, MadeAt = now };

    public static string PlaceAt(Guid id) => $"PushDevices.Place/{id}";

    public static byte[] PrintOf(string endpoint) => SHA256.HashData(Encoding.UTF8.GetBytes(endpoint));
}
