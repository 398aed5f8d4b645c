using System.Security.Cryptography;
using Hearth.Markup.Rules;
using Microsoft.AspNetCore.DataProtection;

namespace Hearth.Markup;

/// <summary>
/// A link in written text leads to a page of ours that says where it goes. What stands in that page's address is sealed: no history
/// and no log holds what somebody wrote, and only what was written in a program has a page there, so that nobody can send people
/// through this house to an address of their own.
/// </summary>
public sealed class WaysOut(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Hearth.Markup.WaysOut");

    /// <summary>The page that asks before it. Each time another one, for the same address too.</summary>
    public string PathTo(Guid program, Address address) => Allowed.Leaving + For(program).Protect(address.Typed);

    /// <summary>Null for what was not made here, for this program, or was spoiled on the way.</summary>
    public Address? Open(Guid program, string token)
    {
        try
        {
            return Address.Of(For(program).Unprotect(token));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For(Guid program) => protector.CreateProtector(program.ToString("N"));
}
