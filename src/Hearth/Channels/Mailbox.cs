using System.Globalization;
using System.Security.Cryptography;
using Hearth.Database;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.Channels;

/// <summary>
/// Where somebody wants ordinary notices by e-mail. Written to only when a code that was sent there has come back, and they have said
/// that it is safe to. Calls of the staff go to a <see cref="CallAddress"/>.
/// </summary>
public sealed class Mailbox : IProgramOwned
{
    public static readonly Duration CodeLasts = Duration.FromMinutes(30);
    public const int MostTries = 5;

    /// <summary>How many codes one person has sent in a day: to somebody else's mailbox no more than that.</summary>
    public const int MostCodes = 5;

    private Mailbox() { }

    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Sealed under the person's key, as the code is.</summary>
    public Sealed Address { get; private set; } = default!;
    public Sealed? Code { get; private set; }

    /// <summary>By which the code's sending is known to what sends.</summary>
    public Guid CodeId { get; private set; }
    public Instant CodeAt { get; private set; }
    public int Tries { get; private set; }
    public LocalDate CodesOn { get; private set; }
    public int Codes { get; private set; }

    /// <summary>Null: nothing but codes is sent there.</summary>
    public Instant? ConfirmedAt { get; private set; }

    public static Mailbox Of(Guid program, Guid person) => new() { ProgramId = program, PersonId = person };

    /// <summary>Another address, from scratch. False: too many today.</summary>
    public bool Try(Sealed address, Sealed code, Instant now)
    {
        var today = now.InUtc().Date;
        if (CodesOn != today) (CodesOn, Codes) = (today, 0);
        if (Codes >= MostCodes) return false;
        (Address, Code, CodeId, CodeAt, Tries, ConfirmedAt, Codes) = (address, code, Guid.NewGuid(), now, 0, null, Codes + 1);
        return true;
    }

    /// <summary>Counts a try before it is compared. False: no more, or it is too late.</summary>
    public bool MayTry(Instant now)
    {
        if (Code is null || Tries >= MostTries || now > CodeAt + CodeLasts) return false;
        Tries++;
        return true;
    }

    public void Confirm(Instant now) => (ConfirmedAt, Code) = (now, null);

    /// <summary>Nothing goes there any more. That codes were sent today is kept.</summary>
    public void Close() => (ConfirmedAt, Code, CodeAt) = (null, null, Instant.MinValue);

    public static string AddressAt(Guid person) => $"Mailboxes.Address/{person}";

    public static string CodeAtPlace(Guid person) => $"Mailboxes.Code/{person}";

    public static string NewCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
}
