using Hearth.ComfortLevels;
using Hearth.LiveRooms.Rules;
using Hearth.Sessions;
using static Hearth.Tests.LiveRooms.Rules.Play;

namespace Hearth.Tests.LiveRooms.Rules;

public class DecideTests
{
    [Fact]
    public void Whoever_comes_before_the_opening_waits_and_goes_on_waiting()
    {
        var play = new Play().Come(Wren);
        play.Refuses(Refusal.NotOpen, Wren, new MoveHand(true));
        play.Refuses(Refusal.NotOpen, Leila, new Admit(Wren));
        play.Refuses(Refusal.NotYours, Wren, Open());
        play.Do(Leila, Open());
        Assert.True(play.State.IsInside(Leila));
        Assert.False(play.State.IsInside(Wren));
        play.Do(Leila, new Admit(Wren));
        Assert.True(play.State.IsInside(Wren));
    }

    [Fact]
    public void A_co_facilitator_comes_in_and_has_the_same_rights()
    {
        var play = Inside(Wren).Come(Dan).Come(June);
        Assert.True(play.State.IsInside(Dan));
        play.Do(Dan, new Admit(June), new NextStep(), new Mute(Wren, true), new PutBack(Wren), new EndRoom());
    }

    [Fact]
    public void Somebody_who_leads_is_neither_put_back_nor_removed()
    {
        var play = Inside(Wren).Come(Dan);
        play.Refuses(Refusal.Leads, Leila, new PutBack(Dan));
        play.Refuses(Refusal.Leads, Leila, new Remove(Dan));
    }

    [Fact]
    public void The_house_alone_moves_a_room_to_another_media_node_and_nothing_else_changes()
    {
        var play = Inside(Wren).Do(Wren, new MoveHand(true));
        play.Refuses(Refusal.NotYours, Leila, new MoveMedia("b_room"));
        play.Refuses(Refusal.NotYours, Wren, new MoveMedia("b_room"));
        var before = play.State;
        play.Do(Guid.Empty, new MoveMedia("b_room"));
        Assert.Equal(("b_room", before.Room), (play.State.Room, Assert.Single(play.State.OldRooms)));
        Assert.Equal(before.People, play.State.People);
        Assert.Empty(play.Ask(Guid.Empty, new MoveMedia("b_room")).Events);
    }

    [Fact]
    public void A_dropped_line_keeps_hand_and_place_in_the_round()
    {
        var play = Inside(Wren, June).Do(Leila, new NextStep()).Do(June, new MoveHand(true)).Do(Leila, new NextTurn());
        var before = play.State;
        play.Do(Guid.Empty, new Line(June, false));
        Assert.True(play.State.Find(June) is { Inside: true, Connected: false, HandUpSince: not null });
        play.Wait(3).Come(June);
        Assert.Equal(before.Round!.Turns, play.State.Round!.Turns);
        Assert.Equal(before.Find(June), play.State.Find(June));
    }

    [Fact]
    public void Whoever_speaks_by_their_own_wish_is_not_asked_until_their_hand_is_up()
    {
        var play = Inside(Wren, June).Do(Wren, new SetComfort(Comfort.Everything with { Speak = ComfortLevel.Unasked }));
        play.Refuses(Refusal.Unasked, Leila, new Invite(Wren));
        play.Do(Leila, new Invite(June));
        play.Do(Wren, new MoveHand(true)).Do(Leila, new Invite(Wren));
        Assert.Equal(Leila, play.State.Find(Wren)!.InvitedBy);

        // Choosing it in a round gives the turn away, and choosing otherwise brings one back, at its end.
        play = Inside(Wren, June).Do(Leila, new NextStep(), new NextTurn());
        Assert.Equal(Wren, play.State.Round!.Now!.Person);
        play.Do(Wren, new SetComfort(Comfort.Everything with { Speak = ComfortLevel.NotNow }));
        Assert.Equal(June, play.State.Round!.Now!.Person);
        play.Do(Leila, new NextStep(), new StepBack());
        Assert.Equal([June], play.State.Round!.Turns.Select(t => t.Person));
        play.Do(Wren, new SetComfort(Comfort.Everything));
        Assert.Equal([June, Wren], play.State.Round!.Turns.Select(t => t.Person));
    }

    [Fact]
    public void Leaving_lowers_the_hand_and_coming_back_needs_nobody()
    {
        var play = Inside(Wren).Do(Wren, new MoveHand(true), new Leave());
        Assert.False(play.State.IsInside(Wren));
        play.Do(Leila, new LockDoor(true)).Do(Wren, new Knock(TakingPart.Camera));
        Assert.True(play.State.IsInside(Wren));
        Assert.Empty(play.State.Hands);
    }

