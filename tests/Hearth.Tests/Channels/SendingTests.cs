using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hearth.Channels;
using Hearth.Channels.Rules;
using Hearth.Database;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Channels;

/// <summary>What leaves the house, to the byte, and where it may go (AC-13, AC-22, AC-28).</summary>
public partial class SendingTests(HearthHost host)
{
    private static readonly Instant tenPastFour = Instant.FromUtc(2026, 12, 1, 22, 5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [GeneratedRegex("(?m)^Subject: (.*?)\r$")]
    private static partial Regex Subject { get; }

    [Fact]
    public async Task A_mail_is_one_sentence_and_an_address()
    {
        await using var calling = await Calling.StartAsync(host);
        await calling.CallAsync(calling.Cast.Leila, Guid.NewGuid(), tenPastFour);
        await calling.CallAsync(calling.Cast.Leila, Guid.NewGuid());
        await calling.SendAsync();
        var (mails, deliveries) = (calling.MailServer.Messages.ToList(), await calling.DeliveriesAsync());
        Assert.Equal(2, mails.Count);
        // Her clock is in Chicago.
        Assert.Contains(mails, m => Subject.Match(m).Groups[1].Value == "A notice needs an answer by 4:05 pm");
        foreach (var mail in mails)
        {
            Assert.Contains("RCPT TO:<leila.sealedword@mail.example>", mail, StringComparison.Ordinal);
            Assert.Contains("MAIL FROM:<notices@house.example>", mail, StringComparison.Ordinal);
            Assert.Single(deliveries, d => mail.Contains($"Message-Id: <{d.Id:N}@house.example>", StringComparison.OrdinalIgnoreCase));
            Assert.Contains("\r\n\r\nSign in to see it.\r\n\r\nhttps://house.example\r\n", mail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_speaks_the_language_of_whom_it_is_for()
    {
        await using var calling = await Calling.StartAsync(host);
        await host.Scopes.WriteAsync(calling.Cast.ProgramId, async s => (await s.GetRequiredService<HearthDb>().PeopleOfProgram().SingleAsync(p => p.Id == calling.Cast.Leila.PersonId, Cancel)).Speak("es"), Cancel);
        await calling.CallAsync(calling.Cast.Leila, Guid.NewGuid(), tenPastFour);
        await calling.SendAsync();
        Assert.Equal("Un aviso necesita respuesta antes de las 4:05 p.m.", Subject.Match(calling.MailServer.Messages.Single()).Groups[1].Value);
    }

    [Fact]
    public async Task What_the_mail_server_refuses_is_told_apart()
    {
        await using var calling = await Calling.StartAsync(host);
        var password = Path.Combine(Path.GetTempPath(), $"channels-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(password, "mailpassword\n", Cancel);
        var (mail, server) = (calling.Settings.Mail, calling.MailServer);
        var withPassword = mail with { User = "notices", PasswordFile = password };

        Assert.Equal(Flaw.NotTrusted, await FlawAsync(mail with { Tls = "starttls" })); // it offers none, and we do not go on without
        server.RefusesPassword = true;
        Assert.Equal(Flaw.RefusedPassword, await FlawAsync(withPassword));
        server.RefusesPassword = false;
        server.RefusesReceiver = true;
        Assert.Equal(Flaw.RefusedReceiver, await FlawAsync(withPassword));
        Assert.Empty(server.Messages);
        server.RefusesReceiver = false;
        Assert.Equal(Flaw.CannotReach, await FlawAsync(mail with { Port = Ports.Free() }));
        Assert.Null(await FlawAsync(withPassword));
        Assert.Contains(server.Got, g => g.Contains("AUTH PLAIN " + Convert.ToBase64String("\0notices\0mailpassword"u8), StringComparison.Ordinal));
        File.Delete(password);

        async Task<Flaw?> FlawAsync(MailSettings settings)
        {
            var call = Guid.NewGuid();
            await calling.CallAsync(calling.Cast.Leila, call);
            await calling.SendAsync(calling.Sweep(calling.Settings with { Mail = settings }));
            await host.Scopes.WriteAsync(calling.Cast.ProgramId, s => s.GetRequiredService<Outbox>().StopAsync(call, Cancel), Cancel); // none of these comes again
            return (await calling.DeliveriesAsync()).Single(d => d.CallId == call).Flaw;
        }
    }

    [Fact]
    public async Task A_request_is_signed_and_a_changed_one_is_not()
    {
        await using var calling = await Calling.StartAsync(host);
        await calling.CallAsync(calling.Cast.Noor, Guid.NewGuid(), tenPastFour);
        await calling.SendAsync();
        var (raw, body) = (Assert.Single(calling.Provider.Got), Assert.Single(calling.Provider.Bodies));
        using var sent = JsonDocument.Parse(body);
        var delivery = (await calling.DeliveriesAsync()).Single(d => d.Channel == Channel.Webhook);
        Assert.Equal(["answerBy", "id", "kind", "to"], sent.RootElement.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(($"{delivery.Id}", "needs-answer", "pager-4711", "2026-12-01T22:05:00Z"), (Text("id"), Text("kind"), Text("to"), Text("answerBy")));

        var secret = await host.Scopes.ReadAsync(calling.Cast.ProgramId, async s =>
        {
            var webhook = await s.GetRequiredService<HearthDb>().WebhookOfProgram().AsNoTracking().SingleAsync(Cancel);
            return await s.GetRequiredService<Sealer>().OpenAsync(Webhook.SecretAt(webhook.ProgramId), webhook.Secret, Cancel);
        }, Cancel);
        // As a receiver would check it, by the README alone.
        var header = Regex.Match(raw, "(?m)^Hearth-Signature: t=([0-9]+),v1=([0-9a-f]{64})\r$");
        Assert.True(header.Success, raw);
        Assert.Equal(header.Groups[2].Value, Mark(secret, $"{header.Groups[1].Value}.{body}"));
        Assert.NotEqual(header.Groups[2].Value, Mark(secret, $"{header.Groups[1].Value}.{body.Replace("pager-4711", "pager-4712", StringComparison.Ordinal)}"));
        Assert.True(secret.Length == 64);

        string Text(string name) => sent.RootElement.GetProperty(name).GetString()!;
        static string Mark(string secret, string signed) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)));
    }

    [Fact]
    public async Task No_byte_that_leaves_says_who_or_what_it_is_about()
    {
        await using var calling = await Calling.StartAsync(host);
        var cast = calling.Cast;
        var call = Guid.NewGuid();
        await calling.CallAsync(cast.Noor, call, tenPastFour);
        foreach (var channel in (string[])["Email", "Webhook"]) await Calling.DoneAsync(cast.Ada.Client.PostFormAsync("/channels/test", ("Person", $"{cast.Noor.PersonId}"), ("Channel", channel)));
        await calling.SendAsync();
        var sent = calling.MailServer.Got.Concat(calling.Provider.Got).ToList();
        Assert.Equal(4, sent.Count);
        Assert.All(await calling.DeliveriesAsync(), d => Assert.NotNull(d.SentAt));
        string[] never = [cast.Canary, "North House", "Legalname", "Supervisor", "supervisor", "group", $"{cast.ProgramId}", $"{cast.ProgramId:N}", $"{cast.Noor.PersonId}", $"{call}", $"{call:N}", Environment.MachineName, .. Cast.Parts.Select(p => p.Name)];
        foreach (var bytes in sent)
            foreach (var word in never)
                Assert.False(bytes.Replace("noor.sealedword@mail.example", "", StringComparison.Ordinal).Contains(word, StringComparison.Ordinal), $"{word} in: {bytes}");
        // The house's own name, in mail: not even that.
        Assert.All(calling.MailServer.Got, m => Assert.DoesNotContain("hearth", m, StringComparison.OrdinalIgnoreCase));
        Assert.False("From: Leila".Replace("noor.sealedword@mail.example", "", StringComparison.Ordinal).Length == 0); // what is left out is that address alone
    }

    [Fact]
    public async Task Nothing_goes_into_the_houses_own_network()
    {
        await using var calling = await Calling.StartAsync(host);
        var closed = calling.Settings with { Gateways = [] };
        var call = new Call(Guid.NewGuid(), CallKind.NeedsAnswer, "x", null, "UTC", "en", null);
        using var hook = new Hook(closed);
        // A literal, and names that lead there when they are asked for.
        foreach (var host in (string[])["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.5", "[::ffff:10.0.0.5]", "2130706433", "0x7f.1"])
            Assert.True(await hook.SendAsync(call, new($"https://{host}:{calling.Provider.Port}/", "s"), default, Cancel) == Flaw.NotPublic, host);
        foreach (var url in (string[])["http://pager.example.org/", "ftp://pager.example.org/", "https://me:secret@pager.example.org/", "file:///etc/passwd", "/calls", ""])
            Assert.True(await hook.SendAsync(call, new(url, "s"), default, Cancel) == Flaw.NotPublic, url);
        Assert.Equal(0, calling.Provider.Connections);

        // The same where the operator said so: the refusals above are not for want of a listener.
        using var open = new Hook(closed with { Gateways = ["localhost"] });
        Assert.Null(await open.SendAsync(call, new($"http://localhost:{calling.Provider.Port}/", "s"), default, Cancel));
        Assert.Equal(1, calling.Provider.Connections);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var calling = await Calling.StartAsync(host);
        await using var elsewhere = new Provider();
        calling.Provider.Answer = $"307 Over there\r\nLocation: {elsewhere.Url}";
        await calling.CallAsync(calling.Cast.Noor, Guid.NewGuid());
        await calling.SendAsync();
        Assert.Equal(Flaw.SentElsewhere, (await calling.DeliveriesAsync()).Single(d => d.Channel == Channel.Webhook).Flaw);
        Assert.Single(calling.Provider.Got);
        Assert.Equal(0, elsewhere.Connections);
    }
}
