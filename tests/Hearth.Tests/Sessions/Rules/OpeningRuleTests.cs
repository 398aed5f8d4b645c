using CsCheck;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Sessions;
using Hearth.Sessions.Rules;
using NodaTime;

namespace Hearth.Tests.Sessions.Rules;

public class OpeningRuleTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 25, 0, 0);
    private static readonly LocalDate Day = new(2026, 11, 24);
    private static readonly OpeningRule.Paper Good = new(Day.PlusDays(-10), Day.PlusDays(10));

    private static OpeningRule.Facts Session(LedBy ledBy = LedBy.Therapist, Role? onCall = null, bool allowed = true, SessionState state = SessionState.Planned, params OpeningRule.Leader[] leaders) =>
        new(state, ledBy, Start, Start + Duration.FromMinutes(50), Day, leaders, onCall, allowed);

    private static OpeningRule.Leader By(Role role, params OpeningRule.Paper[] papers) => new(role, papers);

    [Fact]
    public void A_licensed_leader_opens_from_thirty_minutes_ahead_until_the_end()
    {
        var session = Session(leaders: By(Role.Facilitator, Good));
        Assert.Equal([Missing.TooEarly], OpeningRule.MissingAt(session, Start - Duration.FromMinutes(30) - Duration.FromSeconds(1)));
        Assert.Empty(OpeningRule.MissingAt(session, Start - Duration.FromMinutes(30)));
        Assert.Empty(OpeningRule.MissingAt(session, Start + Duration.FromMinutes(49)));
        Assert.Equal([Missing.Over], OpeningRule.MissingAt(session, Start + Duration.FromMinutes(50)));
    }

    [Fact]
    public void The_paper_covers_its_first_and_last_day_and_no_other()
    {
        Assert.Empty(OpeningRule.MissingAt(Session(leaders: By(Role.Facilitator, new OpeningRule.Paper(Day, Day))), Start));
        Assert.Equal([Missing.PaperInDate], OpeningRule.MissingAt(Session(leaders: By(Role.Facilitator, new OpeningRule.Paper(Day.PlusDays(1), Day.PlusDays(9)))), Start));
        Assert.Equal([Missing.PaperInDate], OpeningRule.MissingAt(Session(leaders: By(Role.Facilitator, new OpeningRule.Paper(Day.PlusDays(-9), Day.PlusDays(-1)))), Start));
    }

    [Fact]
    public void Nobody_and_nobody_on_record_are_two_different_things_to_see_to()
    {
        Assert.Equal([Missing.Leader], OpeningRule.MissingAt(Session(), Start));
        Assert.Equal([Missing.Leader], OpeningRule.MissingAt(Session(leaders: By(Role.Participant, Good)), Start));
        Assert.Equal([Missing.Paper], OpeningRule.MissingAt(Session(leaders: By(Role.Therapist)), Start));
    }

    [Fact]
    public void Therapist_led_means_that_a_clinician_leads()
    {
        var peer = By(Role.PeerFacilitator, Good);
        Assert.Equal([Missing.Clinician], OpeningRule.MissingAt(Session(leaders: peer), Start));
        Assert.Equal([Missing.Clinician], OpeningRule.MissingAt(Session(leaders: [peer, By(Role.Facilitator)]), Start));
        Assert.Empty(OpeningRule.MissingAt(Session(leaders: [peer, By(Role.Facilitator, Good)]), Start));
    }

    [Fact]
    public void Peer_led_needs_the_switch_and_a_clinician_on_call()
    {
        var peer = By(Role.PeerFacilitator, Good);
        Assert.Empty(OpeningRule.MissingAt(Session(LedBy.Peer, Role.Supervisor, leaders: peer), Start));
        Assert.Equal([Missing.ClinicianOnCall], OpeningRule.MissingAt(Session(LedBy.Peer, leaders: peer), Start));
        Assert.Equal([Missing.ClinicianOnCall], OpeningRule.MissingAt(Session(LedBy.Peer, Role.Admin, leaders: peer), Start));
        Assert.Equal([Missing.ClinicianOnCall], OpeningRule.MissingAt(Session(LedBy.Peer, Role.Mentor, leaders: peer), Start));
        Assert.Equal([Missing.PeerLedSwitchedOff], OpeningRule.MissingAt(Session(LedBy.Peer, Role.Therapist, allowed: false, leaders: peer), Start));
    }

    [Fact]
    public void What_was_called_off_or_has_ended_stays_shut()
    {
        var good = By(Role.Facilitator, Good);
        Assert.Equal([Missing.Cancelled], OpeningRule.MissingAt(Session(state: SessionState.Cancelled, leaders: good), Start));
        Assert.Equal([Missing.Over], OpeningRule.MissingAt(Session(state: SessionState.Ended, leaders: good), Start));
    }

    /// <summary>Whatever the facts: if it opens, the time is right and a leader's paper covers the day; a peer-led one has its clinician.</summary>
    [Fact]
    public void It_never_opens_without_what_it_needs()
    {
        var paper = Gen.Select(Gen.Int[-20, 20], Gen.Int[-5, 20], (from, length) => new OpeningRule.Paper(Day.PlusDays(from), Day.PlusDays(from + length)));
        var leader = Gen.Select(Gen.Enum<Role>(), paper.Array[0, 2], (role, papers) => new OpeningRule.Leader(role, papers));
        var facts = Gen.Select(Gen.Enum<SessionState>(), Gen.Enum<LedBy>(), leader.Array[0, 3], Gen.Enum<Role>(), Gen.Bool, Gen.Bool,
            (state, ledBy, leaders, role, named, allowed) => new OpeningRule.Facts(state, ledBy, Start, Start + Duration.FromMinutes(50), Day, leaders, named ? role : null, allowed));

        var opened = 0;
        Gen.Select(facts, Gen.Int[-3600, 6000]).Sample((session, seconds) =>
        {
            var now = Start + Duration.FromSeconds(seconds);
            if (OpeningRule.MissingAt(session, now).Count > 0) return true;
            Interlocked.Increment(ref opened);
            return now >= Start - OpeningRule.Early && now < session.EndsAt
                && session.State is SessionState.Planned or SessionState.Open
                && session.Leaders.Any(l => l.Role is not (Role.Participant or Role.Mentor or Role.Alum or Role.Admin) && l.Papers.Any(p => p.Covers(Day)))
                && (session.LedBy == LedBy.Therapist
                    ? session.Leaders.Any(l => l.Role.IsStaff() && l.Papers.Any(p => p.Covers(Day)))
                    : session.PeerLedAllowed && session.OnCall is Role.Facilitator or Role.Therapist or Role.Supervisor);
        }, iter: 20_000);
        Assert.True(opened > 0);
    }
}
