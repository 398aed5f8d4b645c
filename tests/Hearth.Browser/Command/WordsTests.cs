using Hearth.Tests;

namespace Hearth.Browser.Command;

/// <summary>What the command refuses, it refuses in words, before anything has begun.</summary>
[Collection("command")]
public class WordsTests
{
    [Theory]
    [InlineData("fly", "there is no \"fly\" here")]
    [InlineData("up --prot 5", "\"up\" does not know \"--prot\"")]
    [InlineData("up --port", "--port needs a value")]
    [InlineData("up --port 99999", "--port wants a number from 1 to 65535")]
    [InlineData("up --port 5000 --urls http://localhost:5001", "--urls already says the port")]
    [InlineData("up --urls localhost", "--urls wants addresses")]
    [InlineData("up --data /tmp/a --keys /tmp/a/keys", "The keys may not lie inside the data folder")]
    [InlineData("up --data /tmp/a/data --keys /tmp/a", "The data may not lie inside the keys folder")]
    [InlineData("audit", "\"audit\" knows one thing to do: verify")]
    [InlineData("audit verify --port 5", "\"audit verify\" does not know \"--port\"")]
    [InlineData("up --lan", "say so with --let-anyone-in")]
    [InlineData("up --let-anyone-in", "--let-anyone-in belongs to --lan")]
    [InlineData("up --lan --no-demo --urls http://localhost:5001", "--lan finds its own address")]
    [InlineData("backup", "\"backup\" needs --to DIR")]
    [InlineData("backup --keep ever", "want days")]
    [InlineData("restore", "\"restore\" needs --data-file FILE")]
    [InlineData("restore --port 5", "\"restore\" does not know \"--port\"")]
    [InlineData("check --fast", "\"check\" does not know \"--fast\"")]
    [InlineData("upgrade --fast", "\"upgrade\" does not know \"--fast\"")]
    [InlineData("install --fast", "\"install\" does not know \"--fast\"")]
    [InlineData("install --host Hearth", "--host wants the name that people will type")]
    [InlineData("turn", "\"turn\" needs --host NAME")]
    [InlineData("turn --host relay.example.org", "\"turn\" needs --node ADDRESS")]
    [InlineData("turn --host relay.example.org --node ::1", "This is no IPv4 address")]
    [InlineData("turn --host relay.example.org --node 192.0.2.1 --tls-port 5349", "--tls-port needs --certificate FILE and --key FILE")]
    [InlineData("test --fast", "\"test\" does not know \"--fast\"")]
    [InlineData("test --only some", "--only wants sqlite, postgres or browser")]
    [InlineData("database", "\"database\" needs --superuser")]
    [InlineData("database --superuser Host=localhost;Colour=red", "a part that this cannot use: \"Colour\"")]
    [InlineData("database --superuser Host=localhost --name Robert');--", "--name wants small letters")]
    public async Task Refused(string line, string words)
    {
        var answer = await Command.Run(line.Split(' '));
        Assert.Equal(2, answer.Code);
        Assert.Contains(words, answer.Said);
        Assert.Contains("./hearth help", answer.Said);
    }

    [Fact]
    public async Task Help_names_every_verb_and_the_command_knows_every_verb_that_help_names()
    {
        var help = await Command.Run("help");
        Assert.Equal(0, help.Code);
        foreach (var verb in new[] { "up", "install", "check", "backup", "restore", "upgrade", "turn", "database", "audit verify", "test", "help" }) Assert.Contains($"./hearth {verb}", help.Said);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_said()
    {
        var answer = await Command.Run("up", "--data", "/proc/hearth/data", "--port", $"{Ports.Free()}");
        Assert.Equal(1, answer.Code);
        Assert.Contains("The data folder cannot be written to: /proc/hearth/data", answer.Said);
    }

    [Fact]
    public async Task A_machine_without_the_SDK_is_told_what_to_install()
    {
        var bin = Directory.CreateTempSubdirectory("hearth-path-");
        var data = Directory.CreateTempSubdirectory("hearth-nosdk-");
        try
        {
            foreach (var program in Directory.GetFiles("/usr/bin"))
                if (Path.GetFileName(program) != "dotnet")
                    File.CreateSymbolicLink(Path.Combine(bin.FullName, Path.GetFileName(program)), program);
            var answer = await Command.Run($"{House.Root}/hearth", ["up", "--data", $"{data}/data", "--port", $"{Ports.Free()}"],
                new Dictionary<string, string> { ["PATH"] = bin.FullName });
            Assert.Equal(1, answer.Code);
            Assert.Contains("The .NET 10 SDK is not here", answer.Said);
        }
        finally
        {
            bin.Delete(recursive: true);
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Shellcheck_has_nothing_to_say()
    {
        var scripts = Directory.GetFiles($"{House.Root}/dev").Where(f => Path.GetExtension(f) is not (".txt" or ".awk"))
            .Append($"{House.Root}/hearth").Append($"{House.Root}/.ci/run").ToArray();
        var answer = await Command.Run("shellcheck", scripts, null);
        Assert.True(answer.Code == 0, answer.Said);
    }
}
