using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Html;
using Hearth.Invitations.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Invitations;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class InvitationsRoom
{
    public static void AddInvitations(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<LinkInHand>();
        services.AddScoped<StandingDesk>();
        services.AddSingleton<MissedLinks>();
        services.AddSingleton<StrangersProgram>(InvitationPlace.ProgramOfAsync);
    }

    public static void MapInvitations(this IEndpointRouteBuilder app)
    {
        app.MapVerb<TakeUp, TakeUp.Form>("/invitation/{token}").OnPage<InvitationPage>().InOwnTransaction().AllowAnonymous();

        app.MapVerb<Invite, Invite.Form>("/people/invite").OnPage<InvitePage>().Allow(Roles.Staff);
        app.MapVerb<SendAgain, SendAgain.Form>("/people/invitations/{invitation:guid}/send-again").OnPage<LinkPage>().Allow(Roles.Staff);
        app.MapVerb<RevokeInvitation, RevokeInvitation.Form>("/people/invitations/{invitation:guid}/revoke").OnPage<LinkPage>().Allow(Roles.Staff);
        app.MapVerb<SuspendPerson, SuspendPerson.Form>("/people/{person:guid}/suspend").OnPage<StandingPage>().Allow(Roles.Staff);
        app.MapVerb<ResumePerson, ResumePerson.Form>("/people/{person:guid}/resume").OnPage<StandingPage>().Allow(Roles.Staff);
        app.MapVerb<DischargePerson, DischargePerson.Form>("/people/{person:guid}/discharge").OnPage<StandingPage>().Allow(Role.Admin, Role.Supervisor);

        app.MapVerb<ChangeRole, ChangeRole.Form>("/people/{person:guid}/role").OnPage<RolePage>().Allow(Role.Admin).StepUp();
        app.MapVerb<GiveWayBack, GiveWayBack.Form>("/people/{person:guid}/way-back").OnPage<WayBackPage>().Allow(Role.Admin, Role.Supervisor).StepUp();
        app.MapVerb<AgreeToWayBack, AgreeToWayBack.Form>("/people/{person:guid}/way-back/agree").OnPage<WayBackPage>().Allow(Role.Admin, Role.Supervisor).StepUp();
        app.MapVerb<RevokeWayBack, RevokeWayBack.Form>("/people/{person:guid}/way-back/revoke").OnPage<WayBackPage>().Allow(Role.Admin, Role.Supervisor);
        app.MapVerb<ComeBack, ComeBack.Form>("/way-back/{token}").OnPage<ComeBackPage>().InOwnTransaction().AllowAnonymous();
    }
}
