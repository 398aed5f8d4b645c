using Hearth.Database;
using NodaTime;

namespace Hearth.Drafts;

public static class DraftAccess
{
    /// <summary>One's own, and nobody else's, whoever asks.</summary>
    public static IQueryable<Draft> DraftsOf(this HearthDb db, Viewer viewer) => db.Set<Draft>().Where(d => d.PersonId == viewer.PersonId);

    /// <summary>One's own that have had their time.</summary>
    internal static IQueryable<Draft> StaleDraftsOf(this HearthDb db, Viewer viewer, Instant now)
    {
        var (old, thrown) = (now - Draft.For, now - Draft.ThrownFor);
        return db.DraftsOf(viewer).Where(d => d.SavedAt < old || d.ThrownAt < thrown);
    }

    /// <summary>For a verb that has already checked who asks.</summary>
    internal static IQueryable<Draft> DraftsBy(this HearthDb db, Guid person) => db.Set<Draft>().Where(d => d.PersonId == person);
}
