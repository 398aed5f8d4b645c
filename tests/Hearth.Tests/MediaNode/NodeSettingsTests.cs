using System.Net;
using Hearth.MediaNode;

namespace Hearth.Tests.MediaNode;

/// <summary>The node as a unit of its own: one manual with the server, and a folder that the server may enter and nobody else.</summary>
public sealed class NodeSettingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hearth-node-").FullName;

    [Fact]
    public void It_reads_its_section_and_what_is_given_wins()
    {
        var file = Path.Combine(folder, "media.json");
        File.WriteAllText(file, """
            // as it is shipped, with more of it said
            { "Media": { "Rtp": "20000-20999", "PublicAddress": "203.0.113.10", "AloneSeconds": 30 }, "Hearth": { "Host": "not the node's" } }
            """);
        var read = NodeSettings.Parse(["--run", folder, "--settings", file]);
        Assert.Equal((20000, 20999), read.Rtp);
        Assert.Equal(IPAddress.Parse("203.0.113.10"), read.PublicAddress);
        Assert.Equal(TimeSpan.FromSeconds(30), read.Alone);
        Assert.Equal((30000, 30999), NodeSettings.Parse(["--run", folder, "--settings", file, "--rtp", "30000-30999"]).Rtp);

        File.WriteAllText(file, """{ "Media": { "PublicAddress": "127.0.0.1" } }""");
        Assert.Throws<SettingsException>(() => NodeSettings.Parse(["--run", folder, "--settings", file]));
        Assert.Throws<SettingsException>(() => NodeSettings.Parse(["--run", folder, "--settings", "/nowhere.json"]));
        Assert.Throws<SettingsException>(() => NodeSettings.Parse(["--run", folder, "--group", "perhaps"]));
    }

    [Fact]
    public void Its_folder_is_its_own_or_its_groups_and_never_everybodys()
    {
        const UnixFileMode others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        foreach (var group in (bool[])[false, true])
        {
            var run = Path.Combine(folder, $"run-{group}");
            using var taken = RunFolder.Take(run, group);
            var (there, secret) = (File.GetUnixFileMode(run), File.GetUnixFileMode(Path.Combine(run, "media.secret")));
            Assert.Equal(group, there.HasFlag(UnixFileMode.GroupExecute));
            Assert.Equal(group, secret.HasFlag(UnixFileMode.GroupRead));
            Assert.False(there.HasFlag(UnixFileMode.GroupWrite) || secret.HasFlag(UnixFileMode.GroupWrite));
            Assert.Equal((UnixFileMode)0, (there | secret) & others);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
