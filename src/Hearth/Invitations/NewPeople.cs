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
    public static async Task<Membership> EnterAsync(IServiceProvider services, Person person, Sealed fullName, Instant now, CancellationToken cancel)
    {
        var db = services.GetRequiredService<HearthDb>();
        var account = Account.Open();
        var made = await services.GetRequiredService<UserManager<Account>>().CreateAsync(account);
        if (!made.Succeeded) throw new InvalidOperationException("An account could not be made: " + string.Join(", ", made.Errors.Select(e => e.Code)));
        db.Add(person);
        var membership = Membership.Start(account.Id, person.ProgramId, person.Id, person.Role, now);
        db.Add(membership);
        db.Add(LegalIdentity.Of(person, fullName));
        await db.SaveChangesAsync(cancel);
        return membership;
    }
}
