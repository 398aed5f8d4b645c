using CsCheck;
using Hearth.LiveRooms.Rules;
using NodaTime;
using static Hearth.Tests.LiveRooms.Rules.Play;

namespace Hearth.Tests.LiveRooms.Rules;

public class AttendanceTests
{
    [Fact]
    public void Minutes_are_those_inside_on_the_line_and_not_in_a_break()
    {
        var play = Inside(Wren, June);
        play.Wait(10).Do(Leila, new StartBreak(5)).Wait(7).Do(Leila, new EndBreak());
        play.Wait(3).Do(Guid.Empty, new Line(June, false)).Wait(4).Come(June);
        play.Wait(6).Do(Leila, new PutBack(Wren)).Wait(2).Do(Leila, new Admit(Wren)).Wait(1).Do(Leila, new EndRoom());
        play.Wait(30);
        var minutes = AttendanceRule.Minutes(play.Log);
        Assert.Equal(10 + 3 + 4 + 6 + 2 + 1, minutes[Leila]);
        Assert.Equal(10 + 3 + 4 + 6 + 1, minutes[Wren]);
        Assert.Equal(10 + 3 + 6 + 2 + 1, minutes[June]);
        Assert.DoesNotContain(Dan, minutes.Keys);
    }

    [Fact]
    public void Waiting_is_not_being_present()
    {
        var play = Inside().Come(Wren).Wait(20).Do(Leila, new Admit(Wren)).Wait(5).Do(Leila, new EndRoom());
        Assert.Equal(5, AttendanceRule.Minutes(play.Log)[Wren]);
    }

    /// <summary>Second by second, by asking the room as it stood: another way to the same sum.</summary>
    [Fact]
    public void Whatever_happens_the_sum_is_that_of_the_seconds() => AnyPlay.Sample(steps =>
    {
        var play = new Play();
        Dictionary<Guid, int> seconds = [];
        foreach (var (by, what, wait) in steps)
        {
            for (var i = 0; i < wait; i++)
                if (play.State.Break is null)
                    foreach (var p in play.State.Inside.Where(p => p.Connected)) seconds[p.Id] = seconds.GetValueOrDefault(p.Id) + 1;
            play.Now += Duration.FromSeconds(wait);
            play.Ask(by, what);
        }
        // What was after the last event is in no log yet.
        var present = AttendanceRule.Present([.. play.Log, new LineChanged(play.Now, Guid.Empty, true)]);
        foreach (var person in Everybody) Assert.Equal(seconds.GetValueOrDefault(person), (int)present.GetValueOrDefault(person).TotalSeconds);
    }, iter: 300);
}
