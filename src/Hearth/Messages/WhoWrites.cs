using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.Company;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Messages.Rules;
using Hearth.People;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Messages;

/// <summary>Some people and what ties them together: what <see cref="ReachRule"/> asks, read at one time.</summary>
public sealed record Ties(MessagePolicy Policy, IReadOnlyDictionary<Guid, Correspondent> People, IReadOnlyDictionary<Guid, bool> Switches, IReadOnlySet<Guid> Apart)
{
    public bool MayBegin(Guid from, Guid to) => Ask(from, to, ReachRule.MayBegin);

    public bool MayWrite(Guid one, Guid other) => Ask(one, other, ReachRule.MayWrite);

    /// <summary>Whom nobody knows of is out of reach, like whoever is.</summary>
    private bool Ask(Guid from, Guid to, Func<Correspondent, Correspondent, PeerReach, StaffReach, bool?, bool, bool> rule) =>
        People.TryGetValue(from, out var one) && People.TryGetValue(to, out var other)
        && rule(one, other, Policy.Peers, Policy.Staff, Switches.TryGetValue(Pair.Of(from, to), out var open) ? open : null, Apart.Contains(Pair.Of(from, to)));
}

/// <summary>Who may write to whom: the program's policy, for the people of one question.</summary>
public sealed class WhoWrites(HearthDb db, Viewer viewer) : IWaysToWrite
{
    /// <summary>Whom the viewer may begin to write to, by name.</summary>
    public async Task<IReadOnlyList<Person>> PeopleAsync(CancellationToken cancel = default)
    {
        var pairs = await db.PairSwitchesOfProgram().Where(s => s.Open && (s.OneId == viewer.PersonId || s.OtherId == viewer.PersonId)).Select(s => s.OneId == viewer.PersonId ? s.OtherId : s.OneId).ToListAsync(cancel);
        // Whoever comes into question at all; of those, whom the rule lets them write to.
        var near = await (viewer.Is(Role.Supervisor) ? db.PeopleOfProgram() : db.PeopleOfProgram().Where(p => Roles.Staff.Contains(p.Role) || pairs.Contains(p.Id) || db.CirclePeopleVisibleTo(viewer).Any(c => c.Id == p.Id)))
            .AsNoTracking().OrderBy(p => p.Name).ToListAsync(cancel);
        var ties = await TiesAsync([.. near.Select(p => p.Id), viewer.PersonId], cancel);
        return [.. near.Where(p => ties.MayBegin(viewer.PersonId, p.Id))];
    }

    public async Task<bool> MayWriteToAsync(Guid person, CancellationToken cancel = default) => (await TiesAsync([person, viewer.PersonId], cancel)).MayBegin(viewer.PersonId, person);

    public async Task<Ties> TiesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel = default)
    {
        var policy = await PolicyAsync(cancel);
        var people = await db.PeopleOfProgram().Where(p => ids.Contains(p.Id)).Select(p => new
        {
            p.Id,
            p.Role,
            Here = db.MembershipsOfProgram().Any(m => m.PersonId == p.Id && m.State == MembershipState.Active) && db.SignaturesInForce().Any(s => s.PersonId == p.Id),
        }).ToListAsync(cancel);
        var members = (await db.PlacesAmong(ids).Select(m => new { m.PersonId, m.GroupId }).ToListAsync(cancel)).ToLookup(m => m.PersonId, m => m.GroupId);
        var leads = (await db.LeadingAmong(ids).Select(l => new { l.PersonId, l.GroupId }).ToListAsync(cancel)).ToLookup(l => l.PersonId, l => l.GroupId);
        var switches = await db.PairSwitchesOfProgram().Where(s => ids.Contains(s.OneId) && ids.Contains(s.OtherId)).ToDictionaryAsync(s => s.PairId, s => s.Open, cancel);
        var apart = (await db.SeparationsAmong(ids).Select(s => new { s.OneId, s.OtherId }).ToListAsync(cancel)).Select(s => Pair.Of(s.OneId, s.OtherId)).ToHashSet();
        return new(policy, people.ToDictionary(p => p.Id, p => new Correspondent(p.Id, p.Role, p.Here, members[p.Id].ToHashSet(), leads[p.Id].ToHashSet())), switches, apart);
    }

    public async Task<MessagePolicy> PolicyAsync(CancellationToken cancel = default) => await db.MessagePolicyOfProgram().AsNoTracking().SingleOrDefaultAsync(cancel) ?? MessagePolicy.For(viewer.ProgramId);
}
