using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hearth.Channels;
using Hearth.Database;
using Hearth.Html;
using Hearth.Tests.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.Tests.Notices;

/// <summary>A browser that can read what is sent to it, by RFC 8291 and 8188 alone: nothing here is of the library that sends.</summary>
internal sealed class PushBrowser : IDisposable
{
    private readonly ECDiffieHellman keys = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] auth = RandomNumberGenerator.GetBytes(16);

    private static byte[] Point(ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];

    public string P256dh => Base64Url.EncodeToString(Point(keys.ExportParameters(false)));

    public string Auth => Base64Url.EncodeToString(auth);

    public string Read(byte[] message)
    {
        var (salt, size, length) = (message[..16], BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(16)), message[20]);
        var (sender, sealedWords) = (message[21..(21 + length)], message[(21 + length)..]);
        Assert.True(sealedWords.Length <= size);
        using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = sender[1..33], Y = sender[33..] } });
        var shared = keys.DeriveRawSecretAgreement(theirs.PublicKey);
        byte[] info = [.. "WebPush: info\0"u8, .. Point(keys.ExportParameters(false)), .. sender];
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, auth, info);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
        var words = new byte[sealedWords.Length - 16];
        using var gcm = new AesGcm(key, 16);
        gcm.Decrypt(nonce, sealedWords.AsSpan(0, words.Length), sealedWords.AsSpan(words.Length), words);
        var end = Array.FindLastIndex(words, b => b != 0);
        Assert.Equal(2, words[end]); // the last record
        return Encoding.UTF8.GetString(words, 0, end);
    }

    public void Dispose() => keys.Dispose();
}

/// <summary>Messages to browsers, through a service that the test is.</summary>
internal static class Pushing
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Push PushTo(this HearthHost host, PushService service, IReadOnlyList<string>? hosts = null) =>
        new(host.Services.GetRequiredService<CallSettings>() with { PushHosts = hosts ?? ["localhost"] }, host.Services.GetRequiredService<IStringLocalizer<Words>>(), (_, shown, _, _) => service.IsThis(shown));

    /// <summary>As if the operator had named that service: the page's own verb knows only the makers'.</summary>
    public static async Task<Guid> AskedInAsync(this HearthHost host, Calling calling, Member who, PushBrowser browser, string endpoint)
    {
        await Calling.DoneAsync(who.Client.PostFormAsync("/notices/devices", ("Endpoint", "https://updates.push.services.mozilla.com/wpush/v2/" + Guid.NewGuid()), ("P256dh", browser.P256dh), ("Auth", browser.Auth)));
        return await host.Scopes.WriteAsync(calling.Cast.ProgramId, async s =>
        {
            var (db, sealer) = (s.GetRequiredService<HearthDb>(), s.GetRequiredService<Hearth.Sealing.Sealer>());
            var device = await db.DevicesOf(who.PersonId).OrderByDescending(d => d.MadeAt).FirstAsync(Cancel);
            var id = Guid.NewGuid();
            db.Add(PushDevice.Of(calling.Cast.ProgramId, id, who.PersonId, device.TicketId,
                await sealer.SealAsync(who.PersonId, PushDevice.PlaceAt(id), JsonSerializer.Serialize(new Push.Place(endpoint, browser.P256dh, browser.Auth)), Cancel), PushDevice.PrintOf(endpoint), host.Services.GetRequiredService<Clock>().Now));
            db.Remove(device);
            return id;
        }, Cancel);
    }
}
