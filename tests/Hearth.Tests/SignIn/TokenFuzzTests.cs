using System.Net;
using Hearth.Tests.Architecture;
using Hearth.Tests.Invitations;

namespace Hearth.Tests.SignIn;

/// <summary>
/// AC-29. Cookies and links that somebody has spoiled, sent to real pages: nobody becomes anybody by them, none is a defect,
/// and none sends the browser to another house.
/// </summary>
public class TokenFuzzTests(HearthHost host)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    private static readonly string[] pieces = ["CfDJ8", "=", "==", "%00", "%", "+", "/", "\\", "\"", ",", "c=en|uic=en", "c=xx|uic=es", "|", "..", "//", "é", "-", "_", new string('A', 5000), "null", "{}", "'", "\u007f"];

    [Fact]
    public async Task AC_29_Spoiled_cookies_are_nobodys_and_break_no_page()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var browser = new Browser(host);
        await browser.SignInAsync(wren, wren.Code());
        await new Browser(host).GetAsync("/invitation/" + (await cast.Ada.InviteAsync("Participant", "Robin Lund")).Token);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status); // as they are, they open
        string[] names = ["__Host-hearth", "__Host-hearth-device", "__Host-hearth-passkey", "__Host-language", "__Host-link"];
        Assert.All(browser.Cookies.Keys, name => Assert.Contains(name, names));
        var (found, opened) = (new List<string>(), 0);
        foreach (var (seed, spoiled) in Chance.Spoiled(200, [.. browser.Cookies.Values, "c=en|uic=en"], pieces))
        {
            var name = names[seed % names.Length];
            if (browser.Cookies.Values.Contains(spoiled)) continue;
            var cookies = browser.Cookies.Where(c => c.Key != name).ToDictionary();
            cookies[name] = spoiled;
            foreach (var path in (string[])["/account", "/sign-in"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
                using var answer = await host.Stranger().SendAsync(request, cancel);
                if (answer.StatusCode == HttpStatusCode.OK && path == "/account" && name != "__Host-hearth") opened++;
                // Some letters end a cookie and begin another: then what is left may be as it was.
                var same = spoiled.Split(';', ',')[0].Trim(' ', '"') == browser.Cookies.GetValueOrDefault(name);
                if (answer.StatusCode == HttpStatusCode.OK && path == "/account" && name == "__Host-hearth" && !same && !SameTicket(spoiled, browser.Cookies[name])) found.Add($"{seed}: a spoiled cookie opened the account");
                found.AddRange(Wrong(answer).Select(w => $"{seed} {name} {path}: {w}"));
            }
        }
        Report.Clean(found);
        Assert.True(opened > 20, "Beside the spoiled one the others held.");
    }

    /// <summary>Base 64 has a last letter of which not every bit counts.</summary>
    private static bool SameTicket(string one, string other)
    {
        static byte[]? Bytes(string text)
        {
            try { return System.Buffers.Text.Base64Url.DecodeFromChars(text); }
            catch (FormatException) { return null; }
        }
        return Bytes(one) is { } a && Bytes(other) is { } b && a.AsSpan().SequenceEqual(b);
    }

    [Fact]
    public async Task AC_29_Spoiled_links_and_ways_back_open_nothing_and_lead_nowhere_else()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var token = (await cast.Ada.InviteAsync("Participant", "Robin Lund")).Token;
        string[] ways = ["/sign-in?to=", "/prove?to=", "/invitation/", "/way-back/", "/first/"];
        string[] sound = [token, "/today", "/sessions/plan", "//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"];
        string[] places = ["/", "//", "\\", "%2f%2f", "evil.example", "https:", "\t", "\n", "%0d%0aSet-Cookie:a=b", "@", "?", "#", "..", "%00", " ", "é", "%"];
        var found = new List<string>();
        var open = await host.Stranger().GetStringAsync("/invitation/" + token, cancel);
        Assert.Contains("invites you", open, StringComparison.Ordinal);
        foreach (var (seed, spoiled) in Chance.Spoiled(250, sound, [.. places, .. pieces]))
        {
            var way = ways[seed % ways.Length];
            if (spoiled == token || spoiled.Length > 3000) continue;
            using var answer = await host.Stranger().GetAsync(way + Uri.EscapeDataString(spoiled), cancel);
            found.AddRange(Wrong(answer).Select(w => $"{seed} {way}: {w}"));
            if (way is "/invitation/" && (await answer.Content.ReadAsStringAsync(cancel)).Contains("invites you", StringComparison.Ordinal)) found.Add($"{seed}: a spoiled link opened, {spoiled}");
        }

        // Where somebody is sent after they have signed in.
        for (var i = 0; i < wren.Codes.Count; i++)
        {
            var to = sound.Skip(3).Concat(["/today//evil.example", "/today\r\nX-Evil: 1", "///evil.example", "/%5cevil.example"]).ElementAt(i % 7);
            var answer = await new Browser(host).PostAsync("/sign-in", ("Handle", wren.Handle), ("Password", Keyed.Password), ("Code", wren.Codes[i]), ("To", to));
            if (answer.Location is { } location && Elsewhere(location)) found.Add($"sent to {location}");
        }
        Report.Clean(found);
    }

    [Fact]
    public async Task A_defect_and_a_way_to_elsewhere_are_seen()
    {
        var cast = await Cast.GatherAsync(host);
        using var broken = await cast.Wren.Client.GetAsync("/planted/breaks", cancel);
        Assert.NotEmpty(Wrong(broken));
        foreach (var away in (string[])["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "\\\\evil.example"]) Assert.True(Elsewhere(away), away);
        foreach (var here in (string[])["/today", "/sign-in?to=%2F%2Fevil.example", "https://localhost/today"]) Assert.False(Elsewhere(here), here);
    }

    private static IEnumerable<string> Wrong(HttpResponseMessage answer)
    {
        if ((int)answer.StatusCode >= 500) yield return $"a defect, {(int)answer.StatusCode}";
        if (answer.Headers.Location is { } to && Elsewhere(to.OriginalString)) yield return $"sent to {to}";
        if (answer.Headers.Contains("X-Evil")) yield return "a header of theirs";
    }

    private static bool Elsewhere(string location) => !location.StartsWith("https://localhost/", StringComparison.Ordinal) && (!location.StartsWith('/') || location.StartsWith("//", StringComparison.Ordinal) || location.StartsWith("/\\", StringComparison.Ordinal));
}
