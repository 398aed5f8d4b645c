using System.Net;
using Npgsql;

namespace Hearth.Server;

/// <summary>What a clinic sets when it installs Hearth for real. appsettings.json beside the server is the manual.</summary>
public sealed partial record HearthOptions
{
    /// <summary>PostgreSQL connections of roles that the server itself never uses: the chain's reader, and whoever makes backups.</summary>
    public string DatabaseAuditor { get; init; } = "";
    public string DatabaseBackup { get; init; } = "";
    public string KeysDatabaseBackup { get; init; } = "";

    /// <summary>The certificate (with its chain) and its key, as PEM files, when Hearth answers HTTPS itself. Read again when they are renewed.</summary>
    public string Certificate { get; init; } = "";
    public string CertificateKey { get; init; } = "";

    /// <summary>Addresses, or networks as in 10.0.0.0/8, of the proxies whose word is taken for who asks and how. Empty: nobody's.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>Addresses or networks that may read /metrics and the details of /health/ready, besides this machine.</summary>
    public IReadOnlyList<string> Watchers { get; init; } = [];

    public TurnOptions Turn { get; init; } = new();

    /// <summary>A local network's addresses and certificate, set by "hearth up --lan" alone.</summary>
    public LanOptions Lan { get; init; } = new();

    public bool OnPostgres => Database.Length > 0;

    /// <summary>What is wrong with these options, in words; null when nothing is.</summary>
    public string? Wrong()
    {
        if (Certificate.Length > 0 != CertificateKey.Length > 0) return "Hearth:Certificate and Hearth:CertificateKey go together: set both or neither.";
        foreach (var file in (string[])[Certificate, CertificateKey])
            if (file.Length > 0 && !File.Exists(file)) return $"There is no certificate or key at {file}, or this user may not read its folder.";
        foreach (var (name, list) in (IEnumerable<(string, IReadOnlyList<string>)>)[(nameof(Proxies), Proxies), (nameof(Watchers), Watchers)])
            foreach (var place in list)
                if (Places.Read(place) is null) return $"Hearth:{name} wants addresses such as 127.0.0.1 or networks such as 10.0.0.0/8, not \"{place}\".";
        if (OnPostgres && KeysDatabase.Length == 0)
            return "The keys need a database of their own, and nothing here says which. Let \"./hearth database --superuser …\" make both and write them down beside the root key, or set Hearth:KeysDatabase too.";
        return Turn.Wrong(Host) ?? Calls.Wrong();
    }

    /// <summary>
    /// "hearth database" wrote the connections down beside the root key. The one in the settings needs no password: when it is the one
    /// written there, the whole of them is taken from the files. What this user may not read stays empty: the server has no
    /// business with the owner's connection, and where it is a user of its own it cannot have it.
    /// </summary>
    public HearthOptions WithWrittenConnections()
    {
        if (!OnPostgres) return this;
        var written = Written("database.conf");
        if (!written.TryGetValue("Database", out var known) || !Same(known, Database)) return this;
        foreach (var (name, value) in Written("roles.conf")) written[name] = value;
        string Or(string set, string name) => set.Length > 0 ? set : written.GetValueOrDefault(name, "");
        return this with
        {
            Database = known,
            KeysDatabase = Or(KeysDatabase, nameof(KeysDatabase)),
            DatabaseOwner = Or(DatabaseOwner, nameof(DatabaseOwner)),
            KeysDatabaseOwner = Or(KeysDatabaseOwner, nameof(KeysDatabaseOwner)),
            DatabaseAuditor = Or(DatabaseAuditor, nameof(DatabaseAuditor)),
            DatabaseBackup = Or(DatabaseBackup, nameof(DatabaseBackup)),
            KeysDatabaseBackup = Or(KeysDatabaseBackup, nameof(KeysDatabaseBackup)),
        };
    }

    private Dictionary<string, string> Written(string name)
    {
        try
        {
            return File.ReadLines(Path.Combine(KeysFolder, name)).Where(line => !line.StartsWith('#') && line.Contains('=', StringComparison.Ordinal))
                .Select(line => line.Split('=', 2)).ToDictionary(line => line[0], line => line[1]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool Same(string written, string given)
    {
        var (one, other) = (new NpgsqlConnectionStringBuilder(written), new NpgsqlConnectionStringBuilder(given));
        return (one.Host, one.Port, one.Database, one.Username) == (other.Host, other.Port, other.Database, other.Username)
            && (other.Password is null || other.Password == one.Password);
    }
}

/// <summary>The relay for people whose network lets no media through: our own coturn, and nobody else's.</summary>
public sealed record TurnOptions
{
    /// <summary>Where browsers find it: "turn:hearth.example.org:3478?transport=tcp", "turns:hearth.example.org:5349?transport=tcp".</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>A file that holds the secret shared with coturn. "hearth turn" makes both.</summary>
    public string SecretFile { get; init; } = "";

    /// <summary>How long a browser's credentials hold. A circle, its waiting and a long talk after it.</summary>
    public double Hours { get; init; } = 6;

    internal string? Wrong(string host)
    {
        if (Urls.Count == 0) return null;
        foreach (var url in Urls)
            if (!url.StartsWith("turn:", StringComparison.Ordinal) && !url.StartsWith("turns:", StringComparison.Ordinal)) return $"Hearth:Turn:Urls wants addresses such as turn:hearth.example.org:3478?transport=tcp, not \"{url}\".";
        // Whoever relays learns who meets when: nobody but ourselves. The house's own name, one below it, or this machine for a try.
        foreach (var url in Urls)
            if (url[(url.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('?')[0].Split(':')[0] is var relay && relay != host && !(host.Length > 0 && relay.EndsWith("." + host, StringComparison.Ordinal))
                && !(System.Net.IPAddress.TryParse(relay, out var address) && System.Net.IPAddress.IsLoopback(address)))
                return $"The relay must be your own, under the name of the house: {(host.Length > 0 ? host : "Hearth:Host")} or a name that ends in it, not \"{relay}\".";
        if (Hours is < 0.1 or > 24) return "Hearth:Turn:Hours must be from 0.1 to 24.";
        return File.Exists(SecretFile) ? null : $"Hearth:Turn:SecretFile names no file that this user may read: \"{SecretFile}\". \"./hearth turn\" makes one.";
    }
}

/// <summary>See <c>dev/lan</c>.</summary>
public sealed record LanOptions
{
    /// <summary>This machine's address in the local network.</summary>
    public string Address { get; init; } = "";

    /// <summary>The certificate that a phone may be told to trust.</summary>
    public string Authority { get; init; } = "";

    /// <summary>Whoever is in this network may come in as anyone of the demo: said by the person who started it, in so many words.</summary>
    public bool LetAnyoneIn { get; init; }
}

/// <summary>Addresses and networks, as people write them.</summary>
internal static class Places
{
    public static IPNetwork? Read(string place) =>
        IPNetwork.TryParse(place, out var network) ? network
        : IPAddress.TryParse(place, out var one) ? new IPNetwork(one, one.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128)
        : null;

    /// <summary>
    /// Whether this request comes from the machine itself or from a place on the list. One that a proxy passed on and whose sender we
    /// were not told in a way that we trust comes from neither, although the proxy may stand on this machine.
    /// </summary>
    public static bool Watching(this HttpContext http, IReadOnlyList<string> places)
    {
        if (http.Connection.RemoteIpAddress is not { } address || http.Request.Headers.ContainsKey("X-Forwarded-For")) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return IPAddress.IsLoopback(address) || places.Any(p => Read(p) is { } network && network.Contains(address));
    }
}
