using Hearth.Channels.Pages;
using Hearth.Database;
using Hearth.Html;
using Hearth.Invitations;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hearth.Channels;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class ChannelsRoom
{
    public static void AddChannels(this IServiceCollection services)
    {
        services.TryAddSingleton(new CallSettings());
        services.AddSingleton<Bell>();
        services.AddSingleton<Mail>();
        services.AddSingleton<Hook>();
        services.AddSingleton<Push>();
        services.AddSingleton<VapidKeys>();
        services.AddScoped<Outbox>();
        services.AddSingleton<Pulse>();
        services.AddHostedService<DeliverySweep>();
        services.AddHostedService<Heartbeat>();
        services.AddScoped<IEndsWithDischarge, EndCalls>();
        services.AddScoped<IFollowsRole, EndCalls>();
        services.AddSingleton(new MenuLink("/calls", "How we reach you", "phone", Roles.Staff));
        services.AddSingleton(new MenuLink("/channels", "How calls go out", "bell", Role.Supervisor, Role.Admin));
    }

    public static void MapChannels(this IEndpointRouteBuilder app)
    {
        app.MapVerb<SetMyMail, SetMyMail.Form>("/calls/mail").OnPage<CallsPage>().Allow(Roles.Staff).StepUp();
        app.MapVerb<RemoveMyMail, RemoveMyMail.Form>("/calls/mail/remove").OnPage<CallsPage>().Allow(Roles.Staff).StepUp();
        app.MapVerb<SetPager, SetPager.Form>("/channels/pagers/{Person:guid}").OnPage<PagerPage>().Allow(Role.Admin).StepUp();
        app.MapVerb<RemovePager, RemovePager.Form>("/channels/pagers/{Person:guid}/remove").OnPage<PagerPage>().Allow(Role.Admin).StepUp();
        app.MapVerb<SetWebhook, SetWebhook.Form>("/channels/webhook").OnPage<WebhookPage>().Allow(Role.Admin).StepUp();
        app.MapVerb<KeepSecret, KeepSecret.Form>("/channels/webhook/kept").Allow(Role.Admin);
        app.MapVerb<RemoveWebhook, RemoveWebhook.Form>("/channels/webhook/remove").OnPage<WebhookPage>().Allow(Role.Admin).StepUp();
        app.MapVerb<SendTest, SendTest.Form>("/channels/test").OnPage<ChannelsPage>().Allow(Role.Admin);
        app.MapVerb<AnswerTest, AnswerTest.Form>("/a/{Drill:guid}/here").OnPage<TestPage>().Allow(Roles.Staff);
    }
}
