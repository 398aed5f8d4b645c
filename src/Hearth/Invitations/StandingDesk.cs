using Hearth.Accounts;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Invitations.Rules;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Invitations;

/// <summary>What suspending, taking back and discharging have in common: who may, the reason, the cut.</summary>
public sealed class StandingDesk(HearthDb db, Viewer viewer, Sealer sealer, HappeningLog happenings, Clock clock, Connections connections, AfterCommit after, IEnumerable<IEndsWithDischarge> ends, IStringLocalizer<Words> words)
{
    public async Task<Outcome> ChangeAsync(Guid personId, Standing standing, string reason, CancellationToken cancel)
    {
        var person = await db.PeopleVisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, cancel);
        var membership = person is null ? null : await db.MembershipsOfProgram().AsNoTracking().SingleOrDefaultAsync(m => m.PersonId == personId, cancel);
        if (person is null || membership is null || !May(standing, person)) return Outcome.Missing;

        // In one order for everybody, so that two admins who suspend one another neither wait forever nor both succeed.
        var held = new Dictionary<Guid, bool>();
        foreach (var id in new[] { viewer.MembershipId, membership.Id }.Order()) held[id] = await db.HoldMembershipAsync(id, cancel);
        if (!held[viewer.MembershipId]) return Outcome.Missing;

        membership = await db.MembershipsOfProgram().SingleAsync(m => m.Id == membership.Id, cancel);
        if (!Follows(membership.State, standing)) return Outcome.No("already", words["That was done already. Nothing changed."]);
        if (standing != Standing.Resumed && await db.ThisProgram().AnyAsync(p => p.OnCallPersonId == personId, cancel))
            return Outcome.No("on-call", words["{0} is on call. Put somebody else on call first, so that calls are answered.", person.Name]);

        switch (standing)
        {
            case Standing.Suspended: membership.Suspend(); break;
            case Standing.Resumed: membership.Resume(); break;
            case Standing.Discharged: membership.Discharge(); break;
        }
        var change = Guid.NewGuid();
        db.Add(StandingChange.Of(db.CurrentProgram, change, personId, standing, await sealer.SealAsync(personId, StandingChange.Place(change), reason, cancel), viewer.PersonId, clock.Now));
        happenings.Record(standing switch { Standing.Suspended => "people.suspended", Standing.Resumed => "people.resumed", _ => "people.discharged" }, personId, personId);
        if (standing == Standing.Discharged)
            foreach (var end in ends) await end.EndAsync(personId, cancel);
        after.Do(() => connections.AbortAsync(personId));
        return Outcome.To($"/people/{personId}");
    }

    public bool May(Standing standing, Person person) => standing == Standing.Discharged
        ? Inviting.MayDischarge(viewer.Role, person.Role, person.Id == viewer.PersonId)
        : Inviting.MaySuspend(viewer.Role, person.Role, person.Id == viewer.PersonId);

    /// <summary>A discharge is for good; who comes back comes by a new invitation.</summary>
    public static bool Follows(MembershipState state, Standing standing) => standing switch
    {
        Standing.Suspended => state == MembershipState.Active,
        Standing.Resumed => state == MembershipState.Suspended,
        _ => state != MembershipState.Discharged,
    };
}
