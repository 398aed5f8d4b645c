using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.Channels.Pages;

/// <summary>What was wrong with a call, to whoever can do something about it. Never whose it was.</summary>
public static class FlawWords
{
    public static string Of(Flaw flaw, Channel channel, IStringLocalizer<Words> words) => (flaw, channel) switch
    {
        (Flaw.NotSetUp, _) => words["that channel is not set up any more."],
        (Flaw.NoAddress, _) => words["the person can no longer be called that way."],
        (Flaw.CannotReach, Channel.Email) => words["the mail server could not be reached."],
        (Flaw.CannotReach, Channel.Push) => words["the browser’s maker could not be reached."],
        (Flaw.CannotReach, _) => words["the provider could not be reached."],
        (Flaw.NotTrusted, Channel.Email) => words["the mail server could not show that it is the right one, or does not speak encrypted."],
        (Flaw.NotTrusted, Channel.Push) => words["the browser’s maker could not show that it is the right one."],
        (Flaw.NotTrusted, _) => words["the provider could not show that it is the right one."],
        (Flaw.RefusedPassword, _) => words["the mail server did not take it: it refused the password."],
        (Flaw.RefusedSender, _) => words["the mail server did not take it: it refused the sender."],
        (Flaw.RefusedReceiver, _) => words["the mail server did not take it: it does not know the address that it was for."],
        (Flaw.SaidNo, Channel.Email) => words["the mail server did not take it."],
        (Flaw.SaidNo, Channel.Push) => words["the browser’s maker did not take it."],
        (Flaw.SaidNo, _) => words["the provider did not take it."],
        (Flaw.SentElsewhere, Channel.Push) => words["the browser’s maker sent it on to another address, and calls are not sent on."],
        (Flaw.SentElsewhere, _) => words["the provider sent it on to another address, and calls are not sent on."],
        (Flaw.Ours, _) => words["this house could not make it ready. Whoever runs the machine finds more in its log."],
        _ => words["the address leads into a private network, which whoever runs the machine has not allowed."],
    };
}
