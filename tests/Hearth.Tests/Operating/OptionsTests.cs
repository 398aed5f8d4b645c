using Hearth.Database;
using Hearth.LiveRooms.Media;
using Hearth.Server;
using Hearth.Server.Operating;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Hearth.Tests.Operating;

/// <summary>What an install is told, and what it makes of it.</summary>
public sealed class OptionsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hearth-options-").FullName;

    [Fact]
    public void The_manual_as_it_is_shipped_is_read_and_every_name_in_its_comments_is_known()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Hearth.slnx"))) root = Path.GetDirectoryName(root)!;
        var manual = File.ReadAllText(Path.Combine(root, "src/Hearth.Server/appsettings.json"));
        Assert.Equal(Signature(new HearthOptions()), Signature(Read(manual)));

        // Everything that is offered, taken: what stands behind // in the form of a setting.
        var lines = manual.Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, """^(\s*)//\s*(?="[A-Z]|[{}\]])""", "$1")).ToList();
        var taken = Read(string.Join('\n', lines));
        Assert.Equal("/etc/hearth/turn.secret", taken.Turn.SecretFile);
        Assert.Equal(["127.0.0.1"], taken.Proxies);
        Assert.Throws<InvalidOperationException>(() => Read("""{ "Hearth": { "Prxies": [ "127.0.0.1" ] } }"""));
        Assert.Throws<InvalidOperationException>(() => Read("""{ "Hearth": { "Turn": { "Url": "turn:x" } } }"""));
    }

    [Fact]
    public void A_verb_is_found_behind_its_options_and_a_server_is_no_verb()
    {
        Assert.NotNull(Verbs.Find(["audit", "verify"]));
        Assert.NotNull(Verbs.Find(["--contentRoot", "/srv", "--settings", "/etc/hearth/appsettings.json", "backup", "copy", "/var/lib/hearth/run/backup.x"]));
        Assert.Null(Verbs.Find(["--contentRoot", "/srv", "--settings", "/etc/hearth/appsettings.json"]));
        Assert.Null(Verbs.Find([]));
        Assert.Null(Verbs.Find(["--environment=Development", "--contentRoot=/srv"]));
        Assert.ThrowsAny<InvalidOperationException>(() => Verbs.Find(["--contentRoot", "/srv", "fly"])!(null!, new()).GetAwaiter().GetResult());
        // Behind the verb the path would take the option's name for its value, and the settings would be lost.
        Assert.Equal("/x", new ConfigurationBuilder().AddCommandLine(["--settings", "/x", "backup", "copy", "/folder"]).Build()["settings"]);
        Assert.Null(new ConfigurationBuilder().AddCommandLine(["backup", "copy", "/folder", "--settings", "/x"]).Build()["settings"]);
    }

    [Fact]
    public void What_is_wrong_is_said_before_the_start()
    {
        Assert.Null(new HearthOptions().Wrong());
        Assert.Contains("go together", new HearthOptions { Certificate = "/etc/hostname" }.Wrong());
        Assert.Contains("no certificate or key", new HearthOptions { Certificate = "/nowhere.pem", CertificateKey = "/nowhere.key" }.Wrong());
        Assert.Contains("\"localhost\"", new HearthOptions { Proxies = ["127.0.0.1", "localhost"] }.Wrong());
        Assert.Contains("not \"stun:elsewhere\"", new HearthOptions { Turn = new() { Urls = ["stun:elsewhere"] } }.Wrong());
        Assert.Contains("SecretFile", new HearthOptions { Host = "hearth.example.org", Turn = new() { Urls = ["turn:hearth.example.org:3478?transport=tcp", "turns:turn.hearth.example.org"], SecretFile = "/nowhere" } }.Wrong());
        foreach (var other in (string[])["turn:relay.elsewhere.example", "turn:nothearth.example.org", "turns:192.0.2.9:5349"])
            Assert.Contains("must be your own", new HearthOptions { Host = "hearth.example.org", Turn = new() { Urls = [other], SecretFile = "/etc/hostname" } }.Wrong());
        Assert.Null(new HearthOptions { Host = "hearth.example.org", Turn = new() { Urls = ["turn:turn.hearth.example.org?transport=tcp"], SecretFile = "/etc/hostname" } }.Wrong());
        Assert.Contains("a database of their own", new HearthOptions { Database = "Host=x" }.Wrong());
    }

    [Fact]
    public void Written_connections_are_taken_for_the_database_they_were_written_for_and_no_other()
    {
        File.WriteAllText($"{folder}/database.conf", "# for us\nDatabase=Host=h;Port=5432;Database=d;Username=d_app;Password=p1\nKeysDatabase=Host=h;Port=5432;Database=d_keys;Username=d_app;Password=p1\n");
        var given = new HearthOptions { Keys = folder, Database = "Host=h;Database=d;Username=d_app" }.WithWrittenConnections();
        Assert.EndsWith("Password=p1", given.Database);
        Assert.EndsWith("Password=p1", given.KeysDatabase);
        Assert.Empty(given.DatabaseOwner); // a file that is not there, or not ours to read
        File.WriteAllText($"{folder}/roles.conf", "DatabaseOwner=Host=h;Database=d;Username=d_migrator;Password=p2\n");
        Assert.EndsWith("Password=p2", new HearthOptions { Keys = folder, Database = "Host=h;Database=d;Username=d_app" }.WithWrittenConnections().DatabaseOwner);
        foreach (var other in (string[])["Host=h;Database=another;Username=d_app", "Host=h;Database=d;Username=postgres", "Host=h;Database=d;Username=d_app;Password=wrong"])
            Assert.Empty(new HearthOptions { Keys = folder, Database = other }.WithWrittenConnections().KeysDatabase);
    }

    [Fact]
    public void A_password_for_the_relay_expires_names_nobody_and_is_what_coturn_computes()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        var relay = new Relay(["turn:relay.example.org?transport=tcp"], "secret", TimeSpan.FromHours(6));
        var (username, credential) = relay.Credentials(new Clock(time));
        Assert.Matches("^1800021600:[0-9a-f]{16}$", username);
        Assert.Equal(Convert.ToBase64String(HMACSHA1.HashData("secret"u8, Encoding.UTF8.GetBytes(username))), credential);
        Assert.NotEqual(username, relay.Credentials(new Clock(time)).Username);

        using var frame = JsonDocument.Parse(relay.Frame(new Clock(time))!);
        Assert.Equal("ice", frame.RootElement.GetProperty("t").GetString());
        Assert.Equal("turn:relay.example.org?transport=tcp", frame.RootElement.GetProperty("servers")[0].GetProperty("urls")[0].GetString());
        Assert.DoesNotContain("secret", frame.RootElement.ToString());
        Assert.Null(Relay.None.Frame(new Clock(time)));
    }

    [Fact]
    public void A_certificate_that_runs_out_or_is_anothers_is_found()
    {
        var now = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal([Standing.Fine], Of("hearth.example.org", now.AddDays(60)));
        Assert.Equal([Standing.Look], Of("hearth.example.org", now.AddDays(10)));
        Assert.Equal([Standing.Wrong], Of("hearth.example.org", now.AddDays(-1)));
        Assert.Equal([Standing.Fine, Standing.Wrong], Of("other.example.org", now.AddDays(60)));
        File.WriteAllText($"{folder}/house.key", "not a key");
        Assert.Equal([Standing.Wrong], DoorChecks.Certificate(new() { Host = "hearth.example.org", Certificate = $"{folder}/house.pem", CertificateKey = $"{folder}/house.key" }, now).Select(f => f.Standing));

        IEnumerable<Standing> Of(string name, DateTimeOffset until)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
            using var certificate = request.CreateSelfSigned(now.AddDays(-90), until);
            File.WriteAllText($"{folder}/house.pem", certificate.ExportCertificatePem());
            File.WriteAllText($"{folder}/house.key", key.ExportPkcs8PrivateKeyPem());
            return DoorChecks.Certificate(new() { Host = "hearth.example.org", Certificate = $"{folder}/house.pem", CertificateKey = $"{folder}/house.key" }, now).Select(f => f.Standing).ToList();
        }
    }

    [Fact]
    public void Each_thing_wrong_with_name_folders_and_backups_is_found()
    {
        Assert.Contains(DoorChecks.Name(new()), f => f is { Standing: Standing.Wrong, What: "The house has no name." });
        Assert.Contains(DoorChecks.Name(new()), f => f is { Standing: Standing.Wrong, What: "Nothing answers HTTPS." });
        Assert.Contains(DoorChecks.Name(new() { Host = "192.0.2.1", Proxies = ["127.0.0.1"] }), f => f.Standing == Standing.Wrong);
        Assert.Contains(DoorChecks.Name(new() { Host = "h.example.org", Proxies = ["0.0.0.0/0"] }), f => f.Standing == Standing.Wrong);
        Assert.All(DoorChecks.Name(new() { Host = "h.example.org", Proxies = ["127.0.0.1"] }), f => Assert.Equal(Standing.Fine, f.Standing));

        var house = new HearthOptions { Data = Directory.CreateDirectory($"{folder}/data", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName, Keys = Directory.CreateDirectory($"{folder}/keys", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName };
        Assert.All(MachineChecks.Folders(house), f => Assert.Equal(Standing.Fine, f.Standing));
        File.WriteAllText($"{folder}/keys/root.key", "");
        File.SetUnixFileMode($"{folder}/keys/root.key", UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains(MachineChecks.Folders(house), f => f.Standing == Standing.Wrong && f.What.EndsWith("root.key.", StringComparison.Ordinal));
        Assert.Contains(MachineChecks.Folders((house with { Keys = $"{folder}/data/keys" }).Made()), f => f.What.StartsWith("Keys and data are in one folder", StringComparison.Ordinal));

        var now = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(Standing.Wrong, Assert.Single(MachineChecks.Backups(house, now)).Standing);
        foreach (var (written, standing) in new[] { ("20260601T030000Z", Standing.Fine), ("20260531T090000Z", Standing.Look), ("20260520T030000Z", Standing.Wrong) })
        {
            File.WriteAllText($"{folder}/data/last-backup", written + "\n");
            Assert.Equal(standing, Assert.Single(MachineChecks.Backups(house, now)).Standing);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static HearthOptions Read(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build().GetSection("Hearth").Get<HearthOptions>(b => b.ErrorOnUnknownConfiguration = true) ?? new();

    private static string Signature(HearthOptions options) => JsonSerializer.Serialize(options);
}

internal static class MadeFolders
{
    public static HearthOptions Made(this HearthOptions options)
    {
        Directory.CreateDirectory(options.Keys);
        return options;
    }
}
