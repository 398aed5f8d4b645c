using System.Globalization;
using System.Text.RegularExpressions;

namespace Hearth.Browser.Command;

/// <summary><c>./hearth install</c> into a folder: what systemd says of the units that come out, and that nothing of the operator's is lost.</summary>
[Collection("command")]
public sealed partial class InstallTests : IDisposable
{
    readonly string image = Directory.CreateTempSubdirectory("hearth-image-").FullName;

    string Unit(string name) => $"{image}/etc/systemd/system/{name}";

    [Fact]
    public async Task Units_are_right_and_expose_little()
    {
        await Good("--root", image, "--host", "hearth.example.org");
        string[] services = ["hearth.service", "hearth-media.service", "hearth-backup.service"];
        var verified = await Command.Run("systemd-analyze", ["verify", "--man=no", "--recursive-errors=no", .. services.Select(Unit), Unit("hearth-backup.timer")], null);
        Assert.True(verified.Code == 0, verified.Said);
        Assert.DoesNotContain("hearth", verified.Said);
        foreach (var service in services[..2])
            Assert.InRange(await ExposureAsync(Unit(service)), 0, 2.0);

        // A slip is found, and a unit without its walls is seen to be.
        var open = $"{image}/hearth-open.service";
        await File.WriteAllTextAsync(open, Hardening().Replace(await File.ReadAllTextAsync(Unit("hearth.service")), ""));
        Assert.True(await ExposureAsync(open) > 5);
        await File.WriteAllTextAsync(open, "[Service]\nExecStart=/nonexistent/hearth\n");
        Assert.NotEqual(0, (await Command.Run("systemd-analyze", ["verify", "--man=no", open], null)).Code);

        // Neither is ended with the other, and no crash may write down what was said.
        foreach (var service in services[..2])
        {
            var text = await File.ReadAllTextAsync(Unit(service));
            Assert.DoesNotContain(text.Split('\n'), line => !line.StartsWith('#') && Placeholder().Replace(line, "").Contains('@'));
            Assert.DoesNotMatch("(?m)^(Requires|BindsTo|PartOf|Requisite|ConsistsOf)=", text);
            Assert.Contains("LimitCORE=0", text);
            Assert.Contains("DOTNET_DbgEnableMiniDump=0", text);
        }
    }

    [Fact]
    public async Task A_second_time_keeps_every_setting_and_folders_are_their_owners()
    {
        await Good("--root", image, "--host", "hearth.example.org");
        var settings = $"{image}/etc/hearth/appsettings.json";
        Assert.Contains("\"Host\": \"hearth.example.org\"", await File.ReadAllTextAsync(settings));
        foreach (var folder in new[] { "var/lib/hearth", "var/lib/hearth-keys" })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode($"{image}/{folder}"));
        Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(settings) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite));
        Assert.True(File.Exists($"{image}/usr/local/lib/hearth/current/server/Hearth.Server.dll"));
        Assert.True(File.Exists($"{image}/usr/local/lib/hearth/current/node/Hearth.MediaNode.dll"));

        await File.AppendAllTextAsync(settings, "// mine\n");
        await Good("--root", image, "--host", "another.example.org");
        Assert.EndsWith("// mine\n", await File.ReadAllTextAsync(settings));
    }

    static async Task Good(params string[] arguments)
    {
        var answer = await Command.Run(["install", .. arguments]);
        Assert.True(answer.Code == 0, answer.Said);
    }

    static async Task<double> ExposureAsync(string unit)
    {
        var said = (await Command.Run("systemd-analyze", ["security", "--offline=true", "--no-pager", unit], null)).Said;
        return double.Parse(Exposure().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    public void Dispose() => Directory.Delete(image, recursive: true);

    [GeneratedRegex(@"Overall exposure level for \S+: ([0-9.]+)")]
    private static partial Regex Exposure();

    [GeneratedRegex(@"(?m)^(Protect|Private|Restrict|SystemCall|Capability|Ambient|NoNew|Lock|Remove|Keyring|Device|Proc|UMask|User|Supplementary).*\n")]
    private static partial Regex Hardening();

    [GeneratedRegex(@"@(system-service|privileged|resources)")]
    private static partial Regex Placeholder();
}
