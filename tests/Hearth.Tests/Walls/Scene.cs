using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.Availability;
using Hearth.Availability.Rules;
using Hearth.BreakGlass;
using Hearth.Channels;
using Hearth.ComfortLevels;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Holds;
using Hearth.Invitations;
using Hearth.LiveRooms;
using Hearth.Moderation;
using Hearth.Notes;
using Hearth.Notices;
using Hearth.OnCall;
using Hearth.Sealing;
using Hearth.Sessions;
using Hearth.Messages;
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
    public Dictionary<string, Guid> Milestone { get; } = [];
    public Dictionary<string, Guid> Report { get; } = [];
    public Guid Conversation { get; private set; }
    public Dictionary<string, Guid> Message { get; } = [];

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
            db.AddRange(topic, Entry.Into(program, space.Id, Id(authors[0]), now), Rest.From(topic, Id(authors[0]), now));
            foreach (var author in authors)
            {
                var post = topic.Write(Id(author), "Words.", Guid.NewGuid(), now);
                db.AddRange(post, Response.To(post, Id("Wren"), ResponseKind.MeToo, now));
                Post[author] = post.Id;
                if (author != "June") continue;
                var (first, second) = (Hiding.Of(post, HideReason.Details, "", Id("Leila"), now), Hiding.Of(post, HideReason.Hurtful, "", Id("Noor"), now));
                first.End(Id("Leila"), now);
                db.AddRange(first, second);
                // Something else of hers waits, Leila wrote to her alone about this one and paused her writing; Wren told of Tomas's.
                db.Add(Hold.Of(program, Guid.NewGuid(), Id("June"), new(space.Id, topic.Id, null), HoldReason.Contact, "", false, closed, Guid.NewGuid(), now, now + Duration.FromHours(4)));
                db.Add(PrivateWord.To(Guid.NewGuid(), post, space.Id, closed, Id("Leila"), now));
                db.Add(WritingPause.Of(program, Guid.NewGuid(), Id("June"), closed, Id("Leila"), now, now + Duration.FromHours(4)));
            }
            if (name == "circle") db.Add(Hearth.Moderation.Report.Of(Guid.NewGuid(), db.ChangeTracker.Entries<Hearth.Spaces.Post>().Single(p => p.Entity.Id == Post["Tomas"]).Entity, space.Id, Id("Wren"), ReportReason.Hurtful, null, now, now + Duration.FromHours(4)));
        }
        var entry = Hearth.GroupLife.Entry.Begin(program, circle.Id, Hearth.GroupLife.EntryKind.Norm, now);
        db.AddRange(entry, entry.Change("", "We start on time.", false, Id("Tomas"), now), Hearth.GroupLife.NameProposal.Of(program, circle.Id, "Lamplight", Id("June"), now));
        db.Add(Hearth.Drafts.Draft.Of(program, Id("June"), "/here", closed, now));
        foreach (var (name, space) in ((string, Guid?)[])[("June", circle.Id), ("Wren", null), ("Tomas", circle.Id)])
        {
            var milestone = Hearth.Milestones.Milestone.Mark(program, Guid.NewGuid(), Id(name), closed, now);
            if (space is { } shared) milestone.Share(shared, now);
            db.AddRange(milestone, Hearth.Milestones.MilestoneResponse.To(milestone, Id("Leila"), ResponseKind.MeToo, now));
            Milestone[name] = milestone.Id;
        }
        var given = Hearth.FollowUps.FollowUp.Raise(program, Hearth.FollowUps.FollowUpKind.Unanswered, Hearth.FollowUps.Rules.Pace.Today, Id("June"), now);
        given.Take(Id("Leila"), now);
        // Somebody who was staff once.
        var odd = Hearth.FollowUps.FollowUp.Raise(program, Hearth.FollowUps.FollowUpKind.Unanswered, Hearth.FollowUps.Rules.Pace.Today, Id("Wren"), now);
        odd.Take(Id("June"), now);
        db.AddRange(given, odd, Hearth.Unanswered.Carried.To(given, Guid.NewGuid(), now));
        // Begun by June: with Wren, who had blocked her once and took it back; with Sol, whom she blocks. Idris was asked; Ruth declined; Tomas left.
        // Pilar has no place any more, and Kit has not signed.
        var conversation = Hearth.Messages.Conversation.OfSome(program, Guid.NewGuid(), Id("June"), closed, now);
        Conversation = conversation.Id;
        db.AddRange(conversation, ConversationMember.Asked(conversation, Id("Idris")));
        foreach (var name in (string[])["June", "Wren", "Sol", "Ruth", "Tomas", "Pilar", "Kit"])
        {
            var member = ConversationMember.In(conversation, Id(name), now);
            if (name == "Ruth") member.Decline(now);
            if (name == "Tomas") member.Leave(now);
            db.Add(member);
        }
        foreach (var name in (string[])["June", "Sol", "Wren"])
        {
            var written = conversation.Write(Message[name] = Guid.NewGuid(), Id(name), closed, Guid.NewGuid(), now);
            db.AddRange(written, MessagePicture.Of(written, 1, 1, closed));
        }
        // Dan was called for what came of it, and Leila has it. What staff were told about Noor is not for her.
        foreach (var about in (string[])["Sol", "Noor"])
        {
            var followUp = Hearth.FollowUps.FollowUp.Raise(program, Hearth.FollowUps.FollowUpKind.Message, Hearth.FollowUps.Rules.Pace.Today, Id(about), now);
            followUp.Take(Id("Leila"), now);
            var told = conversation.Write(Guid.NewGuid(), Id(about), closed, Guid.NewGuid(), now);
            var report = MessageReport.Of(conversation, told, Report[about] = Guid.NewGuid(), Id("Wren"), followUp.Id, null, now);
            db.AddRange(followUp, told, report, Hearth.FollowUps.StaffCall.To(Id("Dan"), followUp, 1, now), ReportOpening.Of(report, Id("Leila"), now));
            for (var i = 0; i < 5; i++) db.Add(conversation.Write(Message[$"{i} after {about}"] = Guid.NewGuid(), Id("June"), closed, Guid.NewGuid(), now));
        }
        var before = Block.Of(program, Id("Wren"), Id("June"), now - Duration.FromHours(2));
        before.End(now - Duration.FromHours(1));
        db.AddRange(before, Block.Of(program, Id("June"), Id("Sol"), now - Duration.FromHours(1)));
        db.AddRange(Notice.Of(program, Id("June"), new Hearth.Notices.NoticeKind("scene.set", "Something happened.", NoticeSort.Written, id => $"/topics/{id}"), Guid.NewGuid(), author: null, urgent: false, now), NoticeChoice.Of(program, Id("June")));
        var box = Mailbox.Of(program, Id("June"));
        box.Try(closed, closed, now);
        db.Add(box);
        var gone = Story.Of(program, Id("Ruth"), true, "Gone.", now);
        gone.TakeBack(now);
        db.AddRange(gone, Story.Of(program, Id("Sol"), false, "It was long.", now), HoldWord.Add(program, "casino", Id("Noor"), now));
        var draft = AgreementDraft.Start(program);
        draft.Write("The next words.", "Kindly.", Id("Ada"), now);
        db.Add(draft);
    }
}
