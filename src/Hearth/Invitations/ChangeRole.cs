using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Invitations.Rules;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Invitations;

/// <summary>
/// Makes somebody something else in the program. Their cookies are void and their pages cut: they sign in anew, as what they
/// are now. By an admin, for others: so there is always one left.
/// </summary>
public sealed class ChangeRole(HearthDb db, Viewer viewer, Sealer sealer, HappeningLog happenings, Clock clock, Connections connections, AfterCommit after, IEnumerable<IFollowsRole> follows, IStringLocalizer<Words> words) : IVerb<ChangeRole.Form>
{
    public sealed record Form(
        Guid? Person,
        [property: Required(ErrorMessage = "Please say what they will be here.")] Role? Role,
        [property: Required(ErrorMessage = "Please say why, in a sentence. Staff can read it later.")] [property: MaxLength(1000)] string? Reason);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var (id, role, now) = (form.Person!.Value, form.Role!.Value, clock.Now);
        var found = await db.MembershipsOfProgram().AsNoTracking().SingleOrDefaultAsync(m => m.PersonId == id, cancel);
        if (found is null || id == viewer.PersonId) return Outcome.Missing;

        // In one order for everybody, and then who asks is looked at again: of two admins who demote one another, one is first.
        foreach (var one in new[] { viewer.MembershipId, found.Id }.Order()) await db.HoldMembershipAsync(one, cancel);
        if (!await db.MembershipsOfProgram().AnyAsync(m => m.Id == viewer.MembershipId && m.State == MembershipState.Active && m.Role == Role.Admin, cancel)) return Outcome.Missing;

        var membership = await db.MembershipsOfProgram().SingleAsync(m => m.Id == found.Id, cancel);
        var person = await db.PeopleVisibleTo(viewer).SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (person is null || membership.State == MembershipState.Discharged) return Outcome.Missing;
        if (!Inviting.MayBecome(person.Role).Contains(role))
            return Outcome.No(nameof(form.Role), "not-from-here", words["{0} can’t become that. Invite them into it instead: it is a second place, with a name of its own.", person.Name]);

        membership.TakeRole(role);
        person.TakeRole(role);
        var change = Guid.NewGuid();
        db.Add(StandingChange.Of(db.CurrentProgram, change, id, Standing.RoleChanged, await sealer.SealAsync(id, StandingChange.Place(change), form.Reason!, cancel), viewer.PersonId, now, role));
        happenings.Record("people.role-changed", id, id);
        foreach (var follow in follows) await follow.FollowAsync(id, role, cancel);
        after.Do(() => connections.AbortAsync(id));
        return Outcome.To($"/people/{id}");
    }
}
