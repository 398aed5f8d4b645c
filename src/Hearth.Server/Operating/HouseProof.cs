using System.Globalization;
using System.Security.Cryptography;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Notes;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Sessions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Server.Operating;

/// <summary>
/// Proves that these databases and these keys belong together: walks every chain, opens the key of every sealed value, and opens
/// names and notes themselves. Says how many, never which. It is what a copy must pass before it is called a backup, and what was
/// restored before anyone is let in.
/// </summary>
public static class HouseProof
{
    /// <param name="copy">The data may be older than the keys beside them, as in every copy: what came later is said, and is not wrong.</param>
    /// <returns>0 when everything opened, 1 when something did not.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, TextWriter say, bool copy = false)
    {
        var wrong = 0;
        if (!CookiesHold(services)) { wrong++; await say.WriteLineAsync("The cookie ring does not open, or opens what was changed."); }
        await using var scope = services.CreateAsyncScope();
        var programs = await scope.ServiceProvider.GetRequiredService<HearthDb>().EveryProgram().OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync();
        foreach (var program in programs)
        {
            var (line, whole) = await services.GetRequiredService<Scopes>().ReadAsync(program.Id, s => ProgramAsync(s, copy));
            await say.WriteLineAsync($"{program.Name}: {line}");
            if (!whole) wrong++;
        }
        if (programs.Count == 0) await say.WriteLineAsync("There is no program yet: nothing to open.");
        return wrong == 0 ? 0 : 1;
    }

    private static async Task<(string, bool)> ProgramAsync(IServiceProvider services, bool copy)
    {
        var (db, keyring, sealer) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Keyring>(), services.GetRequiredService<Sealer>());
        ChainVerifier.Verdict chain;
        try
        {
            chain = await services.GetRequiredService<ChainVerifier>().VerifyAsync();
        }
        catch (CryptographicException)
        {
            return ("the root key is not the one that its keys were wrapped under.", false);
        }
        if (chain.Later > 0 && !copy) return (string.Create(CultureInfo.InvariantCulture, $"the chain is cut off after happening {chain.Count}: {chain.Later} that came after it are gone."), false);
        if (chain.BrokenAt is { } at && chain.Later == 0) return (string.Create(CultureInfo.InvariantCulture, $"the chain is broken at happening {at}."), false);

        var (values, shut, where) = (0, 0, new SortedSet<string>(StringComparer.Ordinal));
        await foreach (var (table, value) in db.SealedValues())
        {
            values++;
            if (await keyring.OpensAsync(value)) continue;
            shut++;
            where.Add(table);
        }
        if (shut > 0) return (string.Create(CultureInfo.InvariantCulture, $"{shut} of {values} sealed values have no key that opens ({string.Join(", ", where)})."), false);

        try
        {
            var opened = await OpenAsync(db, sealer);
            return (string.Create(CultureInfo.InvariantCulture, $"{chain.Count} happenings, whole{(chain.Later > 0 ? $" ({chain.Later} more came after this copy)" : "")}. {values} sealed values, each with its key; {opened} names and notes opened."), true);
        }
        catch (CryptographicException)
        {
            return ("a name or note does not open, although its key does.", false);
        }
    }

    private static async Task<int> OpenAsync(HearthDb db, Sealer sealer)
    {
        var opened = 0;
        foreach (var (place, value) in (await db.EveryLegalName().ToListAsync()).Select(n => (LegalIdentity.PlaceOf(n.PersonId), n.FullName))
            .Concat((await db.EveryNote().ToListAsync()).Select(n => (Note.PlaceAt(n.Id), n.Text))))
        {
            await sealer.OpenAsync(place, value);
            opened++;
        }
        return opened;
    }

    /// <summary>What we protect we open again, and what somebody changed by one bit we do not.</summary>
    internal static bool CookiesHold(IServiceProvider services)
    {
        var protector = services.GetRequiredService<IDataProtectionProvider>().CreateProtector("hearth self-test");
        byte[] bytes;
        try
        {
            bytes = protector.Protect([1, 2, 3, 4]);
        }
        catch (CryptographicException)
        {
            return false;
        }
        var changed = bytes.ToArray();
        changed[^1] ^= 1;
        return Opens(protector, bytes) && !Opens(protector, changed);
    }

    private static bool Opens(IDataProtector protector, byte[] bytes)
    {
        try
        {
            return protector.Unprotect(bytes) is [1, 2, 3, 4];
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
