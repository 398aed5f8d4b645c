using Hearth.Database;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.Channels;

/// <summary>Where one person is reached through one channel: their e-mail, which they set; a pager's reference, which an admin does.</summary>
public sealed class CallAddress : IProgramOwned
{
    private CallAddress() { }

    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }
    public Channel Channel { get; private set; }

    /// <summary>Sealed under the person's key.</summary>
    public Sealed Address { get; private set; } = default!;
    public Guid SetBy { get; private set; }
    public Instant SetAt { get; private set; }

    public static CallAddress Of(Guid program, Guid person, Channel channel, Sealed address, Guid by, Instant now) =>
        new() { ProgramId = program, PersonId = person, Channel = channel, Address = address, SetBy = by, SetAt = now };

    public void Change(Sealed address, Guid by, Instant now) => (Address, SetBy, SetAt) = (address, by, now);

    public static string PlaceAt(Guid person, Channel channel) => $"CallAddresses.Address/{person}/{channel}";
}
