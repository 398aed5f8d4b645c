namespace Hearth.Html;

/// <summary>
/// What a room has to say above every page of somebody who is signed in (<c>services.AddSingleton(new AbovePages(typeof(…)))</c>).
/// The component asks the database nothing: it would do so at the same moment as the page.
/// </summary>
/// <param name="InRooms">In the live room as well.</param>
public sealed record AbovePages(Type Component, bool InRooms = false);
