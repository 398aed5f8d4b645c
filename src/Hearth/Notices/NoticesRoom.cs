using Hearth.Agreements;
using Hearth.Boundaries;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Html;
using Hearth.Notices.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Notices;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class NoticesRoom
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<NoticeKinds>();
        services.AddScoped<NoticeDesk>();
        services.AddScoped<IHearsOfDistance>(s => s.GetRequiredService<NoticeDesk>());
        services.AddScoped<NoticesHere>();
        services.AddHostedService<NoticeSweep>();
        services.AddScoped<IHearsOfFollowUps, HearFollowUps>();
        services.AddScoped<IHearsOfAgreements, HearAgreements>();
        services.AddSingleton(new AbovePages(typeof(NewBanner)));
        services.AddSingleton(new MenuLink("/notices", "Notices", "bell"));
        services.AddStream("notices/{person}", (_, viewer, values) => Task.FromResult(viewer.SignedIn && NoticeDesk.StreamOf(viewer.PersonId) == $"notices/{values["person"]}"));

        // Of what happened in rooms that stand before this one.
        services.AddNotice(new(HearFollowUps.Taken, "Somebody has it and is coming.", NoticeSort.HardMoments, _ => "/hard-moment/asked", Urgent: true));
        services.AddNotice(new(HearFollowUps.PassedOn, "The next one is asked for you.", NoticeSort.HardMoments, _ => "/hard-moment/asked", Urgent: true));
        services.AddNotice(new(HearFollowUps.Ended, "What you asked for has ended. You can ask again at any hour.", NoticeSort.HardMoments, _ => "/hard-moment/asked"));
        services.AddNotice(new(HearFollowUps.NoticedTaken, "Somebody from the program has what you noticed.", NoticeSort.Noticed, _ => "/noticed"));
        services.AddNotice(new(HearFollowUps.NoticedEnded, "What you noticed was looked after.", NoticeSort.Noticed, _ => "/noticed"));
        services.AddNotice(new(HearFollowUps.MessageTaken, "Somebody from the program has the message that you told them about.", NoticeSort.Noticed, _ => "/messages/told"));
        services.AddNotice(new(HearFollowUps.MessageEnded, "The message that you told staff about was looked after.", NoticeSort.Noticed, _ => "/messages/told"));
        services.AddNotice(new(HearAgreements.Anew, "The agreement has new words. Please read and sign it again.", NoticeSort.Program, _ => "/agreement"));
    }

    public static void MapNotices(this IEndpointRouteBuilder app)
    {
        app.MapVerb<OpenNotice, OpenNotice.Form>("/notices/{Notice:guid}/open").Allow(Roles.All).BeforeSigning();
        app.MapVerb<ReadNotices, ReadNotices.Form>("/notices/read").Allow(Roles.All).BeforeSigning();
        app.MapVerb<ChooseNotices, ChooseNotices.Form>("/notices/how").OnPage<HowPage>().Allow(Roles.All);
        app.MapVerb<SetMailbox, SetMailbox.Form>("/notices/mailbox").OnPage<HowPage>().Allow(Roles.All).StepUp();
        app.MapVerb<ConfirmMailbox, ConfirmMailbox.Form>("/notices/mailbox/confirm").InOwnTransaction().OnPage<HowPage>().Allow(Roles.All);
        app.MapVerb<AddDevice, AddDevice.Form>("/notices/devices").OnPage<HowPage>().Allow(Roles.All);
        app.MapVerb<RemoveDevices, RemoveDevices.Form>("/notices/devices/remove").Allow(Roles.All);
        app.MapVerb<RemoveMailbox, RemoveMailbox.Form>("/notices/mailbox/remove").Allow(Roles.All);
    }
}
