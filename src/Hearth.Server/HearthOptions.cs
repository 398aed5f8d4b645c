using Hearth.Channels;

namespace Hearth.Server;

/// <summary>The configuration of an install, section "Hearth". Unknown keys are refused at start.</summary>
public sealed partial record HearthOptions
{
    /// <summary>Folder of the SQLite databases and of run files.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Folder of the root key, apart from every database. Empty: "keys" beside the data folder.</summary>
    public string Keys { get; init; } = "";

    /// <summary>A demo program, and a door for each of its people. Loopback only.</summary>
    public bool Demo { get; init; }

    /// <summary>PostgreSQL connection of the runtime role; empty: SQLite.</summary>
    public string Database { get; init; } = "";
    public string KeysDatabase { get; init; } = "";

    /// <summary>PostgreSQL connections of the migrator, which acts as the owner of the tables: used for migrations alone.</summary>
    public string DatabaseOwner { get; init; } = "";
    public string KeysDatabaseOwner { get; init; } = "";

    /// <summary>Where the media node's binaries are. Empty: beside the server's.</summary>
    public string MediaNode { get; init; } = "";

    /// <summary>The host that passkeys are bound to. Empty: the request's host (demo and development).</summary>
    public string Host { get; init; } = "";

    /// <summary>One of several servers on one PostgreSQL.</summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>How calls go out of the house.</summary>
    public CallSettings Calls { get; init; } = new();

    /// <summary>The same, with the address that people know this house by.</summary>
    internal CallSettings CallsFromHere => Calls.Address.Length > 0 || Host.Length == 0 ? Calls : Calls with { Address = $"https://{Host}" };

    public string KeysFolder => Keys.Length > 0 ? Keys : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Data))!, "keys");
}
