namespace Hearth.Browser.Soak;

/// <summary>In a house of its own for each database.</summary>
[Collection(Alone.Name)]
public class WrittenTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task R01Written_the_server_is_killed_while_people_write_in_a_topic_and_in_conversations(bool onPostgres) =>
        SoakTests.HoldsAsync(findings => R01Written.BreakAsync(findings, onPostgres, 20));

    [Fact]
    public void What_is_lost_doubled_missing_a_number_or_out_of_order_is_found()
    {
        string[] lines = ["line1 0.", "line2 0.", "line1 1.", "line2 1."];
        var right = new WrittenPlace([lines[1], lines[0], lines[2], lines[3]], Stand(lines), lines);
        Assert.All(WrittenPlace.Wrong([right]), w => Assert.Equal(0, w.Count));

        Found("acknowledged and lost", right with { Acknowledged = [.. lines, "line1 2."] });
        Found("written twice", right with { Stands = Stand([.. lines, lines[3]]) });
        Found("acknowledged to nobody", right with { Stands = Stand([.. lines, "line1 2."]), Read = [.. lines, "line1 2."] });
        Found("numbers are not", right with { Stands = [.. right.Stands.Select(s => s.Number == 4 ? (5, s.Words) : s)] });
        Found("lines stand in another order", right with { Acknowledged = [lines[0], lines[3], lines[1], lines[2]] });
        Found("not read", right with { Read = lines[..3] });
        Found("read twice", right with { Read = [.. lines, lines[0]] });
        Found("read and not standing", right with { Read = [.. lines, "line1 2."] });
        Found("read in another order", right with { Read = [lines[1], lines[0], .. lines[2..]] });

        static List<(int, string)> Stand(IEnumerable<string> lines) => [.. lines.Select((line, i) => (i + 1, line))];

        void Found(string what, WrittenPlace planted) =>
            Assert.Equal([(true, 1)], WrittenPlace.Wrong([right, planted]).Where(w => w.Count != 0).Select(w => (w.What.Contains(what, StringComparison.Ordinal), w.Count)));
    }
}