    [Fact]
    public void A_removed_person_comes_back_only_when_a_leader_lets_them_in_again()
    {
        var play = Inside(Wren, June);
        var seat = play.State.Find(Wren)!.Seat;
        play.Do(Leila, new Remove(Wren));
        play.Refuses(Refusal.TakenOut, Wren, new Knock(TakingPart.Camera));
        play.Refuses(Refusal.TakenOut, Wren, new Say(Id(7)));
        Assert.DoesNotContain(play.State.InOrder, p => p.Waiting);
        play.Do(Leila, new Admit(Wren));
        Assert.True(play.State.IsInside(Wren));
        Assert.NotEqual(seat, play.State.Find(Wren)!.Seat);
    }

    [Fact]
    public void Put_back_keeps_nothing_but_the_place_at_the_door()
    {
        var play = Inside(Wren, June).Do(Leila, new NextStep(), new Mute(Wren, true), new Invite(Wren)).Do(Wren, new MoveHand(true)).Do(Leila, new PutBack(Wren));
        var wren = play.State.Find(Wren)!;
        Assert.True(wren is { Waiting: true, Admitted: false, HandUpSince: null, InvitedBy: null, Muted: false });
        Assert.Null(play.State.Round!.Of(Wren));
        play.Refuses(Refusal.NotInside, Wren, new MoveHand(true));
    }

    [Fact]
    public void A_closed_door_lets_nobody_new_in()
    {
        var play = Inside(Wren).Do(Leila, new LockDoor(true));
        play.Refuses(Refusal.Locked, Leila, new AdmitAll()); // also with nobody at it yet: "done" would be a promise
        play.Come(June);
        play.Refuses(Refusal.Locked, Leila, new Admit(June));
        play.Refuses(Refusal.Locked, Leila, new AdmitAll());
        play.Do(Leila, new LockDoor(false), new AdmitAll());
        Assert.True(play.State.IsInside(June));
    }

    [Fact]
    public void The_cap_is_hard()
    {
        var play = new Play().Do(Leila, Open(cap: 2)).Come(Wren).Come(June).Come(Tomas).Come(Dan);
        play.Do(Leila, new AdmitAll());
        Assert.Equal([Wren, June], play.State.Inside.Where(p => !p.Leads).Select(p => p.Id));
        play.Refuses(Refusal.Full, Leila, new Admit(Tomas));
    }

    [Fact]
    public void A_round_goes_in_order_with_a_pass_a_written_turn_and_somebody_put_off()
    {
        var play = Inside(Wren, June, Tomas, Pilar).Do(Leila, new NextStep());
        Assert.Null(play.State.Round!.Now);
        play.Do(Leila, new NextTurn());
        Assert.Equal(Wren, play.State.Round!.Now!.Person);
        play.Refuses(Refusal.NotYourTurn, June, new TurnDone());
        play.Do(Wren, new TurnDone());
        play.Do(Leila, new TurnLater()); // June
        Assert.Equal(Tomas, play.State.Round!.Now!.Person);
        play.Do(Tomas, new Pass());
        Assert.Equal(Pilar, play.State.Round!.Now!.Person);
        play.Do(June, new WriteTurn(Id(7))).Do(Pilar, new WriteTurn(Id(8)));
        Assert.True(play.State.Round!.IsOver);
        Assert.Equal([TurnState.Done, TurnState.Passed, TurnState.Written, TurnState.Written], play.State.Round.Turns.Select(t => t.State));
        play.Refuses(Refusal.RoundOver, Leila, new NextTurn());
    }

    [Fact]
    public void A_second_press_on_next_comes_late_and_skips_nobody()
    {
        var play = Inside(Wren, June, Tomas).Come(Dan);
        var opening = play.State.CurrentStep!.Id;
        play.Do(Leila, new NextStep(opening));
        var round = play.State.CurrentStep!.Id;
        Assert.NotEqual(opening, round);
        play.Do(Dan, new NextStep(opening));
        Assert.Equal(round, play.State.CurrentStep!.Id);

        play.Do(Leila, new NextTurn(Guid.Empty)).Do(Dan, new NextTurn(Guid.Empty));
        Assert.Equal(Wren, play.State.Round!.Now!.Person);
        play.Do(Leila, new NextTurn(Wren)).Do(Dan, new NextTurn(Wren));
        Assert.Equal(June, play.State.Round!.Now!.Person);
        play.Do(Leila, new TurnLater(June)).Do(Dan, new TurnLater(June));
        Assert.Equal(Tomas, play.State.Round!.Now!.Person);

        play.Do(Leila, new NextStep(round));
        var after = play.State.CurrentStep!.Id;
        play.Do(Leila, new StepBack(after)).Do(Dan, new StepBack(after));
        Assert.Equal(round, play.State.CurrentStep!.Id);
    }

