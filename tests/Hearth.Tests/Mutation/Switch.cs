using System.Collections;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace Hearth.Tests.Mutation;

/// <summary>One requirement that is turned into "always allow". <paramref name="Each"/>: every endpoint has it for itself.</summary>
internal sealed record Mutant(string Id, string File, int Line, string Where, string What, bool Each)
{
    /// <summary>The folder it stands in.</summary>
    public string Room => File.Split('/')[0];
}

/// <summary>
/// The switch in the woven copy of Hearth.dll (tests/Hearth.Mutation), found by its name: in what is built and shipped there is
/// none, and then this is null.
/// </summary>
internal sealed class Switch
{
    private readonly Type woven;
    private readonly FieldInfo everywhere;
    private readonly IDictionary seen, followed;
    private readonly FieldInfo ofOne;

    private Switch(Type woven)
    {
        this.woven = woven;
        everywhere = woven.GetField("Everywhere")!;
        seen = (IDictionary)woven.GetField("Seen")!.GetValue(null)!;
        followed = (IDictionary)woven.GetField("Followed")!.GetValue(null)!;
        ofOne = woven.GetNestedType("Asking")!.GetField("Seen")!;
    }

    public static Switch? Find() => typeof(Hearth.HearthRooms).Assembly.GetType("Hearth.Mutants") is { } woven ? new(woven) : null;

    /// <summary>For everything in the process; null: nothing is changed.</summary>
    public string? Everywhere { set => everywhere.SetValue(null, value); }

    /// <summary>What anything came to since the last time.</summary>
    public HashSet<string> TakeSeen()
    {
        var all = seen.Keys.Cast<string>().ToHashSet();
        seen.Clear();
        return all;
    }

    /// <summary>What one request came to.</summary>
    public HashSet<string> SeenBy(string number)
    {
        var all = followed[number] is { } asking ? ((IDictionary)ofOne.GetValue(asking)!).Keys.Cast<string>().ToHashSet() : [];
        followed.Remove(number);
        return all;
    }

    public string NameOf(RouteEndpoint endpoint) => (string)woven.GetMethod("NameOf")!.Invoke(null, [endpoint])!;

    public static IEnumerable<Mutant> Read(string folder) => JsonSerializer.Deserialize<List<Mutant>>(File.ReadAllText(Path.Combine(folder, "mutants.json")))!;
}
