using Hearth.Accounts.Rules;
using Hearth.Database;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace Hearth.Accounts;

/// <summary>
/// How somebody signs in: factors and nothing else. Global, knows no program and no person.
/// The user name is a handle for password sign-in, never shown to anybody but its owner.
/// </summary>
public sealed class Account : IdentityUser<Guid>, IAcrossPrograms
{
    /// <summary>Since when its password is there.</summary>
    public Instant? PasswordSetAt { get; set; }

    /// <summary>A new one, with a handle that nobody chose: so that nobody can ask whether a certain one is taken.</summary>
    public static Account Open() => new() { Id = Guid.NewGuid(), UserName = Handles.Make() };
}

/// <summary>An account's place in a program: which person it is there. The only row that joins the two.</summary>
public sealed class Membership : IAcrossPrograms
{
    private Membership() { }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }
    public Role Role { get; private set; }
    public MembershipState State { get; private set; }

    /// <summary>Raised whenever role or state changes: cookies of before are void.</summary>
    public int Stamp { get; private set; }

    public Instant StartedAt { get; private set; }

    public static Membership Start(Guid account, Guid program, Guid person, Role role, Instant now) =>
        new() { Id = Guid.NewGuid(), AccountId = account, ProgramId = program, PersonId = person, Role = role, State = MembershipState.Active, StartedAt = now };

    public void TakeRole(Role role) => (Role, Stamp) = (role, Stamp + 1);

    public void Suspend() => (State, Stamp) = (MembershipState.Suspended, Stamp + 1);

    public void Resume() => (State, Stamp) = (MembershipState.Active, Stamp + 1);

    public void Discharge() => (State, Stamp) = (MembershipState.Discharged, Stamp + 1);
}

public enum MembershipState
{
    Active = 1,
    Suspended = 2,
    Discharged = 3,
}
