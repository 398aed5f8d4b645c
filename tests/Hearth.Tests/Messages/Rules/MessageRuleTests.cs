using CsCheck;
using Hearth.Database;
using Hearth.Messages.Rules;

namespace Hearth.Tests.Messages.Rules;

public class MessageRuleTests
{
    private static readonly Guid[] groups = [.. Enumerable.Range(0, 3).Select(_ => Guid.NewGuid())];

    private static readonly Gen<Correspondent> anybody = Gen.Select(Gen.Enum<Role>(), Gen.Bool, Gen.Int[0, 7], Gen.Int[0, 7],
        (role, here, member, leads) => new Correspondent(Guid.NewGuid(), role, here, Some(member), Some(leads)));

    private static HashSet<Guid> Some(int bits) => [.. groups.Where((_, i) => (bits >> i & 1) == 1)];

    private static readonly Gen<(Correspondent From, Correspondent To, PeerReach Peers, StaffReach Staff, bool? Opened)> anyQuestion =
        Gen.Select(anybody, anybody, Gen.Enum<PeerReach>(), Gen.Enum<StaffReach>(), Gen.Int[0, 2].Select(i => i == 2 ? (bool?)null : i == 1));

    private static bool Begin((Correspondent From, Correspondent To, PeerReach Peers, StaffReach Staff, bool? Opened) q, bool apart = false) => ReachRule.MayBegin(q.From, q.To, q.Peers, q.Staff, q.Opened, apart);

    [Fact]
    public void Whoever_is_away_kept_apart_or_oneself_is_never_written_to() => anyQuestion.Sample(q =>
        !Begin(q, apart: true) && !Begin(q with { To = q.From }) && (q.From.Here && q.To.Here || !Begin(q)));

    [Fact]
    public void Peers_without_a_common_group_write_only_where_it_was_opened() => anyQuestion.Where(q => !q.From.Staff && !q.To.Staff).Sample(q =>
    {
        var common = q.From.MemberOf.Union(q.From.Leads).Intersect(q.To.MemberOf.Union(q.To.Leads)).Any();
        return !Begin(q) || q.Peers != PeerReach.Nobody && q.Opened != false && (q.Opened == true || common && q.Peers == PeerReach.OwnGroups);
    });

    [Fact]
    public void Whether_two_peers_may_write_is_the_same_from_either_side() => anyQuestion.Where(q => !q.From.Staff && !q.To.Staff).Sample(q => Begin(q) == Begin(q with { From = q.To, To = q.From }));

    [Fact]
    public void What_peers_may_among_themselves_changes_nothing_between_them_and_staff() => anyQuestion.Where(q => q.From.Staff || q.To.Staff).Sample(q =>
        Begin(q) == Begin(q with { Peers = PeerReach.Nobody, Opened = false }));

    [Fact]
    public void An_admin_writes_to_no_peer_and_no_peer_to_an_admin() => Gen.Select(anyQuestion, Gen.Int[0, Roles.Peers.Length - 1]).Sample((q, peer) =>
        !ReachRule.MayWrite(q.From with { Role = Role.Admin }, q.To with { Role = Roles.Peers[peer] }, q.Peers, q.Staff, q.Opened, false));

    [Fact]
    public void Whoever_may_be_written_to_by_somebody_may_answer() => anyQuestion.Sample(q =>
        ReachRule.MayWrite(q.To, q.From, q.Peers, q.Staff, q.Opened, false) == (Begin(q) || Begin(q with { From = q.To, To = q.From })));

    /// <summary>And each of those may happen at all, or the above would hold of a rule that says no to everything.</summary>
    [Fact]
    public void Each_kind_of_people_writes_to_each_that_it_should()
    {
        Correspondent One(Role role, bool leads = false) => new(Guid.NewGuid(), role, true, leads ? Some(0) : Some(1), leads ? Some(1) : Some(0));
        bool May(Correspondent from, Correspondent to) => ReachRule.MayBegin(from, to, PeerReach.OwnGroups, StaffReach.OwnStaff, null, false);
        Assert.True(May(One(Role.Participant), One(Role.Mentor)));
        Assert.True(May(One(Role.Participant), One(Role.PeerFacilitator, leads: true)));
        Assert.True(May(One(Role.Facilitator, leads: true), One(Role.Participant)));
        Assert.True(May(One(Role.Participant), One(Role.Therapist, leads: true)));
        Assert.True(May(One(Role.Supervisor), One(Role.Alum)));
        Assert.True(May(One(Role.Admin), One(Role.Facilitator)));
        Assert.False(May(One(Role.Participant), One(Role.Supervisor)));
        Assert.False(May(One(Role.Facilitator), One(Role.Participant)));
    }

    [Theory]
    [InlineData(true, true, false, false, true, Writing.Yes)]
    [InlineData(true, false, true, false, true, Writing.Yes)]
    [InlineData(true, false, false, false, true, Writing.Waiting)]
    [InlineData(false, true, false, false, true, Writing.AskedFirst)]
    [InlineData(true, true, false, false, false, Writing.Resting)]
    [InlineData(false, true, false, false, false, Writing.Resting)]
    [InlineData(true, true, false, true, true, Writing.Blocked)]
    [InlineData(true, true, false, true, false, Writing.Blocked)]
    public void Whether_somebody_may_write_now(bool accepted, bool anybodyIn, bool first, bool blocked, bool reach, Writing said) => Assert.Equal(said, WritingRule.For(accepted, anybodyIn, first, blocked, reach));

    [Fact]
    public void A_pair_is_one_whichever_is_named_first() => Gen.Select(Gen.Guid, Gen.Guid, Gen.Guid).Where((one, other, third) => one != third && other != third).Sample((one, other, third) =>
        Pair.Of(one, other) == Pair.Of(other, one) && Pair.Of(one, other) != Pair.Of(one, third));

    [Theory]
    [InlineData("Call me at 218-555-0142")]
    [InlineData("+49 170 1234567")]
    [InlineData("wren@example.org is better")]
    [InlineData("find me: @wren.lake")]
    [InlineData("Are you on WhatsApp?")]
    [InlineData("text me after")]
    [InlineData("Llámame al 600 12 34 56")]
    public void What_leads_elsewhere_is_seen(string words) => Assert.True(ContactRule.Finds(words));

    [Theory]
    [InlineData("Did the lake loop. Cold, but the good kind.")]
    [InlineData("I slept 7 hours, up from 4.5")]
    [InlineData("See you at 6:30 pm on 11/27/2026")]
    [InlineData("The signal was bad on the tram")]
    [InlineData("988 is there at any time, or 911")]
    public void What_leads_nowhere_is_left_alone(string words) => Assert.False(ContactRule.Finds(words));
}
