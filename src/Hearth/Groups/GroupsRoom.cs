using Hearth.Database;
using Hearth.Groups.Pages;
using Hearth.Html;
using Hearth.Invitations;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Groups;

/// <summary>The door: what this room adds to the services and the routes.</summary>
public static class GroupsRoom
{
    public static void AddGroups(this IServiceCollection services)
    {
        services.AddScoped<IEndsWithDischarge, LeaveGroups>();
        services.AddScoped<IFollowsRole, StopLeadingGroups>();
    }

    public static void MapGroups(this IEndpointRouteBuilder app)
    {
        app.MapVerb<MakeGroup, MakeGroup.Form>("/groups/make").OnPage<NewGroupPage>().Allow(Roles.Staff);
        app.MapVerb<DescribeGroup, DescribeGroup.Form>("/groups/{Group:guid}/describe").OnPage<GroupPage>().Allow(Roles.Staff);
        app.MapVerb<AddMember, AddMember.Form>("/groups/{Group:guid}/members/add").OnPage<GroupPage>().Allow(Roles.Staff);
        app.MapVerb<RemoveMember, RemoveMember.Form>("/groups/{Group:guid}/members/{Person:guid}/close").OnPage<GroupPage>().Allow(Roles.Staff);
        app.MapVerb<AddLeader, AddLeader.Form>("/groups/{Group:guid}/leaders/add").OnPage<GroupPage>().Allow(Roles.Staff);
        app.MapVerb<RemoveLeader, RemoveLeader.Form>("/groups/{Group:guid}/leaders/{Leader:guid}/remove").OnPage<GroupPage>().Allow(Roles.Staff);
    }
}
