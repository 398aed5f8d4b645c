using Hearth.Accounts;
using Hearth.Database;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Invitations;

/// <summary>Account, person, membership and legal identity of somebody new, in the transaction that is open.</summary>
public static class NewPeople
{
    /// <param name="existing">The account of somebody who signs in here already; else one is made.</param>
    public static async Task<Membership> EnterAsync(IServiceProvider services, Person person, Sealed fullName, Instant now, CancellationToken cancel, Guid? existing = null)
    {
        var db = services.GetRequiredService<HearthDb>();
        var account = existing ?? await OpenAccountAsync(services);
        db.Add(person);
        var membership = Membership.Start(account, person.ProgramId, person.Id, person.Role, now);
        db.Add(membership);
        db.Add(LegalIdentity.Of(person, fullName));
        await db.SaveChangesAsync(cancel);
        return membership;
    }

    private static async Task<Guid> OpenAccountAsync(IServiceProvider services)
    {
        var account = Account.Open();
        var made = await services.GetRequiredService<UserManager<Account>>().CreateAsync(account);
        return made.Succeeded ? account.Id : throw new InvalidOperationException("An account could not be made: " + string.Join(", ", made.Errors.Select(e => e.Code)));
    }
}
