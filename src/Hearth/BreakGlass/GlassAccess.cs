using Hearth.BreakGlass.Rules;
using Hearth.Database;
using Hearth.People;
using Microsoft.EntityFrameworkCore;

namespace Hearth.BreakGlass;

public static class GlassAccess
{
    private static readonly Role[] peers = Roles.Peers;

    /// <summary>Whose records a viewer may ask for: participants and other peers of their program, if they are a supervisor.</summary>
    public static IQueryable<Person> PeopleBehindGlass(this HearthDb db, Viewer viewer) =>
        db.PeopleVisibleTo(viewer).Where(p => viewer.Role == Role.Supervisor && p.Id != viewer.PersonId && peers.Contains(p.Role));

    /// <summary>Those that a viewer broke.</summary>
    public static IQueryable<Glass> GlassesBrokenBy(this HearthDb db, Viewer viewer) => db.Set<Glass>().Where(g => g.BrokenBy == viewer.PersonId && viewer.Role == Role.Supervisor);

    /// <summary>What those who look after it may see: another supervisor, or an admin, and never of their own or about themselves.</summary>
    public static IQueryable<Glass> GlassesSeenBy(this HearthDb db, Viewer viewer) =>
        db.Set<Glass>().Where(g => (viewer.Role == Role.Supervisor || viewer.Role == Role.Admin) && g.BrokenBy != viewer.PersonId && g.PersonId != viewer.PersonId);

    public static IQueryable<GlassReview> GlassReviewsOf(this HearthDb db, IQueryable<Glass> glasses) => db.Set<GlassReview>().Where(r => glasses.Any(g => g.Id == r.GlassId));

    /// <summary>Of these, those that nobody has looked at.</summary>
    public static IQueryable<Glass> Unreviewed(this HearthDb db, IQueryable<Glass> glasses) => glasses.Where(g => !db.Set<GlassReview>().Any(r => r.GlassId == g.Id));

    internal static async Task<List<GlassRule.Broken>> BrokenAsync(this HearthDb db, Viewer viewer, CancellationToken cancel = default) =>
        await db.GlassesBrokenBy(viewer).Select(g => new GlassRule.Broken(g.BrokenAt, g.EndsAt, g.EndedAt, db.Set<GlassReview>().Any(r => r.GlassId == g.Id))).ToListAsync(cancel);
}
