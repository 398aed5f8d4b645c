using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.Availability;
using Hearth.Availability.Rules;
using Hearth.BreakGlass;
using Hearth.Channels;
using Hearth.ComfortLevels;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Invitations;
using Hearth.LiveRooms;
using Hearth.Notes;
using Hearth.Notices;
using Hearth.OnCall;
using Hearth.Sealing;
using Hearth.Sessions;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Walls;

/// <summary>
/// One row at least of everything that belongs to somebody. The circle: led by Leila; Wren, June and Pilar (suspended) in it, Tomas
/// was. Harbor: led by Dan, Ruth in it. Idris leads sessions of the circle and no group; Noor is on call for the program, Anand for
/// "late". Some rows are there that no page could make: the query must not trust that they are not.
/// </summary>
internal sealed class Scene
{
    public required Cast Cast { get; init; }
    public Dictionary<string, Guid> Group { get; } = [];
    public Dictionary<string, Guid> Session { get; } = [];
    public Dictionary<string, Guid> Note { get; } = [];
    public Dictionary<string, Guid> Glass { get; } = [];
    public Dictionary<string, Guid> Invitation { get; } = [];
    public Dictionary<string, Guid> Space { get; } = [];
    public Dictionary<string, Guid> Post { get; } = [];

    public static async Task<Scene> SetAsync(HearthHost host)
    {
        var scene = new Scene { Cast = await Cast.GatherAsync(host) };
        await host.Scopes.WriteAsync(scene.Cast.ProgramId, scene.FillAsync);
        return scene;
    }

    private async Task FillAsync(IServiceProvider services)
    {
        var (db, now, program) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Clock>().Now, Cast.ProgramId);
        var closed = await services.GetRequiredService<Sealer>().SealForProgramAsync("Scene", "Not to be read.");
        Guid Id(string name) => Cast[name].PersonId;

        var circle = Hearth.Groups.Group.Make(program, "Circle", "", LedBy.Therapist, Hearth.Groups.Group.UsualCap, now);
        var harbor = Hearth.Groups.Group.Make(program, "Harbor", "", LedBy.Therapist, Hearth.Groups.Group.UsualCap, now);
        (Group["circle"], Group["harbor"]) = (circle.Id, harbor.Id);
        db.AddRange(circle, harbor);
        foreach (var name in (string[])["Wren", "June", "Pilar"]) db.Add(GroupMember.Join(circle, Id(name), now));
        var left = GroupMember.Join(circle, Id("Tomas"), now);
        left.Leave(now);
        db.AddRange(left, GroupMember.Join(harbor, Id("Ruth"), now), GroupLeader.Of(circle, Id("Leila")), GroupLeader.Of(harbor, Id("Dan")));
        var pilar = Id("Pilar");
        (await db.MembershipsOfProgram().SingleAsync(m => m.PersonId == pilar)).Suspend();
        db.Add(Series.Plan(program, circle.Id, now.InUtc().Date.PlusDays(1), new LocalTime(18, 0), 60, 4, "America/Chicago", now));

        Hearth.Sessions.Session Plan(string name, Hearth.Groups.Group group, string? onCall, bool ended, params string[] leaders)
        {
            var session = Hearth.Sessions.Session.Plan(group, null, name, "", now, now + Duration.FromHours(1), onCall is null ? null : Id(onCall));
            if (ended)
            {
                session.Open(now);
                session.End(now);
            }
            db.Add(session);
            foreach (var leader in leaders) db.Add(SessionLeader.Of(session, Id(leader)));
            db.Add(AgendaStep.At(program, session.Id, 1, "Settling in", 10, StepKind.Plain, null, ""));
            Session[name] = session.Id;
            return session;
        }
        var (evening, late, over, unsigned) = (Plan("evening", circle, null, false, "Leila", "Idris"), Plan("late", harbor, "Anand", false, "Dan"), Plan("over", circle, null, true, "Leila", "Idris"), Plan("unsigned", harbor, null, true, "Dan"));
        Plan("odd", harbor, "Sol", false, "Dan");

        // Leila's and Pilar's are seen by nobody: one is staff, one suspended; Tomas has left the circle, Ruth is in the other.
        foreach (var name in (string[])["June", "Leila", "Pilar", "Tomas", "Ruth"])
        {
            var own = OwnAvailability.Of(program, Id(name));
            own.BeAround(now + Duration.FromHours(2));
            own.ChooseCompany(CompanyChoice.InTheseHours, new(Weekdays.Every, new(0, 0), new(0, 0)));
            db.Add(own);
        }

        foreach (var (session, name) in ((Guid, string)[])[(evening.Id, "June"), (evening.Id, "Wren"), (late.Id, "Ruth")]) db.Add(Arrival.Start(program, session, Id(name), now));
        db.AddRange(KeptArrival.Of(program, Id("June"), closed, now), KeyChoice.Of(program, Id("June")), ComfortChoice.Of(program, Id("June")));
        foreach (var name in (string[])["June", "Wren"])
        {
            db.Add(Hearth.Sessions.Leaving.Of(over, Id(name), closed, now));
            db.Add(Attendance.Of(over, Id(name), 40));
        }
        foreach (var session in (Guid[])[evening.Id, over.Id])
        {
            db.Add(RoomText.Write(program, session, Guid.NewGuid(), Id("June"), closed, now));
            db.Add(RoomVoice.Of(program, session, Id("June")));
        }

