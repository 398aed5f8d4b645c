using Hearth.Boundaries;
using Hearth.Database;
using Hearth.Spaces;

namespace Hearth.Milestones;

public static class MilestoneAccess
{
    /// <summary>One's own.</summary>
    public static IQueryable<Milestone> MilestonesOf(this HearthDb db, Viewer viewer) => db.Set<Milestone>().Where(m => m.PersonId == viewer.PersonId);

    /// <summary>Those that are shared where a viewer reads, by people who still read there too and whom the viewer reads.</summary>
    public static IQueryable<Milestone> MilestonesSharedWith(this HearthDb db, Viewer viewer) => db.Set<Milestone>().Where(m => m.SpaceId != null
        && db.SpacesVisibleTo(viewer).Any(s => s.Id == m.SpaceId) && db.SpaceReaders().Any(r => r.SpaceId == m.SpaceId && r.PersonId == m.PersonId) && !db.UnseenBy(viewer.PersonId).Contains(m.PersonId));

    public static IQueryable<MilestoneResponse> MilestoneResponsesVisibleTo(this HearthDb db, Viewer viewer) => db.Set<MilestoneResponse>().Where(r =>
        (db.MilestonesOf(viewer).Any(m => m.Id == r.MilestoneId) || db.MilestonesSharedWith(viewer).Any(m => m.Id == r.MilestoneId)) && !db.UnseenBy(viewer.PersonId).Contains(r.PersonId));

    /// <summary>All responses to one, for a verb that has already checked who asks.</summary>
    internal static IQueryable<MilestoneResponse> ResponsesTo(this HearthDb db, Guid milestone) => db.Set<MilestoneResponse>().Where(r => r.MilestoneId == milestone);
}
