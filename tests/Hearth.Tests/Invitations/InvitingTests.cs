using Hearth.Database;

namespace Hearth.Tests.Invitations;

public class InvitingTests
{
    [Fact]
    public void A_way_back_is_an_admins_to_give_and_a_supervisors_to_peers()
    {
        foreach (var by in Roles.All)
            foreach (var to in Roles.All)
                Assert.Equal(by == Role.Admin || (by == Role.Supervisor && !to.IsStaff()), Hearth.Invitations.Rules.Inviting.MayGiveWayBack(by, to, oneself: false));
        Assert.DoesNotContain(Roles.All, by => Hearth.Invitations.Rules.Inviting.MayGiveWayBack(by, by, oneself: true));
    }
}
