using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hearth.Accounts.Rules;
using Hearth.Sealing;
using Microsoft.AspNetCore.DataProtection;

namespace Hearth.Accounts;

/// <summary>Closes and opens what factors are made of. Accounts belong to no program, so the ring's keys do it and not a program's.</summary>
public sealed class FactorBox(IDataProtectionProvider protection, RootKey root)
{
    private readonly IDataProtector apps = protection.CreateProtector("signin.app");
    private readonly IDataProtector codes = protection.CreateProtector("signin.codes");
    private readonly byte[] recovery = root.Derive("recovery-codes");
    private readonly byte[] guesses = root.Derive("guesses");
    private readonly byte[] devices = root.Derive("known-devices");

    public byte[] NewSecret(Guid account) => For(apps, account).Protect(RandomNumberGenerator.GetBytes(OneTimeCodes.SecretBytes));

    public byte[] OpenSecret(Guid account, byte[] secret) => For(apps, account).Unprotect(secret);

    public byte[] CloseCodes(Guid account, IReadOnlyList<string> made) => For(codes, account).Protect(JsonSerializer.SerializeToUtf8Bytes(made));

    public IReadOnlyList<string> OpenCodes(Guid account, byte[] closed) => JsonSerializer.Deserialize<string[]>(For(codes, account).Unprotect(closed))!;

    /// <summary>Keyed, and bound to the account: the table alone cannot be searched through for its codes.</summary>
    public byte[] HashOf(Guid account, string normalCode) => HMACSHA256.HashData(recovery, (byte[])[.. account.ToByteArray(), .. Encoding.ASCII.GetBytes(normalCode)]);

    /// <summary>Where guesses are counted: from it nobody reads a name or an address.</summary>
    public byte[] GuessKey(params ReadOnlySpan<string> what) => HMACSHA256.HashData(guesses, Encoding.UTF8.GetBytes(string.Join('\n', what)));

    /// <summary>What stands in the tables for a browser's long-lived cookie.</summary>
    public byte[] LineageOf(byte[] cookie) => HMACSHA256.HashData(devices, cookie);

    private static IDataProtector For(IDataProtector of, Guid account) => of.CreateProtector(account.ToString("N"));
}
