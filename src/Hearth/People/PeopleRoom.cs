using Hearth.Database;
using Hearth.Html;
using Hearth.People.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.People;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class PeopleRoom
{
    public static void AddPeople(this IServiceCollection services) { }

    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        app.MapVerb<ChooseLanguage, ChooseLanguage.Form>("/language").InOwnTransaction().AllowAnonymous();
        app.MapVerb<RecordQualification, RecordQualification.Form>("/people/{person:guid}/qualifications/new").OnPage<QualificationPage>().Allow(Role.Admin, Role.Supervisor);
        app.MapVerb<RecordQualification, RecordQualification.Form>("/people/{person:guid}/qualifications/{qualification:guid}").OnPage<QualificationPage>().Allow(Role.Admin, Role.Supervisor);
    }
}
