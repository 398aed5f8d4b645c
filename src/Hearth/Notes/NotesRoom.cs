using Hearth.Database;
using Hearth.Html;
using Hearth.Notes.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Notes;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class NotesRoom
{
    private static readonly Role[] writers = [Role.Facilitator, Role.Therapist, Role.PeerFacilitator, Role.Supervisor];

    public static void AddNotes(this IServiceCollection services)
    {
        services.AddScoped<NoteWords>();
        services.AddScoped<NamesSeen>();
        services.AddScoped<NoteReading>();
        services.AddSingleton(new MenuLink("/notes", "Notes", "note", writers));
    }

    public static void MapNotes(this IEndpointRouteBuilder app)
    {
        app.MapVerb<SaveNote, SaveNote.OfGroup>("/sessions/{Session:guid}/note/save").OnPage<NotePage>().Allow(writers);
        app.MapVerb<SaveNote, SaveNote.OfPerson>("/sessions/{Session:guid}/note/{Person:guid}/save").OnPage<NotePage>().Allow(writers);
        app.MapVerb<SaveAddition, SaveAddition.Form>("/notes/{Note:guid}/add/save").OnPage<AddPage>().Allow(writers);
        app.MapVerb<SignNote, SignNote.Form>("/notes/{Note:guid}/sign/yes").OnPage<SignPage>().Allow(writers);
    }
}