    [Fact]
    public void Just_listening_is_not_called_on_and_joins_the_round_when_it_ends()
    {
        var play = Inside(Wren, June).Do(Wren, new Listen(true)).Do(Leila, new NextStep());
        play.Refuses(Refusal.JustListening, Leila, new Invite(Wren));
        Assert.Equal([June], play.State.Round!.Turns.Select(t => t.Person));
        play.Do(Wren, new Listen(false));
        Assert.Equal([June, Wren], play.State.Round!.Turns.Select(t => t.Person));
    }

    [Fact]
    public void An_invitation_is_answered_once_and_only_by_the_one_invited()
    {
        var play = Inside(Wren, June).Do(June, new MoveHand(true)).Do(Leila, new Invite(June));
        play.Refuses(Refusal.NoInvitation, Wren, new AnswerInvitation(InvitationAnswer.Share));
        play.Do(June, new AnswerInvitation(InvitationAnswer.Write));
        play.Refuses(Refusal.NoInvitation, June, new AnswerInvitation(InvitationAnswer.Share));
        Assert.Empty(play.State.Hands);
        Assert.Equal(InvitationAnswer.Write, play.State.Find(June)!.Answer);
    }

    [Fact]
    public void In_feedback_being_heard_comes_first()
    {
        var play = Inside(Wren, June);
        play.Refuses(Refusal.NoFeedbackStep, Wren, new AskFeedback(AnswerKind.WhatWorked));
        play.Do(Leila, new NextStep(), new NextStep()).Do(Wren, new AskFeedback(AnswerKind.WhatWorked));
        play.Refuses(Refusal.SomebodyAsks, June, new AskFeedback(AnswerKind.Listen));
        play.Refuses(Refusal.NotYours, June, new OpenFeedback());
        play.Do(Leila, new OpenFeedback());
        play.Refuses(Refusal.ListenFirst, June, new Say(Id(7)));
        play.Do(June, new Respond(Response.IHearYou)).Do(Leila, new LetAnswers()).Do(June, new Say(Id(7)));
        play.Refuses(Refusal.NotYours, June, new CloseFeedback());
        play.Do(Leila, new CloseFeedback()).Do(June, new AskFeedback(AnswerKind.Listen)).Do(Leila, new OpenFeedback());
        play.Refuses(Refusal.ListenOnly, Leila, new LetAnswers());
        play.Do(June, new CloseFeedback());
    }

    [Fact]
    public void A_break_is_not_the_steps_time()
    {
        var play = Inside(Wren).Wait(1).Do(Leila, new StartBreak(10)).Wait(12);
        Assert.Equal(4, Left(play));
        play.Do(Leila, new EndBreak()).Wait(1);
        Assert.Equal(3, Left(play));
        play.Do(Leila, new FiveMore());
        Assert.Equal(8, Left(play));
        play.Refuses(Refusal.NoBreak, Leila, new EndBreak());
        play.Refuses(Refusal.BreakLength, Leila, new StartBreak(0));

        static int Left(Play play) => RoomView.For(play.State, RoomAudience.Members, AnyPlayTests.Words(play.State), RoomExtras.None, play.Now).MinutesLeft;
    }

    [Fact]
    public void After_the_end_nothing_more_happens()
    {
        var play = Inside(Wren).Do(Leila, new EndRoom());
        foreach (var who in Everybody)
            foreach (var what in new RoomCommand[] { new Knock(TakingPart.Camera), Open(), new Say(Id(7)), new Admit(Wren), new Leave() }) play.Refuses(Refusal.Over, who, what);
        Assert.Empty(play.State.Inside);
    }

    [Fact]
    public void Whoever_leads_no_more_loses_the_right_at_their_next_word()
    {
        var play = Inside(Wren).Come(Dan);
        var decision = Decide.For(play.State, new(Dan, false, new PutBack(Wren), "x"), play.Now);
        Assert.Equal(Refusal.NotYours, decision.Refused);
    }

    [Fact]
    public void Every_refusal_has_words_that_blame_nobody()
    {
        Assert.True(Refusal.All.Count() > 25);
        Assert.All(Refusal.All, r => Assert.Matches("^[A-Z].*\\.$", r.Words));
        Assert.All(Refusal.All, r => Assert.DoesNotMatch("(?i)invalid|error|illegal|forbidden|denied", r.Words));
        Assert.Equal(Refusal.All.Count(), Refusal.All.Select(r => r.Reason).Distinct().Count());
        var spanish = new System.Resources.ResourceManager(typeof(Hearth.Html.Words)).GetResourceSet(new("es"), createIfNotExists: true, tryParents: false)!;
        Assert.All(Refusal.All, r => Assert.False(string.IsNullOrEmpty(spanish.GetString(r.Words)), r.Words));
    }
}
