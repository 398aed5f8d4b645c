using Hearth.Agreements;
using Hearth.CarePrograms;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Groups;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Sessions;
using Hearth.Tests;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Browser.Soak;

/// <summary>A session of now and the people in it, each signed in by a cookie of their own. Nobody has a password.</summary>
public sealed record RoomPlan(Guid Session, IReadOnlyList<RoomPlan.Seat> Seats)
{
    public sealed record Seat(Guid Person, string Cookie, bool Leads);

    /// <summary>How many rooms a program has here, as a program does that runs several groups at once.</summary>
    internal const int RoomsOfProgram = 8;

    /// <summary>So many rooms of one leader and the rest members, in as many programs as that takes.</summary>
    public static async Task<List<RoomPlan>> PlanAsync(HearthHost host, int rooms, int people, int ofProgram = RoomsOfProgram)
    {
        var plans = new List<RoomPlan>();
        while (plans.Count < rooms) plans.AddRange(await PlanProgramAsync(host, Math.Min(ofProgram, rooms - plans.Count), people));
        return plans;
    }

    private static async Task<List<RoomPlan>> PlanProgramAsync(HearthHost host, int rooms, int people)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (db, sealer, users, now) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Sealer>(), services.GetRequiredService<UserManager<Account>>(), services.GetRequiredService<Clock>().Now);
        var today = now.InUtc().Date;
        var program = CareProgram.Found($"House {Guid.NewGuid():N}", "America/Chicago", "US", now);
        program.Reach("218-555-0142", "8 am to 8 pm", "988 | 988 | tel");
        program.Open(now);
        services.GetRequiredService<ProgramScope>().Enter(program.Id);
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(program);
        var agreement = Agreement.Publish(program.Id, 1, "What is said here stays here.", "Speak from the I.", Guid.Empty, now);
        db.Add(agreement);
        await db.SaveChangesAsync();

        var plans = new List<RoomPlan>();
        for (var r = 0; r < rooms; r++)
        {
            var group = Group.Make(program.Id, $"Group {r}", "Getting through evenings", LedBy.Therapist, Group.LargestCap, now);
            var session = Sessions.Session.Plan(group, null, $"Circle {r}", "Getting through evenings", now, now + Duration.FromMinutes(90), null);
            db.Add(group);
            db.Add(session);
            db.Add(AgendaStep.At(program.Id, session.Id, 1, "Arriving", 90, StepKind.Plain, null, ""));
            await db.SaveChangesAsync();
            var seats = new List<Seat>();
            for (var p = 0; p < people; p++) seats.Add(await SitAsync(p == 0 ? Role.Facilitator : Role.Participant, $"{(p == 0 ? "Leader" : "Member")} {r}-{p}", group, session));
            plans.Add(new(session.Id, seats));
        }
        if (plans.Count > 0) program.PutOnCall(plans[0].Seats[0].Person);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return plans;

        async Task<Seat> SitAsync(Role role, string name, Group group, Sessions.Session session)
        {
            var account = new Account { Id = Guid.NewGuid(), UserName = $"u{Guid.NewGuid():N}" };
            Assert.True((await users.CreateAsync(account)).Succeeded);
            var person = Person.Join(program.Id, name, "America/Chicago", role, now);
            db.Add(person);
            await db.SaveChangesAsync();
            var membership = Membership.Start(account.Id, program.Id, person.Id, role, now);
            db.Add(membership);
            db.Add(Signature.Under(agreement, person.Id, await sealer.SealAsync(person.Id, Signature.Place(person.Id, agreement.Id), name), now));
            if (role == Role.Participant) db.Add(GroupMember.Join(group, person.Id, now));
            else
            {
                db.Add(Qualification.Record(program.Id, person.Id, QualificationKind.Licence, "LCSW, Minnesota", today.PlusDays(-100), today.PlusDays(300), person.Id, now, "US-MN"));
                db.Add(SessionLeader.Of(session, person.Id));
                db.Add(GroupLeader.Of(group, person.Id));
            }
            await db.SaveChangesAsync();
            return new(person.Id, host.CookieOf(membership), role != Role.Participant);
        }
    }
}
