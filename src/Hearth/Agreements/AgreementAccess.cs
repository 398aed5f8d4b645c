using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Agreements;

public static class AgreementAccess
{
    /// <summary>Everybody in a program may read its agreements.</summary>
    public static IQueryable<Agreement> AgreementsOfProgram(this HearthDb db) => db.Set<Agreement>();

    /// <summary>The version in force.</summary>
    public static Task<Agreement?> CurrentAgreementAsync(this HearthDb db, CancellationToken cancel = default) =>
        db.Set<Agreement>().AsNoTracking().OrderByDescending(a => a.Number).FirstOrDefaultAsync(cancel);

    /// <summary>Signatures: one's own, or all for staff.</summary>
    public static IQueryable<Signature> SignaturesVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<Signature>().Where(s => viewer.IsStaff || s.PersonId == viewer.PersonId);

    /// <summary>The version in the making: whoever may publish.</summary>
    public static IQueryable<AgreementDraft> DraftVisibleTo(this HearthDb db, Viewer viewer) =>
        db.Set<AgreementDraft>().Where(_ => viewer.Role == Role.Admin && viewer.SignedIn);

    public static Task<bool> HasSignedCurrentAsync(this HearthDb db, Guid person, CancellationToken cancel = default) => db.SignaturesOfCurrent(person).AnyAsync(cancel);

    /// <summary>One person's signature under the version in force: for who must know whether there is one.</summary>
    public static IQueryable<Signature> SignaturesOfCurrent(this HearthDb db, Guid person) => db.SignaturesInForce().Where(s => s.PersonId == person);

    /// <summary>Everybody's: for who must know to whom peer surfaces are open.</summary>
    public static IQueryable<Signature> SignaturesInForce(this HearthDb db) =>
        db.Set<Signature>().Where(s => db.Set<Agreement>().Any(a => a.Id == s.AgreementId && a.Number == db.Set<Agreement>().Max(x => x.Number)));
}
