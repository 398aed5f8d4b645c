using Hearth.LiveRooms.Rules;
using Hearth.Sessions;

namespace Hearth.Tests.LiveRooms.Rules;

/// <summary>What leaders see of a room and members do not, each by itself.</summary>
public class RoomViewTests
{
    private static RoomView Seen(Play play, RoomAudience by) => RoomView.For(play.State, by, AnyPlayTests.Words(play.State), RoomExtras.None, play.Now);

    [Fact]
    public void Who_was_muted_and_whose_camera_was_taken_is_between_them_and_the_leaders()
    {
        var play = Play.Inside(Play.Wren, Play.June).Do(Play.Leila, new Mute(Play.Wren, true), new TakeCamera(Play.Wren, true));
        Assert.True(Seen(play, RoomAudience.Leaders).Find(Play.Wren) is { Muted: true, CameraTaken: true });
        Assert.True(Seen(play, RoomAudience.Members).Find(Play.Wren) is { Muted: false, CameraTaken: false });
        Assert.NotNull(Seen(play, RoomAudience.Leaders).Leading);
        Assert.Null(Seen(play, RoomAudience.Members).Leading);
    }

    [Fact]
    public void A_pass_is_silent()
    {
        var play = Play.Inside(Play.Wren, Play.June).Do(Play.Leila, new NextStep());
        play.Do(Play.June, new Pass());
        Assert.Equal(TurnState.Passed, Seen(play, RoomAudience.Leaders).Round!.Turns.Find(t => t.Person == Play.June)!.State);
        Assert.Equal(TurnState.Done, Seen(play, RoomAudience.Members).Round!.Turns.Find(t => t.Person == Play.June)!.State);
    }

    [Fact]
    public void Who_would_like_answers_is_told_to_leaders_first()
    {
        var play = Play.Inside(Play.Wren, Play.June).Do(Play.Leila, new NextStep(), new NextStep());
        play.Do(Play.Wren, new AskFeedback(AnswerKind.Cheer));
        Assert.NotNull(Seen(play, RoomAudience.Leaders).Feedback);
        Assert.Null(Seen(play, RoomAudience.Members).Feedback);
        play.Do(Play.Leila, new OpenFeedback());
        Assert.NotNull(Seen(play, RoomAudience.Members).Feedback);
    }
}
