using Hearth.Database;
using Hearth.GroupLife.Pages;
using Hearth.Html;
using Microsoft.AspNetCore.Routing;

namespace Hearth.GroupLife;

/// <summary>The door: what this room adds to the routes.</summary>
public static class GroupLifeRoom
{
    private static readonly Role[] inside = [Role.Participant, Role.Mentor, Role.PeerFacilitator, Role.Facilitator, Role.Therapist, Role.Supervisor];

    public static void MapGroupLife(this IEndpointRouteBuilder app)
    {
        app.MapVerb<AddEntry, AddEntry.Form>("/groups/{Group:guid}/words/add").OnPage<WordsPage>().Allow(inside);
        app.MapVerb<ChangeEntry, ChangeEntry.Form>("/groups/words/{Entry:guid}/change").OnPage<EntryPage>().Allow(inside);
        app.MapVerb<RemoveEntry, RemoveEntry.Form>("/groups/words/{Entry:guid}/remove").Allow(inside);
        app.MapVerb<ProposeName, ProposeName.Form>("/groups/{Group:guid}/name/propose").OnPage<WordsPage>().Allow(inside);
        app.MapVerb<SettleName, SettleName.Form>("/groups/{Group:guid}/name/settle").OnPage<WordsPage>().Allow(inside);
    }
}
