using Hearth.Database;
using Hearth.Html;
using Hearth.Setup.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Setup;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class SetupRoom
{
    public static void AddSetup(this IServiceCollection services) => services.AddHostedService<FirstAdminLink>();

    public static void MapSetup(this IEndpointRouteBuilder app)
    {
        app.MapVerb<BecomeFirstAdmin, BecomeFirstAdmin.Form>("/first/{token}").OnPage<FirstAdminPage>().InOwnTransaction().AllowAnonymous();

        // Before signing too: until the agreement is published there is nothing to sign.
        app.MapVerb<NameProgram, NameProgram.Form>("/program/name").OnPage<NamePage>().Allow(Role.Admin).BeforeSigning();
        app.MapVerb<SetCrisisLines, SetCrisisLines.Form>("/program/lines").OnPage<LinesPage>().Allow(Role.Admin).BeforeSigning();
        app.MapVerb<SetPhone, SetPhone.Form>("/program/phone").OnPage<PhonePage>().Allow(Role.Admin).BeforeSigning();
        app.MapVerb<AllowPeerLed, AllowPeerLed.Form>("/program/peer-led").OnPage<PeerLedPage>().Allow(Role.Admin).BeforeSigning();
        app.MapVerb<PutOnCall, PutOnCall.Form>("/program/on-call").OnPage<OnCallPage>().Allow(Role.Admin).BeforeSigning();
        app.MapVerb<OpenProgram, OpenProgram.Form>("/program/open").OnPage<ProgramPage>().Allow(Role.Admin).BeforeSigning();
    }
}
