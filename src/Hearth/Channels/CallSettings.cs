using System.Net;
using MimeKit;

namespace Hearth.Channels;

/// <summary>What whoever runs the machine sets for calls that go out, section "Hearth:Calls".</summary>
public sealed record CallSettings
{
    /// <summary>Where a call tells people to go, scheme and host. Empty: https and Hearth:Host.</summary>
    public string Address { get; init; } = "";

    public MailSettings Mail { get; init; } = new();

    /// <summary>Where a sign of life goes once a minute, at a service that pages somebody when none comes. Whoever knows it can keep that quiet: a secret.</summary>
    public string Heartbeat { get; init; } = "";

    /// <summary>Hosts in the house's own network that a program may send its calls to: a pager's gateway. Names or addresses, as they stand in its URL.</summary>
    public IReadOnlyList<string> Gateways { get; init; } = [];

    /// <summary>Messages to browsers that asked for them. They are carried by the browsers' makers, who learn when and to which browser one goes.</summary>
    public bool Push { get; init; } = true;

    /// <summary>Services that carry them besides the well-known ones: hosts, as they stand in the addresses that browsers give.</summary>
    public IReadOnlyList<string> PushHosts { get; init; } = [];

    /// <summary>A browser takes messages only from a house that it reaches by https.</summary>
    public bool PushIsSetUp => Push && Uri.TryCreate(Address, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps;

    /// <summary>The first thing wrong with it, in words; null: nothing.</summary>
    public string? Wrong()
    {
        if (Address.Length > 0 && (!Uri.TryCreate(Address, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.PathAndQuery != "/" || url.UserInfo.Length > 0))
            return $"Hearth:Calls:Address wants the house's address as people type it, with https and nothing behind the name, not \"{Address}\".";
        if (Heartbeat.Length > 0 && (!Uri.TryCreate(Heartbeat, UriKind.Absolute, out var beat) || beat.Scheme is not ("https" or "http") || beat.UserInfo.Length > 0))
            return "Hearth:Calls:Heartbeat wants the whole address that your watching service gave you, with https.";
        foreach (var host in Gateways)
            if (Uri.CheckHostName(host) == UriHostNameType.Unknown) return $"Hearth:Calls:Gateways wants names or addresses of machines, such as pager.clinic.lan, not \"{host}\".";
        foreach (var host in PushHosts)
            if (Uri.CheckHostName(host) == UriHostNameType.Unknown) return $"Hearth:Calls:PushHosts wants names of machines, such as push.example.org, not \"{host}\".";
        return Mail.Wrong();
    }
}

/// <summary>The mail server that calls go out through.</summary>
public sealed record MailSettings
{
    public string Server { get; init; } = "";
    public int Port { get; init; } = 587;

    /// <summary>"starttls", "tls" from the first byte, or "none": on this machine alone.</summary>
    public string Tls { get; init; } = "starttls";
    public string User { get; init; } = "";
    public string PasswordFile { get; init; } = "";

    /// <summary>Whom calls come from. An address that says nothing: it stands on lock screens.</summary>
    public string From { get; init; } = "";

    public bool IsSetUp => Server.Length > 0;

    internal string? Wrong()
    {
        if (!IsSetUp) return User.Length + PasswordFile.Length + From.Length > 0 ? "Hearth:Calls:Mail names no Server." : null;
        if (Uri.CheckHostName(Server) == UriHostNameType.Unknown) return $"Hearth:Calls:Mail:Server wants a name such as mail.example.org, not \"{Server}\".";
        if (Port is < 1 or > 65535) return $"Hearth:Calls:Mail:Port wants a number from 1 to 65535, not {Port}.";
        if (Tls is not ("starttls" or "tls" or "none")) return $"Hearth:Calls:Mail:Tls wants starttls, tls or none, not \"{Tls}\".";
        if (Tls == "none" && !(Server == "localhost" || (IPAddress.TryParse(Server, out var address) && IPAddress.IsLoopback(address))))
            return $"Hearth:Calls:Mail:Tls may be none for a mail server on this machine alone, and {Server} is another.";
        if (User.Length > 0 != PasswordFile.Length > 0) return "Hearth:Calls:Mail:User and :PasswordFile go together: set both or neither.";
        if (PasswordFile.Length > 0 && !File.Exists(PasswordFile)) return $"Hearth:Calls:Mail:PasswordFile names no file that this user may read: \"{PasswordFile}\".";
        return MailAddress.Is(From) ? null : $"Hearth:Calls:Mail:From wants an e-mail address such as notices@example.org, not \"{From}\".";
    }
}

/// <summary>One plain address: no name beside it, no list, nothing that a header could take for more.</summary>
public static class MailAddress
{
    public static bool Is(string text) =>
        text.Length <= 254 && text.All(c => c is > ' ' and not (',' or ';' or '<' or '>' or '"' or '(' or ')') && !char.IsControl(c))
        && MailboxAddress.TryParse(text, out var one) && one.Address == text && one.Address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1;
}
