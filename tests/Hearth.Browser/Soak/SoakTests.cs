namespace Hearth.Browser.Soak;

/// <summary>What <c>dev/soak</c> does for hours, a few times, in one small house: nothing acknowledged is lost or doubled, and everybody is back. R02 in small is Journeys/KillTests; R04 and R12 are Servers/TwoServersTests.</summary>
[Collection(Alone.Name)]
public class SoakTests(SoakTests.SmallHouse small) : IClassFixture<SoakTests.SmallHouse>
{
    /// <summary>Each test leaves it whole.</summary>
    public sealed class SmallHouse : IAsyncLifetime
    {
        public LoadedHouse House { get; private set; } = null!;

        public async ValueTask InitializeAsync() => House = await LoadedHouse.OpenAsync(new(Rooms: 3, Servers: 1, Pause: TimeSpan.FromMilliseconds(300), People: 12, Writers: 4, Clocks: true, Later: 14), new(TextWriter.Null));

        public ValueTask DisposeAsync() => House?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    [Fact]
    public Task R01_the_server_is_killed_while_people_post() => HoldsAsync(findings => R01.BreakAsync(small.House, findings, 8));

    [Fact]
    public Task R03_the_database_is_killed_and_restarted_under_people_who_write() => HoldsAsync(findings => R03.BreakAsync(small.House, findings, 2));

    [Fact]
    public Task R07_the_clock_jumps() => HoldsAsync(findings => R07.BreakAsync(small.House, findings, 1, -3600));

    [Fact]
    public Task R09_two_hundred_pages_come_back_at_once() => HoldsAsync(findings => small.House.WithAllAsync(() => R09.BreakAsync(small.House, findings, 1)));

    [Fact]
    public void A_line_that_is_lost_doubled_or_moved_is_found()
    {
        string[] taken = ["line1 0.", "line1 1.", "line1 2."];
        Assert.Equal(new Ledger(0, 0, false), Ledger.Compare(taken, [.. taken, "line1 3."]));
        Assert.Equal(new Ledger(1, 0, false), Ledger.Compare(taken, ["line1 0.", "line1 2."]));
        Assert.Equal(new Ledger(0, 1, false), Ledger.Compare(taken, ["line1 0.", "line1 1.", "line1 1.", "line1 2."]));
        Assert.Equal(new Ledger(0, 0, true), Ledger.Compare(taken, ["line1 0.", "line1 2.", "line1 1."]));
    }

    [Fact]
    public async Task What_the_database_forgot_is_found_in_the_house()
    {
        var (room, said) = (small.House.Rooms[0], new StringWriter());
        // What earlier experiments left is nobody's here, and some of it is from a clock that was an hour ahead.
        small.House.Postgres.Execute("hearth", """create table "Before" as select "Id" from "RoomTexts" """);
        small.House.Begin();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await small.House.AnswersAfterAsync(System.Diagnostics.Stopwatch.GetTimestamp(), patience.Token);
        foreach (var each in small.House.Rooms) await each.StopAsync();
        small.House.Postgres.Execute("hearth",
            $"""delete from "RoomTexts" where "Id" = (select "Id" from "RoomTexts" where "SessionId" = '{room.Session}' and "Id" not in (select "Id" from "Before") order by "At" desc limit 1)""",
            """drop table "Before" """);
        var findings = new Findings(said);
        await small.House.CheckAsync(findings);
        Assert.False(findings.Holds);
        Assert.Contains("acknowledged and lost: 1", said.ToString());
    }

    internal static async Task HoldsAsync(Func<Findings, Task> experiment)
    {
        var said = new StringWriter();
        var findings = new Findings(said);
        await experiment(findings);
        Assert.True(findings.Holds, said.ToString());
    }
}
