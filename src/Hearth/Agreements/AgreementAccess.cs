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

    public static async Task<bool> HasSignedCurrentAsync(this HearthDb db, Guid person, CancellationToken cancel = default)
    {
        return await db.Set<Signature>()
            .Join(db.Set<Agreement>(), s => s.AgreementId, a => a.Id, (s, a) => new { s.PersonId, a.Number })
            .AnyAsync(x => x.PersonId == person && x.Number == db.Set<Agreement>().Max(a => a.Number), cancel);
    }
}
