using Hearth.Boundaries;
using Hearth.Company;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Html;
using Hearth.Messages.Pages;
using Hearth.Messages.Rules;
using Hearth.Notices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Messages;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class MessagesRoom
{
    public static void AddMessages(this IServiceCollection services)
    {
        services.AddScoped<WhoWrites>();
        services.AddScoped<IWaysToWrite>(s => s.GetRequiredService<WhoWrites>());
        services.AddScoped<MessageReading>();
        services.AddScoped<MessageDesk>();
        services.AddScoped<MessageNotices>();
        services.AddScoped<IHearsOfDistance>(s => s.GetRequiredService<MessageNotices>());
        foreach (var kind in MessageNotices.Kinds) services.AddNotice(kind);
        services.AddScoped<ReportReading>();
        services.AddSingleton<MessagePages>();
        services.AddSingleton<Pictures>();
        services.AddSingleton(new FollowUpsRoom.Detail(FollowUpKind.Message, typeof(ReportDetail), async (request, id) => new() { [nameof(ReportDetail.Told)] = await request.GetRequiredService<ReportReading>().OfAsync(id) }));
        services.AddSingleton(new MenuLink("/messages", "Messages", "bubble", Role.Admin));
        services.AddSingleton(new MenuLink("/program/messages", "Who writes to whom", "bubble", Role.Supervisor, Role.Admin));
        services.AddStream("conversation/{conversation}", async (s, viewer, values) => Guid.TryParseExact(values["conversation"], "D", out var id) && await s.GetRequiredService<HearthDb>().ConversationsVisibleTo(viewer).AnyAsync(c => c.Id == id));
        services.AddStream("messages/{person}", (_, viewer, values) => Task.FromResult(viewer.SignedIn && MessagePages.List(viewer.PersonId) == $"messages/{values["person"]}"));
    }

    public static void MapMessages(this IEndpointRouteBuilder app)
    {
        app.MapVerb<StartConversation, StartConversation.Form>("/messages/new").OnPage<NewMessagePage>().Allow(Roles.All);
        app.MapVerb<SendMessage, SendMessage.Form>("/messages/{Conversation:guid}/send").OnPage<ConversationPage>().Allow(Roles.All);
        app.MapVerb<SendPicture, SendPicture.Form>("/messages/{Conversation:guid}/picture").OnPage<ConversationPage>().InOwnTransaction().Allow(Roles.All)
            // Beside the picture there are a few words. Held in memory, so that no file of it lies about unsealed.
            .WithMetadata(new RequestSizeLimitAttribute(PictureRule.LargestFile + 64 * 1024)).WithFormOptions(memoryBufferThreshold: PictureRule.LargestFile + 64 * 1024);
        ShowPicture.Map(app);
        app.MapVerb<AcceptConversation, AcceptConversation.Form>("/messages/{Conversation:guid}/accept").OnPage<ConversationPage>().Allow(Roles.Peers);
        app.MapVerb<DeclineConversation, DeclineConversation.Form>("/messages/{Conversation:guid}/decline").OnPage<ConversationPage>().Allow(Roles.Peers);
        app.MapVerb<LeaveConversation, LeaveConversation.Form>("/messages/{Conversation:guid}/leave").OnPage<ConversationPage>().Allow(Roles.All);
        app.MapVerb<BlockPerson, BlockPerson.Form>("/messages/{Conversation:guid}/block").OnPage<ConversationPage>().Allow(Roles.Peers);
        app.MapVerb<QuietMember, QuietMember.Form>("/messages/{Conversation:guid}/quiet").OnPage<ConversationPage>().Allow(Roles.Peers);
        app.MapVerb<TellStaff, TellStaff.Form>("/messages/tell/{Message:guid}").OnPage<TellPage>().Allow(Roles.All).CountApart("tell-staff");
        app.MapVerb<UnblockPerson, UnblockPerson.Form>("/messages/unblock").OnPage<BlockedPage>().Allow(Roles.Peers);
        app.MapVerb<SetMessagePolicy, SetMessagePolicy.Form>("/program/messages").OnPage<PolicyPage>().Allow(Role.Supervisor, Role.Admin);
        app.MapVerb<SwitchPair, SwitchPair.Form>("/program/messages/pair").OnPage<PolicyPage>().Allow(Role.Supervisor, Role.Admin);
    }
}
