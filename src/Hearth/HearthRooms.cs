using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.Boundaries;
using Hearth.Availability;
using Hearth.BreakGlass;
using Hearth.CarePrograms;
using Hearth.Channels;
using Hearth.ComfortLevels;
using Hearth.Company;
using Hearth.Concerns;
using Hearth.Database;
using Hearth.Demo;
using Hearth.Drafts;
using Hearth.Factors;
using Hearth.FollowUps;
using Hearth.GroupLife;
using Hearth.Groups;
using Hearth.HardMoment;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Invitations;
using Hearth.LiveRooms;
using Hearth.Markup;
using Hearth.Milestones;
using Hearth.Messages;
using Hearth.Moderation;
using Hearth.Notes;
using Hearth.Notices;
using Hearth.OnCall;
using Hearth.Oversight;
using Hearth.People;
using Hearth.Search;
using Hearth.Sessions;
using Hearth.Setup;
using Hearth.SignIn;
using Hearth.Spaces;
using Hearth.Today;
using Hearth.Unanswered;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hearth;

/// <summary>All rooms, in their order. A room may use any that stands before it.</summary>
public static class HearthRooms
{
    public static IServiceCollection AddHearthRooms(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddGround();
        services.AddHtml();
        services.AddMarkup();
        services.AddCarePrograms();
        services.AddPeople();
        services.AddAgreements();
        services.AddAccounts();
        services.AddSignIn();
        services.AddFactors();
        services.AddInvitations();
        services.AddSetup();
        services.AddBreakGlass();
        services.AddChannels();
        services.AddOnCall();
        services.AddFollowUps();
        services.AddBoundaries();
        services.AddGroups();
        services.AddAvailability();
        services.AddNotices();
        services.AddCompany();
        services.AddConcerns();
        services.AddComfortLevels();
        services.AddDrafts();
        services.AddSessions();
        services.AddLiveRooms();
        services.AddHolds();
        services.AddSpaces();
        services.AddMilestones();
        services.AddUnanswered();
        services.AddMessages();
        services.AddModeration();
        services.AddNotes();
        services.AddSearch();
        services.AddToday();
        services.AddHardMoment();
        services.AddOversight();
        services.AddDemo();
        return services;
    }

    public static void MapHearthRooms(this IEndpointRouteBuilder app)
    {
        app.MapHtml();
        app.MapCarePrograms();
        app.MapPeople();
        app.MapAgreements();
        app.MapSignIn();
        app.MapFactors();
        app.MapInvitations();
        app.MapSetup();
        app.MapBreakGlass();
        app.MapChannels();
        app.MapOnCall();
        app.MapFollowUps();
        app.MapBoundaries();
        app.MapGroups();
        app.MapGroupLife();
        app.MapAvailability();
        app.MapNotices();
        app.MapCompany();
        app.MapConcerns();
        app.MapComfortLevels();
        app.MapDrafts();
        app.MapSessions();
        app.MapLiveRooms();
        app.MapHolds();
        app.MapSpaces();
        app.MapMilestones();
        app.MapUnanswered();
        app.MapMessages();
        app.MapModeration();
        app.MapNotes();
        app.MapSearch();
        app.MapToday();
        app.MapHardMoment();
        app.MapOversight();
        app.MapDemo();
    }

    /// <summary>The gates, outermost first. Between routing and the endpoints.</summary>
    public static void UseHearthGates(this IApplicationBuilder app)
    {
        app.UseMiddleware<ForgeryGate>();
        app.UseAuthentication();
        app.UseRateLimiter(); // OnePerson: before anything is asked of the database
        app.UseMiddleware<ViewerMiddleware>();
        app.UseMiddleware<ProgramCardMiddleware>();
        app.UseMiddleware<GlassMiddleware>();
        app.UseMiddleware<CallsMiddleware>();
        app.UseMiddleware<NoticesHereMiddleware>();
        app.UseMiddleware<AskedMiddleware>();
        app.UseMiddleware<AccessGate>();
        app.UseMiddleware<StepUpGate>();
        app.UseMiddleware<NoticesMiddleware>();
        app.UseAuthorization();
    }
}