        foreach (var (name, session, person, by, signed) in ((string, Hearth.Sessions.Session, Guid?, string, bool)[])[("June", over, Id("June"), "Leila", true), ("Wren", over, Id("Wren"), "Leila", true), ("group", over, null, "Leila", true), ("unsigned", unsigned, null, "Dan", false)])
        {
            var note = Hearth.Notes.Note.Draft(session, person, Guid.NewGuid(), closed, Id(by), now);
            db.Add(note);
            Note[name] = note.Id;
            if (signed) db.Add(NoteSignature.Of(note, Id(by), now, [1]));
            if (name is not ("June" or "Wren")) continue;
            var addition = Hearth.Notes.Note.AddTo(note, Guid.NewGuid(), closed, Id(by), now);
            db.Add(addition);
            if (name == "Wren") db.Add(NoteSignature.Of(addition, Id(by), now, [1]));
        }

        foreach (var (by, whom) in ((string, string)[])[("Noor", "June"), ("Wren", "June"), ("Wren", "Ada")])
        {
            var glass = Hearth.BreakGlass.Glass.Break(program, Guid.NewGuid(), Id(whom), Id(by), closed, now);
            glass.End(now);
            db.Add(glass);
            Glass[$"{by} over {whom}"] = glass.Id;
        }
        foreach (var whom in (string[])["Leila", "Wren"])
        {
            db.Add(CallAddress.Of(program, Id(whom), Channel.Email, closed, Id(whom), now));
            db.Add(Drill.Ask(program, Id(whom), Channel.Email, Id("Ada"), now));
            db.Add(Delivery.Of(program, Guid.NewGuid(), Id(whom), Channel.Email, CallKind.Drill, null, now));
        }
        db.Add(Webhook.Of(program, closed, closed, Id("Ada"), now));
        foreach (var by in (string[])["Leila", "Wren"]) db.Add(Hearth.Invitations.Invitation.Of(program, Invitation[by] = Guid.NewGuid(), Guid.NewGuid(), Role.Participant, closed, Id(by), now));
        db.Add(WayBack.Give(program, Id("June"), Cast.June.MembershipId, false, Id("Ada"), now));
        db.Add(StandingChange.Of(program, Guid.NewGuid(), Id("June"), Standing.Suspended, closed, Id("Noor"), now));
        // Pilar's could come from no page, and says nothing to her.
        foreach (var name in (string[])["Dan", "Pilar"]) db.Add(Shift.Plan(program, Id(name), new(1, Weekdays.Every, new(8, 0), new(20, 0), "America/Chicago", now.InUtc().Date, null), Id("Noor"), now));
        var past = Shift.Plan(program, Id("Leila"), new(2, Weekdays.Every, new(8, 0), new(20, 0), "America/Chicago", now.InUtc().Date, null), Id("Noor"), now);
        past.End(Id("Noor"), now);
        db.Add(past);
        // June and Tomas, who has left since, wrote in the circle's, Dan in the whole program's; June's was hidden, and shown and hidden again.
        foreach (var (name, space, authors) in ((string, Hearth.Spaces.Space, string[])[])[("circle", Hearth.Spaces.Space.Of(circle), ["June", "Tomas"]), ("harbor", Hearth.Spaces.Space.Of(harbor), []), ("wide", Hearth.Spaces.Space.Open(program, "Small wins", "", Id("Ada"), now), ["Dan"])])
        {
            db.Add(space);
            Space[name] = space.Id;
            if (authors.Length == 0) continue;
            var topic = Topic.Start(program, space.Id, Id(authors[0]), Hearth.LiveRooms.Rules.AnswerKind.Listen, now);
            db.AddRange(topic, Entry.Into(program, space.Id, Id(authors[0]), now));
            foreach (var author in authors)
            {
                var post = topic.Write(Id(author), "Words.", Guid.NewGuid(), now);
                db.AddRange(post, Response.To(post, Id("Wren"), ResponseKind.MeToo, now));
                Post[author] = post.Id;
                if (author != "June") continue;
                var (first, second) = (Hiding.Of(post, HideReason.Details, "", Id("Leila"), now), Hiding.Of(post, HideReason.Hurtful, "", Id("Noor"), now));
                first.End(Id("Leila"), now);
                db.AddRange(first, second);
            }
        }
        db.AddRange(Notice.Of(program, Id("June"), new Hearth.Notices.NoticeKind("scene.set", "Something happened.", NoticeSort.Written, id => $"/topics/{id}"), Guid.NewGuid(), urgent: false, now), NoticeChoice.Of(program, Id("June")));
        var box = Mailbox.Of(program, Id("June"));
        box.Try(closed, closed, now);
        db.Add(box);
        var draft = AgreementDraft.Start(program);
        draft.Write("The next words.", "Kindly.", Id("Ada"), now);
        db.Add(draft);
    }
}
