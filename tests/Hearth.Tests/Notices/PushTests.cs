using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hearth.Accounts;
using Hearth.Channels;
using Hearth.Database;
using Hearth.Html;
using Hearth.Notices;
using Hearth.SignIn;
using Hearth.Tests.Channels;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Tests.Notices;

/// <summary>Messages to browsers: to whom, where to, and that only that browser can read them (AC-04, AC-22).</summary>
public class PushTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Instant Now => host.Services.GetRequiredService<Clock>().Now;

    private Task<int> DevicesAsync(Calling calling) => host.LookAsync(calling.Cast, db => db.DevicesOfProgram().CountAsync(Cancel));

    private Task TellAsync(Calling calling) => host.Scopes.WriteAsync(calling.Cast.ProgramId, s =>
        s.GetRequiredService<NoticeDesk>().TellAsync(Hearth.Spaces.SpaceNotices.Answered, calling.Cast.Wren.PersonId, Guid.NewGuid(), Cancel, urgent: true), Cancel);

    [Fact]
    public async Task What_a_browser_gets_opens_for_it_alone_and_is_one_sentence()
    {
        await using var calling = await Calling.StartAsync(host);
        await using var service = new PushService();
        using var push = host.PushTo(service);
        using var browser = new PushBrowser();
        calling.Push = push;
        await host.AskedInAsync(calling, calling.Cast.Wren, browser, service.Url("wren"));
        await TellAsync(calling);
        await host.SendNoticesAsync(calling, Now);

        var body = Assert.Single(service.Bodies);
        Assert.Equal("""{"title":"Something is waiting for you.","path":"/notices"}""", browser.Read(body));
        using var other = new PushBrowser();
        Assert.ThrowsAny<CryptographicException>(() => other.Read(body));
        var request = Assert.Single(service.Got);
        Assert.StartsWith("POST /push/wren HTTP/1.1", request, StringComparison.Ordinal);
        Assert.DoesNotMatch($"waiting|{calling.Cast.Canary}|North House|{calling.Cast.ProgramId}|{calling.Cast.Wren.PersonId}|Wren", request);
        Assert.Contains("Content-Encoding: aes128gcm", request, StringComparison.OrdinalIgnoreCase);

        // Signed as the browser was told it would be (RFC 8292): the key on the page is the one that signed.
        var vapid = Regex.Match(request, "(?im)^Authorization: vapid t=([^.]+)\\.([^.]+)\\.([^,]+), ?k=([A-Za-z0-9_-]+)");
        Assert.True(vapid.Success, request);
        Assert.Contains($"data-key=\"{vapid.Groups[4].Value}\"", await calling.Cast.Wren.Client.ReadAsync("/notices/how"), StringComparison.Ordinal);
        var point = Base64Url.DecodeFromChars(vapid.Groups[4].Value);
        using var signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[1..33], Y = point[33..] } });
        Assert.True(signer.VerifyData(Encoding.ASCII.GetBytes($"{vapid.Groups[1].Value}.{vapid.Groups[2].Value}"), Base64Url.DecodeFromChars(vapid.Groups[3].Value.Trim()), HashAlgorithmName.SHA256));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(vapid.Groups[2].Value));
        Assert.Equal("https://localhost", claims.RootElement.GetProperty("aud").GetString());
    }

    [Fact]
    public async Task Another_program_signs_with_another_key_and_the_key_stays_the_same()
    {
        var (here, there) = (await Cast.GatherAsync(host), await Cast.GatherAsync(host));
        var keys = host.Services.GetRequiredService<VapidKeys>();
        var one = await keys.OfAsync(here.ProgramId, Cancel);
        Assert.Equal(one, await keys.OfAsync(here.ProgramId, Cancel));
        Assert.NotEqual(one, await keys.OfAsync(there.ProgramId, Cancel));
    }

    [Theory]
    [InlineData("404 Not Found"), InlineData("410 Gone")]
    public async Task A_browser_that_is_gone_is_forgotten(string answer)
    {
        await using var calling = await Calling.StartAsync(host);
        await using var service = new PushService { Answer = answer };
        using var push = host.PushTo(service);
        using var browser = new PushBrowser();
        calling.Push = push;
        await host.AskedInAsync(calling, calling.Cast.Wren, browser, service.Url("gone"));
        await TellAsync(calling);
        await host.SendNoticesAsync(calling, Now);
        Assert.Single(service.Bodies);
        Assert.Equal(0, await DevicesAsync(calling));
    }

    [Fact]
    public async Task One_that_does_not_answer_well_is_tried_again_and_kept()
    {
        await using var calling = await Calling.StartAsync(host);
        await using var service = new PushService { Answer = "500 Not now" };
        using var push = host.PushTo(service);
        using var browser = new PushBrowser();
        calling.Push = push;
        await host.AskedInAsync(calling, calling.Cast.Wren, browser, service.Url("busy"));
        await TellAsync(calling);
        await host.SendNoticesAsync(calling, Now);
        Assert.Equal(1, await DevicesAsync(calling));
        service.Answer = "201 Created";
        await calling.AgeAsync(Duration.FromSeconds(5));
        await calling.SendAsync();
        Assert.Equal(2, service.Bodies.Count);
        Assert.Equal(1, await DevicesAsync(calling));
    }

    [Theory]
    [InlineData("suspended"), InlineData("discharged"), InlineData("signed out"), InlineData("taken away")]
    public async Task Whoever_may_not_come_in_or_has_signed_out_there_is_sent_nothing(string how)
    {
        await using var calling = await Calling.StartAsync(host);
        await using var service = new PushService();
        using var push = host.PushTo(service);
        using var browser = new PushBrowser();
        calling.Push = push;
        var wren = calling.Cast.Wren;
        await host.AskedInAsync(calling, wren, browser, service.Url("wren"));
        await TellAsync(calling);
        await host.SendNoticesAsync(calling, Now);
        Assert.Single(service.Bodies); // it was reached before

        await TellAsync(calling);
        if (how == "signed out") await wren.Client.PostAsync("/sign-out", null, Cancel);
        else if (how == "taken away") await Calling.DoneAsync(wren.Client.PostFormAsync("/notices/devices/remove"));
        else
            await host.Scopes.WriteAsync(calling.Cast.ProgramId, async s =>
            {
                var membership = await s.GetRequiredService<HearthDb>().MembershipsOfProgram().SingleAsync(m => m.PersonId == wren.PersonId, Cancel);
                if (how == "suspended") membership.Suspend();
                else membership.Discharge();
            }, Cancel);
        await host.SendNoticesAsync(calling, Now);
        Assert.Single(service.Bodies);
        // And the row goes with the next cleaning.
        using var sweep = ActivatorUtilities.CreateInstance<NoticeSweep>(host.Services);
        await sweep.CleanAsync(calling.Cast.ProgramId, Now, Cancel);
        Assert.Equal(0, await DevicesAsync(calling));
    }

    [Fact]
    public async Task Only_the_makers_services_are_spoken_to_by_https_and_none_that_leads_inside()
    {
        foreach (var known in (string[])["https://fcm.googleapis.com/fcm/send/abc", "https://updates.push.services.mozilla.com/wpush/v2/abc", "https://web.push.apple.com/QAbc", "https://wns2-par02p.notify.windows.com/w/?token=abc"])
            Assert.True(Push.MayBe(known, []), known);
        string[] never =
        [
            "http://fcm.googleapis.com/fcm/send/abc", "https://fcm.googleapis.com:8443/x", "https://fcm.googleapis.com.evil.example/x", "https://evilnotify.windows.com/x", "https://notify.windows.com.evil.example/", "https://me@fcm.googleapis.com/x",
            "https://127.0.0.1/x", "https://[::1]/x", "https://169.254.169.254/latest/meta-data", "https://10.0.0.5/x", "https://localhost/x", "https://push.example.org/x", "file:///etc/passwd", "/notices", "", "https://fcm.googleapis.com/" + new string('x', 1001),
        ];
        foreach (var endpoint in never) Assert.False(Push.MayBe(endpoint, []), endpoint);

        var cast = await Cast.GatherAsync(host);
        using var browser = new PushBrowser();
        foreach (var endpoint in never.Where(e => e.Length > 0))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostFormAsync("/notices/devices", ("Endpoint", endpoint), ("P256dh", browser.P256dh), ("Auth", browser.Auth))).StatusCode);
        foreach (var (p256dh, auth) in ((string, string)[])[("short", browser.Auth), (browser.P256dh, "short"), (browser.Auth, browser.P256dh)])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostFormAsync("/notices/devices", ("Endpoint", "https://web.push.apple.com/x"), ("P256dh", p256dh), ("Auth", auth))).StatusCode);
        Assert.Equal(0, await host.LookAsync(cast, db => db.DevicesOfProgram().CountAsync(Cancel)));

        // A stored one is looked at again before anything is sent.
        await using var service = new PushService();
        using var closed = host.PushTo(service, hosts: []);
        var call = new Call(Guid.NewGuid(), CallKind.Notice, "", null, "UTC", "en", null);
        var key = await host.Services.GetRequiredService<VapidKeys>().OfAsync(cast.ProgramId, Cancel);
        Assert.Equal(Flaw.NotPublic, await closed.SendAsync(call, new(service.Url("x"), browser.P256dh, browser.Auth), key, Cancel));
        Assert.Equal(0, service.Connections);
        using var open = host.PushTo(service);
        Assert.Null(await open.SendAsync(call, new(service.Url("x"), browser.P256dh, browser.Auth), key, Cancel));
        service.Answer = "307 Over there\r\nLocation: https://localhost/elsewhere";
        Assert.Equal(Flaw.SentElsewhere, await open.SendAsync(call, new(service.Url("x"), browser.P256dh, browser.Auth), key, Cancel));
        Assert.Equal(2, service.Connections);
    }

    [Fact]
    public async Task A_browser_is_whose_it_was_last()
    {
        var cast = await Cast.GatherAsync(host);
        using var browser = new PushBrowser();
        foreach (var who in (Member[])[cast.Wren, cast.Wren, cast.June])
            await Calling.DoneAsync(who.Client.PostFormAsync("/notices/devices", ("Endpoint", "https://web.push.apple.com/" + cast.Canary), ("P256dh", browser.P256dh), ("Auth", browser.Auth)));
        Assert.Equal([cast.June.PersonId], await host.LookAsync(cast, db => db.DevicesOfProgram().Select(d => d.PersonId).ToListAsync(Cancel)));
    }
}
