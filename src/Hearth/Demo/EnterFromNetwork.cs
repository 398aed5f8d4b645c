using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hearth.Demo;

/// <summary>
/// The doors as a phone in the same network has them, when whoever started the demo said that everybody there may come in
/// (<c>hearth up --lan --let-anyone-in</c>). The house has one address there and no host for each person, so a door is a press on
/// the page of doors: a post, which no page from elsewhere can make, and whoever presses has chosen who they are.
/// </summary>
public static class EnterFromNetwork
{
    public static string PathOf(DemoPerson person) => $"{EnterByDoor.Path}/{person.Host}";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost($"{EnterByDoor.Path}/{{host}}", RunAsync).WithMetadata(new AllowAnonymousAttribute()).BeforeSigning();

    private static Task<IResult> RunAsync(string host, HttpContext http, HearthDb db, Scopes scopes, CancellationToken cancel) =>
        EnterByDoor.LetInAsync(DemoCast.Everybody.SingleOrDefault(p => p.Host == host), http, db, scopes, cancel);
}
