using Hearth.Database;

namespace Hearth.Html;

/// <summary>A place in the dock. Five at most, the same for everyone of a role, and only those that exist.</summary>
/// <param name="Also">Where its pages stand besides.</param>
public sealed record Place(string Href, string Words, string Icon, params string[] Also)
{
    private static readonly Place Today = new("/today", "Today", "today");
    private static readonly Place Group = new("/spaces", "Group", "circle", "/topics", "/posts", "/group", "/groups", "/milestones", "/search");
    private static readonly Place Groups = new("/groups", "Groups", "circle", "/spaces", "/topics", "/posts", "/search");
    private static readonly Place Sessions = new("/sessions", "Sessions", "video");
    private static readonly Place Messages = new("/messages", "Messages", "bubble");
    private static readonly Place People = new("/people", "People", "people");
    private static readonly Place Program = new("/program", "Program", "flag");

    public static IReadOnlyList<Place> For(Role role) => role switch
    {
        Role.Participant => [Today, Group, Sessions, Messages],
        Role.PeerFacilitator => [Today, Groups, Sessions, Messages],
        Role.Facilitator or Role.Therapist => [Today, Groups, People, Sessions, Messages],
        Role.Supervisor => [Today, People, Groups, Sessions, Messages],
        Role.Admin => [Today, People, Groups, Sessions, Program],
        _ => [Today, Sessions, Messages],
    };
}

/// <summary>Something that stands above every page while it is true; the component says nothing when it isn't. A room registers its own, and reads for it before the page is made.</summary>
public sealed record Banner(Type Component);

/// <summary>A line in the menu behind the pebble. A room registers its own with <c>services.AddSingleton(new MenuLink(…))</c>; no roles: for everyone.</summary>
public sealed record MenuLink(string Href, string Words, string Icon, params Role[] Roles)
{
    public bool IsFor(Role role) => Roles.Length == 0 || Roles.Contains(role);
}
