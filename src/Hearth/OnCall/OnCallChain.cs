using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.OnCall.Rules;
using Hearth.Setup;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.OnCall;

/// <summary>Somebody of the staff who is asked, and when in the order.</summary>
/// <param name="Place">1 is asked first.</param>
/// <param name="OnShift">On shift now; others are asked after, since nobody, or nobody else, is.</param>
/// <param name="Until">Until when they are on shift without a break; null for longer than a week, and for who is not.</param>
public sealed record OnCallPerson(Guid PersonId, string Name, int Place, bool OnShift, Instant? Until)
{
    /// <summary>The zone in which their shift was planned (TZDB id); null for who is not on shift.</summary>
    public string? Zone { get; init; }
}

/// <summary>
/// Who of the program in scope is asked at a moment, in order. Whoever cannot come in now (suspended, discharged, no staff any more)
/// is not in it. Names no one but staff, so whoever needs somebody may be told it.
/// </summary>
public sealed class OnCallChain(HearthDb db)
{
    /// <summary>In order; each person once. Empty only for a program whose staff cannot come in. Asks the database twice.</summary>
    public async Task<IReadOnlyList<OnCallPerson>> AtAsync(Instant now, CancellationToken cancel = default) => (await RotaAsync(now, cancel)).ChainAt(now);

    /// <summary>What the order follows from, for whoever wants to know it at several moments.</summary>
    internal async Task<Rota> RotaAsync(Instant now, CancellationToken cancel = default) => new(
        await db.PeopleForCalls().OrderBy(p => p.JoinedAt).ThenBy(p => p.Id).Select(p => new Staff(p.Id, p.Name, p.Role, db.ThisProgram().Any(c => c.OnCallPersonId == p.Id))).ToListAsync(cancel),
        await db.ShiftsInForce(now).AsNoTracking().ToListAsync(cancel));

    internal sealed record Staff(Guid Id, string Name, Role Role, bool Standing);

    internal sealed class Rota(IReadOnlyList<Staff> staff, IReadOnlyList<Shift> shifts)
    {
        /// <summary>The shifts of those who can come in.</summary>
        public IReadOnlyList<Shift> Worked { get; } = [.. shifts.Where(s => staff.Any(p => p.Id == s.PersonId))];

        public Staff? Standing => staff.FirstOrDefault(p => p.Standing);

        /// <summary>Who is asked first when nobody has a shift.</summary>
        public string? AskedWithoutShift => Chain([], default) is [var first, ..] ? NameOf(first) : null;

        /// <summary>As if that shift were not there.</summary>
        public Rota Without(Guid shift) => new(staff, [.. shifts.Where(s => s.Id != shift)]);

        public bool Comes(Guid person) => staff.Any(p => p.Id == person);

        public IReadOnlyList<OnCallPerson> ChainAt(Instant now)
        {
            var zones = RotaRule.OnShiftAt(Worked, now).DistinctBy(t => t.Shift.PersonId).ToDictionary(t => t.Shift.PersonId, t => t.Shift.Zone);
            return [.. Chain(Worked, now).Select((id, i) => new OnCallPerson(id, NameOf(id), i + 1, zones.ContainsKey(id), RotaRule.UntilOf(Worked, id, now)) { Zone = zones.GetValueOrDefault(id) })];
        }

        private IReadOnlyList<Guid> Chain(IReadOnlyList<Shift> on, Instant now) => RotaRule.ChainAt(on, Standing?.Id, [.. staff.Select(p => (p.Id, p.Role))], now);

        private string NameOf(Guid id) => staff.First(p => p.Id == id).Name;
    }
}
