namespace Hearth.Browser.Command;

/// <summary><c>./hearth check</c> on a house that lives, and on one with something wrong.</summary>
[Collection("command")]
public sealed class CheckTests : IDisposable
{
    readonly string place = Directory.CreateTempSubdirectory("hearth-check-").FullName;

    [Fact]
    public async Task A_good_house_passes_and_each_thing_wrong_is_said_with_what_to_do()
    {
        await using var house = await House.Open();
        string[] here = ["--data", $"{house.Folder}/data", "--keys", $"{house.Folder}/keys"];
        var never = await Command.Run(["check", .. here]);
        Assert.Equal(1, never.Code);
        Assert.Contains("WRONG  There has never been a backup.", never.Said);
        Assert.True(never.Said.Contains("1 wrong", StringComparison.Ordinal), never.Said);

        Assert.Equal(0, (await Command.Run(["backup", "--make-identity", $"{place}/identity.txt", "--to", $"{place}/data", "--keys-to", $"{place}/keys", .. here])).Code);
        var good = await Command.Run(["check", .. here]);
        Assert.True(good.Code == 0, good.Said);
        Assert.Contains("and is ready", good.Said);
        Assert.Contains("No process of the house may leave a core dump", good.Said);
        Assert.Contains("happenings, whole", good.Said);
        Assert.Contains("Nothing is wrong", good.Said);
        Assert.Contains("This is the demo", good.Said);

        File.SetUnixFileMode($"{house.Folder}/data", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute);
        House.Kill(house.UpPid, "KILL");
        await House.Eventually(() => house.Processes().Count == 0, 90, house.Left);
        var bad = await Command.Run(["check", .. here]);
        Assert.NotEqual(0, bad.Code);
        Assert.Contains("WRONG  Others than its owner may enter or read", bad.Said);
        Assert.Contains($"chmod go= {house.Folder}/data", bad.Said);
        Assert.Contains("WRONG  The server does not answer", bad.Said);
    }

    [Fact]
    public async Task No_house_is_said()
    {
        var answer = await Command.Run("check", "--data", $"{place}/none", "--keys", $"{place}/nokeys");
        Assert.Equal(1, answer.Code);
        Assert.Contains("There is no house at", answer.Said);
    }

    public void Dispose() => Directory.Delete(place, recursive: true);
}
