using System.Net;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Accounts;

/// <summary>Where somebody tries from: their address, the browser they have (<see cref="FactorBox.LineageOf"/>), or the sign-in that they are in.</summary>
public sealed record Whence(IPAddress? From, byte[]? Lineage = null, Guid? Ticket = null);

/// <summary>
/// Slows down guessing, and shuts out nobody. Counted per name and address, so that whoever guesses slows themselves; more
/// strictly while a name is guessed at from many places. A browser that its owner has signed in with has a count of its own,
/// which no stranger can fill, and so has a sign-in. A passkey is never counted. Each try is counted before it is compared,
/// and taken back when it was right. In the database: two servers count as one, and none forgets when it starts anew.
/// </summary>
public sealed class Attempts(HearthDb db, FactorBox box, Clock clock)
{
    private long Now => clock.Now.ToUnixTimeMilliseconds();

    /// <returns>False: too many for now. Nothing may be compared then.</returns>
    public async Task<bool> TakeAsync(string name, Whence from, bool own, CancellationToken cancel)
    {
        if (from.Ticket is { } ticket) return await AddAsync(TicketKey(ticket), Slowing.OfTicket, cancel);
        if (own) return await AddAsync(OwnKey(name, from), Slowing.OfOwnDevice, cancel);

        var (now, anywhere) = (Now, AnywhereKey(name));
        var full = await db.Guesses().Where(g => g.Key == anywhere).Select(g => (long?)g.Until).SingleOrDefaultAsync(cancel);
        var attacked = full is { } until && !Slowing.OfNameAnywhere.Allows(until, now);
        if (!await AddAsync(NameKey(name, from), attacked ? Slowing.OfNameUnderAttack : Slowing.OfName, cancel)) return false;
        if (!await AddAsync(AddressKey(from), Slowing.OfAddress, cancel)) return false;
        await AddAsync(anywhere, Slowing.OfNameAnywhere, cancel);
        return true;
    }

    /// <summary>It was right after all.</summary>
    public async Task GiveBackAsync(string name, Whence from, bool own, CancellationToken cancel)
    {
        if (from.Ticket is { } ticket) await EmptyAsync(TicketKey(ticket), cancel);
        else if (own) await EmptyAsync(OwnKey(name, from), cancel);
        else
        {
            await EmptyAsync(NameKey(name, from), cancel);
            await TakeOutAsync(AddressKey(from), Slowing.OfAddress, cancel);
            await TakeOutAsync(AnywhereKey(name), Slowing.OfNameAnywhere, cancel);
        }
    }

    /// <summary>The app's codes, for somebody who has the right password: counted for the account, wherever they try from.</summary>
    public Task<bool> TakeCodeAsync(Guid account, CancellationToken cancel) => AddAsync(CodesKey(account), Slowing.OfCodes, cancel);

    public Task GiveCodeBackAsync(Guid account, CancellationToken cancel) => TakeOutAsync(CodesKey(account), Slowing.OfCodes, cancel);

    /// <summary>A link that opens nothing was followed. One that opens something is never asked for this.</summary>
    public Task<bool> TakeMissedLinkAsync(IPAddress? from, CancellationToken cancel) => AddAsync(box.GuessKey("link", Address(from)), Slowing.OfLinks, cancel);

    private byte[] TicketKey(Guid ticket) => box.GuessKey("ticket", ticket.ToString("N"));

    private byte[] OwnKey(string name, Whence from) => box.GuessKey("own", Plain(name), Convert.ToHexString(from.Lineage!));

    private byte[] NameKey(string name, Whence from) => box.GuessKey("name", Plain(name), Address(from.From));

    private byte[] AnywhereKey(string name) => box.GuessKey("anywhere", Plain(name));

    private byte[] AddressKey(Whence from) => box.GuessKey("address", Address(from.From));

    private byte[] CodesKey(Guid account) => box.GuessKey("codes", account.ToString("N"));

    private static string Plain(string name) => name.Trim().ToUpperInvariant();

    /// <summary>A house on IPv6 has a whole /64.</summary>
    private static string Address(IPAddress? from)
    {
        if (from is null) return "nowhere";
        if (from.IsIPv4MappedToIPv6) from = from.MapToIPv4();
        var bytes = from.GetAddressBytes();
        return Convert.ToHexString(bytes.Length == 16 ? bytes.AsSpan(0, 8) : bytes);
    }

    private Task<bool> AddAsync(byte[] key, Slowing slowing, CancellationToken cancel) => db.AddGuessAsync(key, slowing, Now, cancel);

    private Task EmptyAsync(byte[] key, CancellationToken cancel) => db.Guesses().Where(g => g.Key == key).ExecuteDeleteAsync(cancel);

    private Task TakeOutAsync(byte[] key, Slowing slowing, CancellationToken cancel)
    {
        var step = slowing.Step;
        return db.Guesses().Where(g => g.Key == key).ExecuteUpdateAsync(g => g.SetProperty(x => x.Until, x => x.Until - step), cancel);
    }
}
