using Hearth.Company.Pages;
using Hearth.Database;
using Hearth.Html;
using Hearth.Notices;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Company;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class CompanyRoom
{
    public static void AddCompany(this IServiceCollection services)
    {
        services.AddScoped<CompanyDesk>();
        services.AddScoped<AskedHere>();
        services.AddScoped<CompanyReading>();
        services.AddSingleton<CompanyPages>();
        services.AddSingleton<CompanySweep>();
        services.AddHostedService(s => s.GetRequiredService<CompanySweep>());
        services.AddNotice(CompanyDesk.Asked);
        services.AddSingleton(new AbovePages(typeof(CompanyBanner)));
        services.AddSingleton(new MenuLink("/my-people", "My people", "people", Roles.Peers));
        services.AddStream("company/{person}", (_, viewer, values) => Task.FromResult(viewer.SignedIn && CompanyPages.Peer(viewer.PersonId) == $"company/{values["person"]}"));
    }

    public static void MapCompany(this IEndpointRouteBuilder app)
    {
        app.MapVerb<AskForCompany, AskForCompany.Form>("/hard-moment/company/{Person:guid}").Allow(Roles.Peers).CountApart("hard-moment");
        app.MapVerb<SayHere, SayHere.Form>("/company/{Ask:guid}/here").Allow(Roles.Peers);
        app.MapVerb<SayNotNow, SayNotNow.Form>("/company/{Ask:guid}/not-now").Allow(Roles.Peers);
        app.MapVerb<ChoosePeople, ChoosePeople.Form>("/my-people").OnPage<MyPeoplePage>().Allow(Roles.Peers);
    }
}
