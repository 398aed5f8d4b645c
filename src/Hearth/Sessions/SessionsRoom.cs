using Hearth.Database;
using Hearth.Html;
using Hearth.Invitations;
using Hearth.Notices;
using Hearth.Sessions.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Sessions;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class SessionsRoom
{
    /// <summary>Who may plan sessions, if they run the group or lead the session.</summary>
    internal static readonly Role[] Planners = [Role.Facilitator, Role.Therapist, Role.PeerFacilitator, Role.Supervisor, Role.Admin];

    public static void AddSessions(this IServiceCollection services)
    {
        services.AddScoped<SessionNotices>();
        foreach (var kind in SessionNotices.Kinds) services.AddNotice(kind);
        services.AddScoped<IFollowsRole, StopLeadingSessions>();
        services.AddSingleton<ErasureSweep>();
        services.AddHostedService(s => s.GetRequiredService<ErasureSweep>());
    }

    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        app.MapVerb<PlanSeries, PlanSeries.Form>("/sessions/plan/{Group:guid}").OnPage<NewSeriesPage>().Allow(Planners);
        app.MapVerb<MoveSession, MoveSession.Form>("/sessions/{Session:guid}/move").OnPage<ChangeSessionPage>().Allow(Planners);
        app.MapVerb<DescribeSession, DescribeSession.Form>("/sessions/{Session:guid}/describe").OnPage<ChangeSessionPage>().Allow(Planners);
        app.MapVerb<CallOffSession, CallOffSession.Form>("/sessions/{Session:guid}/call-off/yes").OnPage<SessionPage>().Allow(Planners);
        app.MapVerb<RestoreSession, RestoreSession.Form>("/sessions/{Session:guid}/restore").OnPage<SessionPage>().Allow(Planners);
        app.MapVerb<AddStep, AddStep.Form>("/sessions/{Session:guid}/steps/add").OnPage<PlanPage>().Allow(Planners);
        app.MapVerb<ChangeStep, ChangeStep.Form>("/sessions/{Session:guid}/steps/{Step:guid}/change").OnPage<StepPage>().Allow(Planners);
        app.MapVerb<MoveStep, MoveStep.Form>("/sessions/{Session:guid}/steps/{Step:guid}/move").OnPage<PlanPage>().Allow(Planners);
        app.MapVerb<RemoveStep, RemoveStep.Form>("/sessions/{Session:guid}/steps/{Step:guid}/remove").OnPage<PlanPage>().Allow(Planners);
        app.MapVerb<CopyPlan, CopyPlan.Form>("/sessions/{Session:guid}/steps/copy").OnPage<PlanPage>().Allow(Planners);

        // Whose door it is says the query, not the role: a member of the group or nobody.
        app.MapVerb<Arrive, Arrive.Form>("/sessions/{Session:guid}/arrive/answer").OnPage<ArrivePage>().Allow();
        app.MapVerb<ArriveAsBefore, ArriveAsBefore.Form>("/sessions/{Session:guid}/arrive/same").OnPage<ArrivePage>().Allow();
        app.MapVerb<TellLeaderMyself, TellLeaderMyself.Form>("/sessions/{Session:guid}/arrive/tell").OnPage<ArrivePage>().Allow();
        app.MapVerb<ForgetAnswers, ForgetAnswers.Form>("/sessions/{Session:guid}/arrive/forget").OnPage<ArrivePage>().Allow();
        app.MapVerb<SayOnLeaving, SayOnLeaving.Form>("/sessions/{Session:guid}/after/say").OnPage<AfterPage>().Allow();
    }
}
