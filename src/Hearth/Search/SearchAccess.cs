using Hearth.Database;
using Hearth.Spaces;

namespace Hearth.Search;

public static class SearchAccess
{
    /// <summary>
    /// What a viewer may find: of the posts that they read, those whose words a page of a space would show to everybody there, in spaces they have
    /// come into, and not where they rest.
    /// </summary>
    public static IQueryable<Post> PostsFoundBy(this HearthDb db, Viewer viewer) => db.PostsVisibleTo(viewer).Where(p =>
        p.TakenBackAt == null && !db.HiddenPosts().Contains(p.Id) && !db.RestsOf(viewer).Any(r => r.TopicId == p.TopicId)
        && db.TopicsOfProgram().Any(t => t.Id == p.TopicId && db.EntriesOf(viewer).Any(e => e.SpaceId == t.SpaceId)));
}
