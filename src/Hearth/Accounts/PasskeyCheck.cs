using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hearth.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Accounts;

/// <summary>
/// Checks what a browser's authenticator signed. A challenge is answered once: the framework keeps it in a cookie alone,
/// and cookie and answer together could be sent again.
/// </summary>
public sealed class PasskeyCheck(SignInManager<Account> signIn, Clock clock)
{
    /// <param name="SpendAsync">Uses up the challenge and notes the passkey's counter, in the transaction of the act it allows.</param>
    /// <param name="Since">Since when this passkey is there.</param>
    public sealed record Proven(Account Account, Instant Since, Func<IServiceProvider, CancellationToken, Task<bool>> SpendAsync);

    public Task<string> AskAsync() => signIn.MakePasskeyRequestOptionsAsync(null);

    public Task<string> AskToMakeAsync(Account account) => signIn.MakePasskeyCreationOptionsAsync(
        new() { Id = account.Id.ToString(), Name = account.UserName!, DisplayName = account.UserName! });

    public async Task<Proven?> CheckAsync(string credential)
    {
        if (ChallengeOf(credential) is not { } challenge) return null;
        try
        {
            var answer = await signIn.PerformPasskeyAssertionAsync(credential);
            if (!answer.Succeeded || !answer.Passkey.IsUserVerified || !HandleIs(answer.User.Id, credential)) return null;
            var passkey = answer.Passkey;
            var id = answer.User.Id;
            return new(answer.User, Instant.FromDateTimeOffset(passkey.CreatedAt), async (services, cancel) =>
            {
                if (!await services.GetRequiredService<HearthDb>().SpendChallengeAsync(challenge, clock.Now, cancel)) return false;
                // Its counter: a copy of the authenticator would fall behind.
                var users = services.GetRequiredService<UserManager<Account>>();
                return await users.FindByIdAsync(id.ToString()) is { } account && (await users.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded;
            });
        }
        catch (InvalidOperationException)
        {
            return null; // no challenge is open in this browser
        }
    }

    public async Task<UserPasskeyInfo?> CheckNewAsync(Guid account, string credential, HearthDb db, CancellationToken cancel)
    {
        if (ChallengeOf(credential) is not { } challenge) return null;
        try
        {
            var answer = await signIn.PerformPasskeyAttestationAsync(credential);
            if (!answer.Succeeded || !answer.Passkey.IsUserVerified || answer.UserEntity.Id != account.ToString()) return null;
            return await db.SpendChallengeAsync(challenge, clock.Now, cancel) ? answer.Passkey : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>
    /// The user handle is an account's id byte for byte. The framework reads it as an id, in capitals too; nothing else in the
    /// answer may be changed without being refused, so neither may this.
    /// </summary>
    private static bool HandleIs(Guid account, string credential)
    {
        using var json = JsonDocument.Parse(credential);
        return !json.RootElement.GetProperty("response").TryGetProperty("userHandle", out var handle) || handle.ValueKind == JsonValueKind.Null
            || Base64Url.DecodeFromChars(handle.GetString()).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(account.ToString()));
    }

    private static byte[]? ChallengeOf(string credential)
    {
        try
        {
            using var json = JsonDocument.Parse(credential);
            using var client = JsonDocument.Parse(Base64Url.DecodeFromChars(json.RootElement.GetProperty("response").GetProperty("clientDataJSON").GetString()));
            return client.RootElement.GetProperty("challenge").GetString() is { Length: > 0 } challenge
                ? SHA256.HashData(Encoding.UTF8.GetBytes(challenge.TrimEnd('='))) : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
