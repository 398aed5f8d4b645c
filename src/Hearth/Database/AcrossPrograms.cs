using Microsoft.AspNetCore.Identity;

namespace Hearth.Database;

/// <summary>The tables without a program, each for a reason that was reviewed.</summary>
public static class AcrossPrograms
{
    // Framework rows of the sign-in tables cannot carry our marker; they hang on the account, which is global by design.
    private static readonly Type[] frameworks =
    [
        typeof(IdentityUserClaim<Guid>), typeof(IdentityUserLogin<Guid>), typeof(IdentityUserToken<Guid>), typeof(IdentityUserPasskey<Guid>),
    ];

    public static bool Allows(Type row) => typeof(IAcrossPrograms).IsAssignableFrom(row) || frameworks.Contains(row);
}
