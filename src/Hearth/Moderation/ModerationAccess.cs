using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Holds;
using Hearth.Spaces;

namespace Hearth.Moderation;

public static class ModerationAccess
{
    /// <summary>
    /// What waits, or was not let in, for those who may read it first: staff of the space that it was written in, all staff for a story;
    /// and whoever was called since it waited too long. Never its author, be they staff.
    /// </summary>
    public static IQueryable<Hold> HoldsKeptBy(this HearthDb db, Viewer viewer)
    {
        var (staff, me) = (viewer.IsStaff, viewer.PersonId);
        return db.HoldsOfProgram().Where(h => staff && h.AuthorId != me && (h.SpaceId == null
            || db.SpacesKeptBy(viewer).Select(s => (Guid?)s.Id).Contains(h.SpaceId)
            || h.CalledAt != null && db.FollowUpsWith(viewer).Any(f => f.Kind == FollowUpKind.Waiting && f.PersonId == h.AuthorId)));
    }
}
