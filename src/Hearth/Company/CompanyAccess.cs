using Hearth.Availability;
using Hearth.Boundaries;
using Hearth.Database;
using Hearth.Groups;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Company;

public static class CompanyAccess
{
    /// <summary>One's own.</summary>
    public static IQueryable<CompanyAsk> CompanyAsksOf(this HearthDb db, Viewer viewer) => db.Set<CompanyAsk>().Where(a => a.PersonId == viewer.PersonId);

    /// <summary>Those that a viewer was asked for and that still wait, but what they said "not now" to, and of nobody whom they do not read or are kept apart from since.</summary>
    public static IQueryable<CompanyAsk> CompanyAskedOf(this HearthDb db, Viewer viewer) =>
        db.Set<CompanyAsk>().Where(a => a.EndedAt == null && !db.UnseenBy(viewer.PersonId).Contains(a.PersonId) && db.Set<CompanyCall>().Any(c => c.AskId == a.Id && c.PersonId == viewer.PersonId && c.DeclinedAt == null));

    /// <summary>Those that a viewer was asked for, over or not: for whoever came.</summary>
    public static IQueryable<CompanyAsk> CompanyCameTo(this HearthDb db, Viewer viewer) => db.Set<CompanyAsk>().Where(a => a.CameId == viewer.PersonId);

    /// <summary>Whom the viewer asked; who said no cannot be told from who said nothing.</summary>
    public static IQueryable<CompanyCall> CompanyCallsOf(this HearthDb db, Viewer viewer) =>
        db.Set<CompanyCall>().Where(c => db.CompanyAsksOf(viewer).Any(a => a.Id == c.AskId));

    /// <summary>The question that a viewer was asked, to be answered by them.</summary>
    internal static IQueryable<CompanyCall> CompanyCallTo(this HearthDb db, Viewer viewer, Guid ask) =>
        db.Set<CompanyCall>().Where(c => c.AskId == ask && c.PersonId == viewer.PersonId && db.CompanyAskedOf(viewer).Any(a => a.Id == ask));

    /// <summary>Whom one would want to ask.</summary>
    public static IQueryable<ChosenPerson> ChosenBy(this HearthDb db, Guid person) => db.Set<ChosenPerson>().Where(c => c.PersonId == person);

    /// <summary>Peers of one's own groups, but those whom one does not read or is kept apart from.</summary>
    public static IQueryable<Person> PeopleToChooseFrom(this HearthDb db, Guid person) =>
        db.PeopleOfProgram().Where(p => p.Id != person && Roles.Peers.Contains(p.Role) &&
            db.MembersBeside(person).Select(m => m.PersonId).Contains(p.Id) && !db.UnseenBy(person).Contains(p.Id));

    /// <summary>
    /// Who may be asked for company now, in the order in which they would be: those who said yes at such a time, their own people
    /// first. Where somebody chose their people, only those are asked without a press. Who does not want to read them is not asked,
    /// and cannot be told from somebody who said no.
    /// </summary>
    public static async Task<Willing> WillingAsync(this HearthDb db, Guid person, Instant now, CancellationToken cancel = default)
    {
        var yes = await db.CompanyForAsync(person, now, cancel);
        var people = await db.PeopleToChooseFrom(person).Where(p => yes.Contains(p.Id) && !db.WhoQuieted(person).Contains(p.Id))
            .OrderBy(p => p.Name).Select(p => new { p.Id, p.Name, Chosen = db.ChosenBy(person).Any(c => c.OtherId == p.Id) }).ToListAsync(cancel);
        var chosen = people.Where(p => p.Chosen).Select(p => new WillingPeer(p.Id, p.Name)).ToList();
        return new([.. chosen, .. people.Where(p => !p.Chosen).Select(p => new WillingPeer(p.Id, p.Name))], chosen.Count > 0 ? [.. chosen.Select(c => c.Id)] : [.. people.Select(p => p.Id)]);
    }

    internal static IQueryable<CompanyAsk> CompanyDue(this HearthDb db, Instant now) => db.Set<CompanyAsk>().Where(a => a.NextAt <= now);

    internal static IQueryable<CompanyAsk> CompanyAsksOfProgram(this HearthDb db) => db.Set<CompanyAsk>();

    internal static IQueryable<CompanyCall> CompanyCallsOfProgram(this HearthDb db) => db.Set<CompanyCall>();
}

public sealed record WillingPeer(Guid Id, string Name);

/// <param name="Peers">All who may be asked by a press.</param>
/// <param name="Next">Those who are asked by themselves, one after the other.</param>
public sealed record Willing(IReadOnlyList<WillingPeer> Peers, IReadOnlyList<Guid> Next);
