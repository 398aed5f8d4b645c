using Hearth.Database;
using Hearth.Groups;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime.TimeZones;
using NodaTime;

namespace Hearth.Demo;

/// <summary>The sessions of one demo group: the coming week, and for tonight's group one whose time is now. Adds what is missing and touches nothing that is there.</summary>
public sealed class DemoWeek(HearthDb db)
{
    private static readonly Duration nowLasts = Duration.FromMinutes(90);

    public async Task FillAsync(DemoProgram program, DemoGroup plan, Group group, IReadOnlyDictionary<string, Guid> people, Guid? onCall, Instant now, CancellationToken cancel)
    {
        var taken = (await db.SessionsOfProgram().Where(s => s.GroupId == group.Id && s.EndsAt > now && s.State != SessionState.Cancelled && s.State != SessionState.Ended)
            .Select(s => new { s.StartsAt, s.EndsAt }).ToListAsync(cancel)).Select(s => new Interval(s.StartsAt, s.EndsAt)).ToList();

        if (plan == DemoCast.Tonight && !taken.Any(s => s.Contains(now)))
        {
            var start = now - Duration.FromMinutes(5);
            Add(new Interval(start, start + nowLasts));
        }
        foreach (var hour in Coming(program, plan, now))
            if (!taken.Any(s => s.Start < hour.End && hour.Start < s.End)) Add(hour);

        void Add(Interval time)
        {
            taken.Add(time);
            var session = Session.Plan(group, null, plan.SessionTitle, plan.SessionAim, time.Start, time.End, plan.LedBy == LedBy.Peer ? onCall : null);
            db.Add(session);
            foreach (var leader in plan.Leaders) db.Add(SessionLeader.Of(session, people[leader]));
            foreach (var (at, step) in plan.Steps.Index())
                db.Add(AgendaStep.At(session.ProgramId, session.Id, at + 1, step.Title, step.Minutes, step.Kind, step.Round, step.GoalTag));
        }
    }

    /// <summary>The group's hours in the seven days from now, each at the same time on the wall.</summary>
    public static IEnumerable<Interval> Coming(DemoProgram program, DemoGroup plan, Instant now)
    {
        var zone = DateTimeZoneProviders.Tzdb[program.Zone];
        var today = now.InZone(zone).Date;
        return from day in Enumerable.Range(0, 8).Select(today.PlusDays)
               from hour in plan.Week
               where hour.Day == day.DayOfWeek
               let start = zone.ResolveLocal(day + hour.At, Resolvers.LenientResolver).ToInstant()
               where start > now && start <= now + Duration.FromDays(7)
               orderby start
               select new Interval(start, start + Duration.FromMinutes(hour.Minutes));
    }
}
