using System.Collections.Concurrent;
using System.Net;
using Hearth.Database;
using NodaTime;

namespace Hearth.Accounts;

/// <summary>
/// Slows down guessing. Counted per name and address, so that whoever guesses shuts out themselves and not the person whose
/// name it is; an address alone has a wide limit, many people may share it. A right password with wrong codes is counted
/// for the account wherever it comes from: such a guesser has half of what it takes. Nothing is locked for good, and a
/// passkey is never counted. In memory: a server that starts anew forgets.
/// </summary>
public sealed class Attempts(Clock clock)
{
    private static readonly Duration Window = Duration.FromMinutes(15);
    private const int OfOneName = 10, OfOneAddress = 200, OfOneAccountsCodes = 20, MostKeys = 50_000;

    private readonly ConcurrentDictionary<string, Queue<Instant>> failures = new();

    public bool MayTry(string name, IPAddress? from) => Count(NameKey(name, from)) < OfOneName && Count(AddressKey(from)) < OfOneAddress;

    public bool MayTryCodes(Guid account) => Count("codes " + account) < OfOneAccountsCodes;

    public void Failed(string name, IPAddress? from)
    {
        Add(NameKey(name, from));
        Add(AddressKey(from));
    }

    public void CodeFailed(Guid account) => Add("codes " + account);

    public void Succeeded(string name, IPAddress? from) => failures.TryRemove(NameKey(name, from), out _);

    private static string NameKey(string name, IPAddress? from) => $"{name.Trim().ToUpperInvariant()} {AddressKey(from)}";

    /// <summary>A house on IPv6 has a whole /64.</summary>
    private static string AddressKey(IPAddress? from)
    {
        if (from is null) return "nowhere";
        if (from.IsIPv4MappedToIPv6) from = from.MapToIPv4();
        var bytes = from.GetAddressBytes();
        return Convert.ToHexString(bytes.Length == 16 ? bytes.AsSpan(0, 8) : bytes);
    }

    private int Count(string key)
    {
        if (!failures.TryGetValue(key, out var times)) return 0;
        lock (times)
        {
            while (times.TryPeek(out var first) && clock.Now - first > Window) times.Dequeue();
            return times.Count;
        }
    }

    private void Add(string key)
    {
        if (failures.Count > MostKeys)
            foreach (var old in failures.Keys.Where(k => Count(k) == 0).ToList()) failures.TryRemove(old, out _);
        var times = failures.GetOrAdd(key, _ => new());
        lock (times)
        {
            times.Enqueue(clock.Now);
            if (times.Count > OfOneAddress) times.Dequeue();
        }
    }
}
