using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Html;
using Hearth.Moderation.Pages;
using Hearth.Spaces;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Moderation;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class ModerationRoom
{
    private static readonly Role[] inside = [.. Roles.Peers.Where(r => r != Role.Alum)];

    public static void AddModeration(this IServiceCollection services)
    {
        services.AddScoped<CalledFor>();
        services.AddScoped<HoldDesk>();
        services.AddScoped<ReportDesk>();
        services.AddScoped<ModerationReading>();
        services.AddSingleton<ModerationSweep>();
        services.AddHostedService(s => s.GetRequiredService<ModerationSweep>());
        services.AddSingleton(new FollowUpsRoom.Detail(FollowUpKind.Waiting, typeof(WaitingDetail), async (request, id) =>
        {
            var (db, viewer) = (request.GetRequiredService<HearthDb>(), request.GetRequiredService<Viewer>());
            var person = await db.FollowUpsVisibleTo(viewer).Where(f => f.Id == id).Select(f => f.PersonId).SingleAsync();
            var reading = request.GetRequiredService<ModerationReading>();
            return new() { [nameof(WaitingDetail.Waiting)] = await reading.WaitingAsync(person), [nameof(WaitingDetail.Reports)] = await reading.ReportsAsync(person) };
        }));
        services.AddSingleton(new SpacesRoom.BelowPosts(typeof(PrivateWords), async (request, posts) => (await request.GetRequiredService<ModerationReading>().WordsAsync(posts)).ToDictionary(w => w.Key, w => new Dictionary<string, object> { [nameof(PrivateWords.Words)] = w.ToList() })));
        services.AddSingleton(new MenuLink("/stories", "Stories", "book"));
        services.AddSingleton(new MenuLink("/held", "What waits to be read", "clock", Roles.Staff));
        services.AddSingleton(new MenuLink("/held/mine", "What you wrote", "pencil", Roles.Peers));
    }

    public static void MapModeration(this IEndpointRouteBuilder app)
    {
        app.MapVerb<ReleaseHold, ReleaseHold.Form>("/held/{Hold:guid}/release").OnPage<HeldPage>().Allow(Roles.Staff);
        app.MapVerb<SendBackHold, SendBackHold.Form>("/held/{Hold:guid}/send-back").OnPage<HeldPage>().Allow(Roles.Staff);
        app.MapVerb<RewriteHold, RewriteHold.Form>("/held/{Hold:guid}/rewrite").OnPage<HeldPage>().Allow(Roles.Peers);
        app.MapVerb<TakeBackHold, TakeBackHold.Form>("/held/{Hold:guid}/take-back").OnPage<HeldPage>().Allow(Roles.Peers);
        app.MapVerb<AskHoldAgain, AskHoldAgain.Form>("/held/{Hold:guid}/ask-again").OnPage<HeldPage>().Allow(Roles.Peers);
        app.MapVerb<OfferStory, OfferStory.Form>("/stories/offer").OnPage<OfferStoryPage>().Allow(Roles.Peers);
        app.MapVerb<TakeBackStory, TakeBackStory.Form>("/stories/{Story:guid}/take-back").Allow(Roles.Peers);
        app.MapVerb<TellOfPost, TellOfPost.Form>("/posts/{Post:guid}/tell").OnPage<TellPage>().Allow(inside).CountApart("tell-staff");
        app.MapVerb<TakeReport, TakeReport.Form>("/reports/{Report:guid}/take").OnPage<ReportPage>().Allow(Roles.Staff);
        app.MapVerb<EndReport, EndReport.Form>("/reports/{Report:guid}/end").OnPage<ReportPage>().Allow(Roles.Staff);
        app.MapVerb<WritePrivately, WritePrivately.Form>("/posts/{Post:guid}/word").OnPage<WordPage>().Allow(Roles.Staff);
        app.MapVerb<AnswerPrivately, AnswerPrivately.Form>("/words/{PrivateWord:guid}").OnPage<AnswerPage>().Allow(Roles.All);
        app.MapVerb<PauseWriting, PauseWriting.Form>("/people/{Person:guid}/pause").OnPage<PausePage>().Allow(Roles.Staff);
        app.MapVerb<EndPause, EndPause.Form>("/pauses/{Pause:guid}/end").Allow(Roles.Staff);
        app.MapVerb<LeavePause, LeavePause.Form>("/pauses/{Pause:guid}/leave").Allow(Roles.Staff);
        app.MapVerb<AskPauseAgain, AskPauseAgain.Form>("/pauses/{Pause:guid}/ask-again").OnPage<AskPausePage>().Allow(Roles.Peers);
    }
}
