using Hearth.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hearth.SignIn;

public static class FactorAccess
{
    /// <summary>
    /// Whether this account can sign in again by itself: by a passkey (which verifies its holder, so it counts as two
    /// factors), or by a password with an authenticator app. Until then the invitation that made it can be taken up again.
    /// </summary>
    public static Task<bool> HasFactorsAsync(this HearthDb db, Guid account, CancellationToken cancel = default) =>
        db.Set<Account>().AnyAsync(a => a.Id == account &&
            ((a.PasswordHash != null && a.TwoFactorEnabled) || db.Set<IdentityUserPasskey<Guid>>().Any(p => p.UserId == a.Id)), cancel);
}
