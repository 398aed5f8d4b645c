using System.Text.RegularExpressions;
using Hearth.Oversight;
using Hearth.Tests.Architecture;
using Hearth.Tests.Groups;
using Hearth.Tests.Notes;
using Hearth.Tests.Sessions;

namespace Hearth.Tests.Oversight;

public partial class WhoLookedTests(HearthHost host)
{
    [Fact]
    public async Task Each_sees_who_opened_what_of_theirs_and_nobody_elses()
    {
        var book = await NoteBook.OpenAsync(host);
        var cast = book.Cast;
        Assert.Contains("Nobody has looked", await cast["Tomas"].Client.ReadAsync("/who-looked"), StringComparison.Ordinal);

        await cast.Leila.Client.ReadAsync($"/people/{cast.Wren.PersonId}/legal-name");
        await book.WriteAsync(cast.Dan, cast.Wren, "secretword");
        await cast.Wren.Client.PostFormAsync($"/sessions/{book.Session}/after/say", ("Own", "quietword"));
        await cast.Leila.Client.ReadAsync($"/sessions/{book.Session}/said");

        var page = await cast.Wren.Client.ReadAsync("/who-looked");
        Assert.Contains("Leila opened your full name.", page, StringComparison.Ordinal);
        Assert.Contains("Leila opened what you said on leaving.", page, StringComparison.Ordinal);
        Assert.Contains("Dan signed a note about you.", page, StringComparison.Ordinal);
        Assert.Contains("Facilitator", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("secretword|quietword|Legalname", page);
        // What they did themselves is no look, and none of it is June's to see.
        Assert.DoesNotContain("Wren opened", page, StringComparison.Ordinal);
        var june = await cast.June.Client.ReadAsync("/who-looked");
        Assert.DoesNotContain("your full name", june, StringComparison.Ordinal);
        Assert.DoesNotContain("signed a note", june, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_sees_who_changed_something_about_them()
    {
        var cast = await Cast.GatherAsync(host);
        var circle = await host.CircleAsync(cast);
        await cast.Leila.Client.PostFormAsync($"/groups/{circle.Id}/members/{cast.Wren.PersonId}/close");
        var page = await cast.Wren.Client.ReadAsync("/who-looked");
        if (!(await host.KindsAsync(cast)).Contains("groups.member-removed")) Assert.Fail("Nothing was removed: look at the address.");
        Assert.Contains("Leila ended your place in a group.", page, StringComparison.Ordinal);
        Assert.Contains("A change", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("\"(?<kind>(?<room>[a-z]+)\\.[a-z]+(-[a-z]+)*)\"")]
    private static partial Regex Kind { get; }

    [GeneratedRegex("///.*")]
    private static partial Regex Comment { get; }

    /// <summary>Reviewed: about nobody, or about whoever did it, or said to them at the time. A line for each kind.</summary>
    private static readonly HashSet<string> quiet = [.. File.ReadLines(Path.Combine(Source.Root, "tests/Hearth.Tests/Oversight/untold.txt"))];

    [Fact]
    public void Whatever_is_recorded_is_told_or_was_looked_at_and_left_out() => Report.Clean(Untold(Source.All));

    [Fact]
    public void A_kind_that_nobody_thought_of_is_found() =>
        Assert.Equal(["src/Hearth/Notes/Planted.cs: notes.lent-out"], Untold([new Source("src/Hearth/Notes/Planted.cs", "happenings.Record(\"notes.lent-out\", id, person);")]));

    private static IEnumerable<string> Untold(IEnumerable<Source> sources) =>
        from source in sources
        where source.Path.StartsWith("src/Hearth/", StringComparison.Ordinal) && source.Is("cs", "razor") && source.Text.Contains("Record", StringComparison.Ordinal)
        from Match found in Kind.Matches(Comment.Replace(source.Text, ""))
        let kind = found.Groups["kind"].Value
        where RoomMap.Rooms.Contains(found.Groups["room"].Value, StringComparer.OrdinalIgnoreCase) || found.Groups["room"].Value == "people"
        where found.Groups["room"].Value != "signin" && !quiet.Contains(kind) && !Told.Kinds.Contains(kind)
        select $"{source.Path}: {kind}";
}
