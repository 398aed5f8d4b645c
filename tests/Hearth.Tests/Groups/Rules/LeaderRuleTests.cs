using Hearth.Database;
using Hearth.Groups;
using Hearth.Groups.Rules;

namespace Hearth.Tests.Groups.Rules;

public class LeaderRuleTests
{
    [Theory]
    [InlineData(Role.PeerFacilitator, LedBy.Peer, true, true)]
    [InlineData(Role.PeerFacilitator, LedBy.Peer, false, false)]
    [InlineData(Role.PeerFacilitator, LedBy.Therapist, false, true)] // beside a clinician
    [InlineData(Role.Therapist, LedBy.Peer, false, true)]
    [InlineData(Role.Participant, LedBy.Peer, true, false)]
    [InlineData(Role.Mentor, LedBy.Therapist, true, false)]
    [InlineData(Role.Admin, LedBy.Therapist, true, false)]
    public void Who_leads_what(Role role, LedBy ledBy, bool allowed, bool may) => Assert.Equal(may, LeaderRule.MayLead(role, ledBy, allowed));
}
