using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Invitations;
using Hearth.Tests.Invitations;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hearth.Tests.SignIn;

/// <summary>
/// AC-29. Cookies, links, codes and what an authenticator signed, changed in a place or two: none opens anything. Thousands
/// here, a million by name ("dev/soak" and the explicit facts).
/// </summary>
public class ForgeryTests(HearthHost host)
{
    private const string Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    /// <summary>One to three places changed, dropped or doubled.</summary>
    private static string Change(string text, string letters, Random random)
    {
        var changed = text.ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(6))
            {
                case 0: changed.RemoveAt(at); break;
                case 1: changed.Insert(at, letters[random.Next(letters.Length)]); break;
                case 2: changed = [.. changed[at..], .. changed[..at]]; break;
                default: changed[at] = letters[random.Next(letters.Length)]; break;
            }
        }
        return string.Concat(changed);
    }

    private static int Accepted(int count, string text, string letters, Func<string, bool> same, Func<string, bool> opens)
    {
        var random = new Random(20261124);
        var accepted = 0;
        for (var i = 0; i < count; i++)
        {
            var forged = Change(text, letters, random);
            if (!same(forged) && opens(forged)) accepted++;
        }
        return accepted;
    }

    /// <summary>The last letter of a text in base 64 has bits that mean nothing: other letters, the same bytes.</summary>
    private static bool SameBytes(string one, string other)
    {
        try
        {
            return Base64Url.DecodeFromChars(one).AsSpan().SequenceEqual(Base64Url.DecodeFromChars(other));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private async Task<int> CookiesAsync(int count)
    {
        var cast = await Cast.GatherAsync(host);
        var options = host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var cookie = (await Factors.Issued.IssuedCookieAsync(host, cast.Wren, enrolling: false)).Split('=', 2)[1];
        Assert.NotNull(options.TicketDataFormat.Unprotect(cookie)); // as it was made, it is read
        return Accepted(count, cookie, Url, forged => SameBytes(cookie, forged), forged => options.TicketDataFormat.Unprotect(forged) is not null);
    }

    private async Task<int> RecoveryCodesAsync(int count)
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var box = host.Services.GetRequiredService<FactorBox>();
        var all = wren.Codes.Select(c => Convert.ToHexString(box.HashOf(wren.AccountId, RecoveryCodes.Normal(c)!))).ToHashSet();
        bool Opens(string typed) => RecoveryCodes.Normal(typed) is { } normal && all.Contains(Convert.ToHexString(box.HashOf(wren.AccountId, normal)));
        Assert.True(Opens(wren.Codes[0].ToUpperInvariant()));
        return Accepted(count, wren.Codes[0], "23456789abcdefghjkmnpqrstuvwxyz0-", forged => RecoveryCodes.Normal(forged) == RecoveryCodes.Normal(wren.Codes[0]), Opens);
    }

    [Fact]
    public async Task AC_29_Changed_cookies_and_recovery_codes_open_nothing()
    {
        Assert.Equal(0, await CookiesAsync(3000));
        Assert.Equal(0, await RecoveryCodesAsync(3000));

        // Planted: where only a part is looked at, changes do get through, and are counted.
        Assert.NotEqual(0, Accepted(3000, new string('a', 40), Url, forged => forged == new string('a', 40), forged => forged.StartsWith("aaaa", StringComparison.Ordinal)));
    }

    [Fact(Explicit = true)]
    public async Task Soak_a_million_changed_cookies_and_codes_open_nothing()
    {
        Assert.Equal(0, await CookiesAsync(1_000_000));
        Assert.Equal(0, await RecoveryCodesAsync(1_000_000));
        Assert.Equal(0, await LinksAsync(100_000));
    }

    private async Task<int> LinksAsync(int count)
    {
        var cast = await Cast.GatherAsync(host);
        var handed = await cast.Ada.InviteAsync("Participant", "Robin Lund");
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
        Assert.NotNull(await db.LinkAsync(handed.Token, cancel));
        var random = new Random(20261124);
        var accepted = 0;
        for (var i = 0; i < count; i++)
        {
            var forged = Change(handed.Token, Url, random);
            if (forged != handed.Token && (await db.LinkAsync(forged, cancel) is not null || await db.WayBackLinkAsync(forged, cancel) is not null)) accepted++;
        }
        return accepted;
    }

    [Fact]
    public async Task AC_29_Changed_links_open_nothing() => Assert.Equal(0, await LinksAsync(1000));

    [Fact]
    public async Task AC_29_What_an_authenticator_signed_opens_as_it_is_and_once()
    {
        var cast = await Cast.GatherAsync(host);
        var home = new Browser(host);
        home.Take(await Factors.Issued.IssuedCookieAsync(host, cast.June, enrolling: true));
        using var key = new SoftKey();
        Assert.Equal("/factors/codes", (await key.AddAsync(home)).Location);

        var asked = new Browser(host);
        var signed = await key.SignAsync(asked);
        Browser Again()
        {
            var browser = new Browser(host);
            foreach (var (name, value) in asked.Cookies) browser.Cookies[name] = value;
            return browser;
        }

        var random = new Random(20261124);
        string[] parts = ["authenticatorData", "clientDataJSON", "signature", "userHandle"];
        for (var i = 0; i < 300; i++)
        {
            var json = JsonNode.Parse(signed)!;
            var part = parts[i % parts.Length];
            var was = json["response"]![part]!.GetValue<string>();
            var forged = Change(was, Url, random);
            if (SameBytes(was, forged)) continue;
            json["response"]![part] = forged;
            var browser = Again();
            var answer = await browser.PostAsync("/sign-in/passkey", ("Credential", json.ToJsonString()));
            Assert.True(answer.Status == HttpStatusCode.UnprocessableEntity, $"{part} {i}: {answer.Status} {answer.Location}");
            Assert.DoesNotContain("__Host-hearth", browser.Cookies.Keys);
        }

        // The same account's id in capitals is the same to the framework, and still not what was made.
        var capitals = JsonNode.Parse(signed)!;
        var handle = Base64Url.DecodeFromChars(capitals["response"]!["userHandle"]!.GetValue<string>());
        capitals["response"]!["userHandle"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(handle).ToUpperInvariant()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Again().PostAsync("/sign-in/passkey", ("Credential", capitals.ToJsonString()))).Status);

        // Another's challenge, then its own, and never again.
        var other = new Browser(host);
        await key.SignAsync(other);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await other.PostAsync("/sign-in/passkey", ("Credential", signed))).Status);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Again().PostAsync("/sign-in/passkey", ("Credential", signed))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.SeeOther);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Again().PostAsync("/sign-in/passkey", ("Credential", signed))).Status);
    }
}
