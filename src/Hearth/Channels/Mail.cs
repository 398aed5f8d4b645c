using System.Globalization;
using Hearth.Channels.Rules;
using Hearth.Html;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Localization;
using MimeKit;
using NodaTime;

namespace Hearth.Channels;

/// <summary>A call as an e-mail: one sentence and the house's address. What it says may stand on a lock screen.</summary>
public sealed class Mail(CallSettings settings, IStringLocalizer<Words> words) : IOutgoing
{
    /// <returns>Null: the mail server has it.</returns>
    public async Task<Flaw?> SendAsync(Call call, CancellationToken stop)
    {
        var server = settings.Mail;
        if (!server.IsSetUp) return Flaw.NotSetUp;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Trying.Patience);
        // Whether a certificate was taken back would be asked of somebody else's machine, and no answer would stop the call.
        using var smtp = new SmtpClient { CheckCertificateRevocation = false, LocalDomain = server.From.Split('@')[1] };
        try
        {
            await smtp.ConnectAsync(server.Server, server.Port, server.Tls switch { "tls" => SecureSocketOptions.SslOnConnect, "none" => SecureSocketOptions.None, _ => SecureSocketOptions.StartTls }, patience.Token);
            if (server.User.Length > 0) await smtp.AuthenticateAsync(server.User, (await File.ReadAllTextAsync(server.PasswordFile, patience.Token)).Trim(), patience.Token);
            using var message = Write(call);
            await smtp.SendAsync(message, patience.Token);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return FlawOf(e);
        }
        try
        {
            await smtp.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            // It has been taken; how the two part says nothing about that.
        }
        return null;
    }

    public string Written(Call call)
    {
        using var message = Write(call);
        return message.ToString();
    }

    private MimeMessage Write(Call call)
    {
        var from = settings.Mail.From;
        var (subject, sentence) = Say(call);
        var message = new MimeMessage { Subject = subject, MessageId = $"{call.Id:N}@{from.Split('@')[1]}", Body = new TextPart("plain") { Text = call.Link is null ? $"{sentence}\r\n" : $"{sentence}\r\n\r\n{call.Link}\r\n" } };
        message.From.Add(new MailboxAddress(null, from));
        message.To.Add(new MailboxAddress(null, call.To));
        // No holiday notice answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>What stands on the screen, and the one sentence below it, in the language and at the hour of whom it is for.</summary>
    internal (string Subject, string Sentence) Say(Call call)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(call.Language);
            if (call.Kind == CallKind.Code) return (words["Your code"], words["Your code is {0}. It is good for half an hour.", call.Code!]);
            if (call.Kind == CallKind.Notice) return (words["Something new for you"], words["Something is waiting for you."]);
            if (call.Kind == CallKind.Drill) return (words["A test of how you are reached"], words["Open this page and say that it reached you:"]);
            return (call.AnswerBy is { } by ? words["A notice needs an answer by {0}", Times.Say(by, call.Zone, "time")] : words["Open now: you’re needed"], words["Sign in to see it."]);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    private static Flaw FlawOf(Exception e) => e switch
    {
        AuthenticationException or SaslException => Flaw.RefusedPassword,
        // Also where it offers no encryption, which we do not do without.
        SslHandshakeException or NotSupportedException => Flaw.NotTrusted,
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } => Flaw.RefusedSender,
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } => Flaw.RefusedReceiver,
        SmtpCommandException => Flaw.SaidNo,
        _ => Flaw.CannotReach,
    };
}
