using Hearth.Database;
using Hearth.HardMoment.Pages;
using Hearth.Html;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.HardMoment;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class HardMomentRoom
{
    public static void AddHardMoment(this IServiceCollection services) { }

    /// <summary>Open before the agreement is signed and before a way to sign in is chosen: nothing comes before this.</summary>
    public static void MapHardMoment(this IEndpointRouteBuilder app)
    {
        app.MapVerb<AskStaff, AskStaff.Form>("/hard-moment/ask").OnPage<HardMomentPage>().Allow(Roles.Peers).BeforeSigning().BeforeFactors().CountApart("hard-moment");
        app.MapVerb<SayAllRight, SayAllRight.Form>("/hard-moment/all-right").OnPage<AskedPage>().Allow(Roles.Peers).BeforeSigning().BeforeFactors().CountApart("hard-moment");
        app.MapVerb<LeaveNumber, LeaveNumber.Form>("/hard-moment/number").OnPage<AskedPage>().Allow(Roles.Peers).BeforeSigning().BeforeFactors().CountApart("hard-moment");
    }
}
