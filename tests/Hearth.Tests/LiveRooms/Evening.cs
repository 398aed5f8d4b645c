using Hearth.Database;
using Hearth.Groups;
using Hearth.Sessions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.LiveRooms;

/// <summary>A session of tonight, led by Leila and Dan, of a group that Wren, June and Tomas are in and Pilar is not.</summary>
public sealed record Evening(Cast Cast, Guid SessionId)
{
    public static async Task<Evening> PlanAsync(HearthHost host)
    {
        var cast = await Cast.GatherAsync(host);
        var id = await host.Scopes.WriteAsync(cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var now = services.GetRequiredService<Clock>().Now;
            var group = Group.Make(cast.ProgramId, "Porch Light", "Getting through evenings", LedBy.Therapist, Group.UsualCap, now);
            db.Add(group);
            var session = Session.Plan(group, null, "Evening circle " + cast.Canary, "Getting through evenings", now, now + Duration.FromMinutes(90), null);
            db.Add(session);
            await db.SaveChangesAsync();
            foreach (var name in new[] { "Wren", "June", "Tomas" }) db.Add(GroupMember.Join(group, cast[name].PersonId, now));
            (string Title, int Minutes, StepKind Kind, RoundKind? Round)[] plan =
            [
                ("Arriving", 10, StepKind.Plain, null), ("One thing that helped", 25, StepKind.Round, RoundKind.Success),
                ("Answers to one of us", 20, StepKind.Feedback, null), ("Close together", 10, StepKind.Plain, null),
            ];
            foreach (var (step, i) in plan.Select((s, i) => (s, i))) db.Add(AgendaStep.At(cast.ProgramId, session.Id, i + 1, step.Title, step.Minutes, step.Kind, step.Round, ""));
            foreach (var name in new[] { "Leila", "Dan" }) 
            {
                db.Add(SessionLeader.Of(session, cast[name].PersonId));
                db.Add(GroupLeader.Of(group, cast[name].PersonId));
            }
            return session.Id;
        });
        return new(cast, id);
    }
}
