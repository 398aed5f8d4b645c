using Hearth.Database;
using Hearth.Html;
using Hearth.Notices;
using Hearth.Spaces.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Spaces;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class SpacesRoom
{
    /// <summary>What a room has to add below posts of a topic, for whoever reads it there.</summary>
    /// <param name="ReadAsync">The component's parameters by post, from the services of the request, by the viewer's own access.</param>
    public sealed record BelowPosts(Type Component, Func<IServiceProvider, IReadOnlyCollection<Guid>, Task<Dictionary<Guid, Dictionary<string, object>>>> ReadAsync);

    private static readonly Role[] inside = [.. Roles.All.Where(r => r != Role.Alum)];

    /// <summary>Peers who have a place inside: those who read each other.</summary>
    private static readonly Role[] writing = [.. inside.Where(r => !r.IsStaff())];

    public static void AddSpaces(this IServiceCollection services)
    {
        services.AddScoped<SpaceReading>();
        services.AddScoped<Press>();
        services.AddScoped<Mentioning>();
        services.AddScoped<PostDesk>();
        services.AddScoped<SpaceGate>();
        services.AddScoped<SpaceNotices>();
        foreach (var kind in SpaceNotices.Kinds) services.AddNotice(kind);
        services.AddSingleton<SpacePages>();
        services.AddSingleton(new MenuLink("/spaces", "Spaces", "bubble", inside));
        services.AddStream("space/{space}", async (s, viewer, values) => Guid.TryParseExact(values["space"], "D", out var id) && await s.GetRequiredService<HearthDb>().SpacesVisibleTo(viewer).AnyAsync(x => x.Id == id));
        services.AddStream("topic/{topic}", async (s, viewer, values) => Guid.TryParseExact(values["topic"], "D", out var id) && await s.GetRequiredService<HearthDb>().TopicsVisibleTo(viewer).AnyAsync(x => x.Id == id));
    }

    public static void MapSpaces(this IEndpointRouteBuilder app)
    {
        app.MapVerb<OpenSpace, OpenSpace.Form>("/spaces/open").OnPage<NewSpacePage>().Allow(Role.Supervisor, Role.Admin);
        app.MapVerb<EnterSpace, EnterSpace.Form>("/spaces/{Space:guid}/enter").OnPage<AboutPage>().Allow(inside);
        app.MapVerb<SayWhenRead, SayWhenRead.Form>("/spaces/{Space:guid}/read-times").OnPage<AboutPage>().Allow(Roles.Staff);
        app.MapVerb<StartTopic, StartTopic.Form>("/spaces/{Space:guid}/start").OnPage<WritePage>().Allow(inside);
        app.MapVerb<Reply, Reply.Form>("/topics/{Topic:guid}/reply").OnPage<TopicPage>().Allow(inside);
        app.MapVerb<WriteNote, WriteNote.Form>("/topics/{Topic:guid}/note").OnPage<ClinicianNotePage>().Allow(Role.Facilitator, Role.Therapist);
        app.MapVerb<Respond, Respond.Form>("/posts/{Post:guid}/respond").Allow(inside);
        app.MapVerb<RestFromTopic, RestFromTopic.Form>("/topics/{Topic:guid}/rest").Allow(inside);
        app.MapVerb<RewordPost, RewordPost.Form>("/posts/{Post:guid}/reword").Allow(inside);
        app.MapVerb<TakeBackPost, TakeBackPost.Form>("/posts/{Post:guid}/take-back/yes").OnPage<TakeBackPage>().Allow(inside);
        app.MapVerb<QuietAuthor, QuietAuthor.Form>("/posts/{Post:guid}/quiet/yes").OnPage<QuietAuthorPage>().Allow(writing);
        app.MapVerb<HidePost, HidePost.Form>("/posts/{Post:guid}/hide/yes").OnPage<HidePage>().Allow(Roles.Staff);
        app.MapVerb<ShowPost, ShowPost.Form>("/posts/{Post:guid}/show").Allow(Roles.Staff);
        app.MapVerb<LeaveHidden, LeaveHidden.Form>("/posts/{Post:guid}/leave-hidden").Allow(Roles.Staff);
        app.MapVerb<AskAgain, AskAgain.Form>("/posts/{Post:guid}/ask-again/yes").OnPage<AskAgainPage>().Allow(inside);
    }
}
