using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hearth.Tests.SignIn;

/// <summary>An authenticator of a few lines: one passkey, made and signed with as a browser would.</summary>
internal sealed class SoftKey : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private string holder = "";

    public string Id => Base64Url.EncodeToString(id);

    /// <summary>Sets it up for whoever is signed in, or setting up, in that browser.</summary>
    public async Task<Answer> AddAsync(Browser browser)
    {
        var asked = await browser.PostAsync("/passkey/make");
        if (asked.Status != System.Net.HttpStatusCode.OK) return asked;
        return await browser.PostAsync("/factors/passkey", ("Credential", Make(asked.Body)));
    }

    public async Task<string> SignAsync(Browser browser) => Sign((await browser.PostAsync("/passkey/ask")).Body);

    public async Task<Answer> SignInAsync(Browser browser) => await browser.PostAsync("/sign-in/passkey", ("Credential", await SignAsync(browser)));

    public async Task<Answer> ProveAsync(Browser browser, string to = "/account") => await browser.PostAsync("/prove/passkey", ("Credential", await SignAsync(browser)), ("To", to));

    public string Make(string options)
    {
        using var asked = JsonDocument.Parse(options);
        holder = asked.RootElement.GetProperty("user").GetProperty("id").GetString()!;
        var point = key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Data(0x45), .. new byte[16], 0, (byte)id.Length, .. id, .. cose];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Answer(new { clientDataJSON = Said("webauthn.create", asked), attestationObject = Base64Url.EncodeToString(attestation), transports = new[] { "internal" } });
    }

    public string Sign(string options)
    {
        using var asked = JsonDocument.Parse(options);
        var (said, data) = (Said("webauthn.get", asked), Data(0x05));
        byte[] signed = [.. data, .. SHA256.HashData(Base64Url.DecodeFromChars(said))];
        var signature = key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new { clientDataJSON = said, authenticatorData = Base64Url.EncodeToString(data), signature = Base64Url.EncodeToString(signature), userHandle = holder });
    }

    private string Answer(object response) =>
        JsonSerializer.Serialize(new { id = Id, rawId = Id, type = "public-key", response, clientExtensionResults = new { }, authenticatorAttachment = "platform" });

    private static string Said(string type, JsonDocument asked) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(new { type, challenge = asked.RootElement.GetProperty("challenge").GetString(), origin = "https://localhost", crossOrigin = false })));

    private static byte[] Data(byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, 0);
        return [.. SHA256.HashData("localhost"u8), flags, .. count];
    }

    public void Dispose() => key.Dispose();
}
