using Hearth.Agreements.Pages;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Agreements;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class AgreementsRoom
{
    public static void AddAgreements(this IServiceCollection services) =>
        services.AddSingleton(new MenuLink("/agreement/mine", "What you signed", "book"));

    public static void MapAgreements(this IEndpointRouteBuilder app)
    {
        app.MapVerb<SignAgreement, SignAgreementForm>("/agreement/sign").OnPage<AgreementPage>().Allow().BeforeSigning();

        // Before signing too: a program's first agreement is published by somebody who has nothing to sign yet.
        app.MapVerb<WriteAgreement, WriteAgreementForm>("/agreement/draft").OnPage<VersionsPage>().Allow(Role.Admin).BeforeSigning();
        app.MapVerb<PublishAgreement, PublishAgreementForm>("/agreement/publish").OnPage<PreviewPage>().Allow(Role.Admin).BeforeSigning();
    }
}
