using System.Collections.Concurrent;
using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.Availability;
using Hearth.Availability.Rules;
using Hearth.Boundaries;
using Hearth.BreakGlass;
using Hearth.Company;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.FollowUps.Rules;
using Hearth.Groups;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Invitations;
using Hearth.Markup;
using Hearth.Markup.Rules;
using Hearth.Messages;
using Hearth.Moderation;
using Hearth.Notes;
using Hearth.Notices;
using Hearth.OnCall;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Tests.Invitations;
using Hearth.LiveRooms.Rules;
using Hearth.Sessions;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Matrix;

/// <summary>One program of the matrix with its rows: the circle that everybody belongs to, and another that is Dan's and Robin's.</summary>
internal sealed record Ground(Cast Cast, Member Enrolling, Group Circle, Group Other, Guid Robin, Guid Agreement, IReadOnlyDictionary<string, Guid> Invitations, IReadOnlyDictionary<string, Guid> Notes, IReadOnlyDictionary<string, Guid> Glasses, Guid FollowUp, Guid Paper, Guid Shift, IReadOnlyDictionary<string, Guid> Series, IReadOnlyDictionary<string, Guid> Steps, string Token, string WayOut, IReadOnlyDictionary<(string Whose, SessionState State), Guid> Sessions, Written Written, Guid Separation, Life Life, Guid CompanyAsk, IReadOnlyDictionary<(Guid Person, ConversationIs State), Guid> Conversations, IReadOnlyDictionary<Guid, Guid> Messages, Kept Kept, IReadOnlyDictionary<Guid, Guid> Notices, IReadOnlyDictionary<Guid, Guid> Tests, Guid Change);

/// <summary>What the circle ("own") and the other group ("program") wrote down about themselves, and a name that is proposed in each; and what each person marked: June's is shared with the circle, Robin's with the other.</summary>
internal sealed record Life(IReadOnlyDictionary<string, Guid> Entries, IReadOnlyDictionary<string, Guid> Proposals, IReadOnlyDictionary<Guid, Guid> Milestones);

/// <summary>Spaces of the circle ("own"), of the other ("program") and of the whole program ("wide"), a topic in each; and in the circle's posts of everybody, Robin's in the other's.</summary>
internal sealed record Written(IReadOnlyDictionary<string, Guid> Spaces, IReadOnlyDictionary<string, Guid> Topics, IReadOnlyDictionary<(Guid Person, PostIs State), Guid> Posts);

/// <summary>Of two; of two, in which they were asked and have not answered; of a few.</summary>
internal enum ConversationIs { OfTwo, Asks, OfSome }

/// <summary>
/// What everybody wrote in the circle, and Robin in the other's, that waits ("false") or was given back ("true"); what staff wrote to them
/// alone; their stories; posts that staff were told of, in the circle ("own") and in the other; pauses of Kit's writing and of Robin's;
/// and one of the program's words.
/// </summary>
internal sealed record Kept(IReadOnlyDictionary<(Guid Person, bool Back), Guid> Holds, IReadOnlyDictionary<Guid, Guid> Words, IReadOnlyDictionary<Guid, Guid> Stories, IReadOnlyDictionary<string, Guid> Reports, IReadOnlyDictionary<string, Guid> Pauses, Guid Word);

internal enum PostIs { Shown, Hidden, AskedAgain }

/// <summary>Two programs alike, made once, and everybody who asks.</summary>
internal sealed class World
{
    public const string Anonymous = "anonymous";

    /// <summary>Who asks, in the order of the table's columns. Null: nobody is signed in.</summary>
    public IReadOnlyList<(string Role, Member? Member)> Asking { get; }

    public Ground Here { get; }
    public Ground There { get; }
    public HttpClient Stranger { get; }

    private World(HearthHost host, Ground here, Ground there)
    {
        (Here, There, Stranger) = (here, there, host.Stranger());
        var cast = here.Cast;
        Asking =
        [
            (Anonymous, null), ("enrolling", here.Enrolling), ("unsigned", cast.Kit), ("participant", cast.Wren), ("mentor", cast["Ruth"]), ("peer-facilitator", cast["Idris"]), ("facilitator", cast.Leila),
            ("therapist", cast["Anand"]), ("supervisor", cast.Noor), ("admin", cast.Ada), ("alum", cast["Sol"]), ("suspended", cast["Tomas"]), ("discharged", cast["Pilar"]),
        ];
    }

    /// <summary>The live rooms that were made for lines of the table.</summary>
    public ConcurrentDictionary<Line, Guid> Rooms { get; } = new();

    /// <summary>The same from the other program: what is done here, with nobody beside it.</summary>
    public World Mirrored(HearthHost host) => new(host, There, Here);

    public HttpClient ClientOf(string role) => Asking.Single(a => a.Role == role).Member?.Client ?? Stranger;

    private static readonly SemaphoreSlim making = new(1);
    private static World? made, apart;

    /// <summary>Another, for what uses up what is counted and not undone: guesses.</summary>
    public static async Task<World> ApartAsync(HearthHost host)
    {
        await making.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return apart ??= await NewAsync(host);
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>One that may be changed: nobody else's.</summary>
    public static async Task<World> NewAsync(HearthHost host) => new(host, await MakeAsync(host), await MakeAsync(host));

    public static async Task<World> OfAsync(HearthHost host)
    {
        await making.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (made is not null) return made;
            made = new(host, await MakeAsync(host), await MakeAsync(host));
            // Each has been here before: a sign-in's row is made at its first request, which most of these would undo.
            foreach (var (_, member) in made.Asking)
                if (member is not null) await member.Client.GetAsync("/hard-moment", TestContext.Current.CancellationToken);
            return made;
        }
        finally
        {
            making.Release();
        }
    }

    private static async Task<Ground> MakeAsync(HearthHost host)
    {
        var cast = await Cast.GatherAsync(host);

        // Followed their link, and has yet to choose how to sign in.
        var handed = await cast.Ada.InviteAsync("Participant", "Morgan Lund");
        var came = await host.TakeUpAsync(handed.Token, "Morgan");
        var setting = host.Stranger();
        setting.DefaultRequestHeaders.Add("Cookie", came.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-hearth=", StringComparison.Ordinal)).Split(';')[0]);
        var enrolling = new Member(cast.ProgramId, (await host.InvitationAsync(cast.ProgramId, handed.Id)).PersonId, Guid.Empty, Guid.Empty, "Morgan", Role.Participant, setting);

        var unused = await cast.Ada.InviteAsync("Participant", "Sasha Lund");
        var drafted = await cast.Ada.Client.PostFormAsync("/agreement/draft", ("Text", "The next words."), ("Guidelines", "Kindly."));
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, drafted.StatusCode);
        return await host.Scopes.WriteAsync(cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var now = services.GetRequiredService<Clock>().Now;
            var circle = Group.Make(cast.ProgramId, "Tuesday Lantern " + cast.Canary, "To say it out loud. " + cast.Canary, LedBy.Therapist, Group.UsualCap, now);
            var other = Group.Make(cast.ProgramId, "Harbor", "Another circle.", LedBy.Therapist, Group.UsualCap, now);
            var robin = Person.Join(cast.ProgramId, "Robin", "America/Chicago", Role.Participant, now);
            db.AddRange(circle, other, robin);
            foreach (var name in (string[])["Wren", "June", "Kit", "Ruth", "Sol", "Tomas", "Pilar"]) db.Add(GroupMember.Join(circle, cast[name].PersonId, now));
            foreach (var name in (string[])["Leila", "Anand", "Idris"]) db.Add(GroupLeader.Of(circle, cast[name].PersonId));
            db.Add(GroupMember.Join(other, robin.Id, now));
            db.Add(GroupLeader.Of(other, cast.Dan.PersonId));

            var series = new Dictionary<string, Guid>();
            foreach (var (whose, group) in ((string, Group)[])[("own", circle), ("program", other)])
            {
                var weekly = Series.Plan(cast.ProgramId, group.Id, now.InUtc().Date.PlusDays(1), new LocalTime(18, 0), 60, 4, "America/Chicago", now);
                db.Add(weekly);
                series[whose] = weekly.Id;
            }

            var sessions = new Dictionary<(string, SessionState), Guid>();
            var steps = new Dictionary<string, Guid>();
            foreach (var state in (SessionState[])[SessionState.Planned, SessionState.Open, SessionState.Ended])
            {
                sessions[("own", state)] = Plan("own", circle, "Leila", "Anand", "Idris");
                sessions[("group", state)] = Plan("group", circle, "Dan");
                sessions[("program", state)] = Plan("program", other, "Dan");

                Guid Plan(string whose, Group group, params string[] leaders)
                {
                    var start = state == SessionState.Ended ? now - Duration.FromHours(2) : now + Duration.FromMinutes(5);
                    var session = Session.Plan(group, state == SessionState.Planned ? series[group == circle ? "own" : "program"] : null, "evening circle", "A gentle hour. " + cast.Canary, start, start + Duration.FromHours(1), null);
                    if (state != SessionState.Planned) session.Open(now);
                    if (state == SessionState.Ended) session.End(now);
                    db.Add(session);
                    foreach (var leader in leaders) db.Add(SessionLeader.Of(session, cast[leader].PersonId));
                    foreach (var position in (int[])[1, 2])
                    {
                        var step = AgendaStep.At(cast.ProgramId, session.Id, position, "Settling in", 10, StepKind.Plain, null, "");
                        db.Add(step);
                        if (state == SessionState.Planned && position == 2) steps[whose] = step.Id;
                    }
                    return session.Id;
                }
            }

            // Notes of evenings that have ended: of one who was there, signed and not; the group's; and Robin's elsewhere.
            var notes = new Dictionary<string, Guid>();
            var (words, happenings) = (services.GetRequiredService<NoteWords>(), services.GetRequiredService<HappeningLog>());
            await db.SaveChangesAsync();
            var ended = new Dictionary<string, Session>();
            foreach (var whose in (string[])["own", "group", "program"])
            {
                var id = sessions[(whose, SessionState.Ended)];
                ended[whose] = await db.SessionsOfProgram().SingleAsync(s => s.Id == id);
            }
            foreach (var name in (string[])["Wren", "June", "Leila"]) db.Add(Attendance.Of(ended["own"], cast[name].PersonId, 40));
            foreach (var (key, whose, person, by) in ((string, string, Guid?, string)[])[("own", "own", cast.Wren.PersonId, "Leila"), ("draft", "own", cast.June.PersonId, "Leila"), ("group", "group", null, "Dan"), ("program", "program", robin.Id, "Dan")])
            {
                var id = Guid.NewGuid();
                var note = Note.Draft(ended[whose], person, id, await words.SealAsync(id, person, "A quiet hour. " + cast.Canary), cast[by].PersonId, now);
                note.Version = 1;
                db.Add(note);
                notes[key] = id;
                if (key == "draft") continue;
                var print = await words.PrintAsync(note, cast[by].PersonId, now);
                db.Add(NoteSignature.Of(note, cast[by].PersonId, now, print));
                happenings.Record("notes.signed", id, person, cast[by].PersonId, print);
            }

            // Broken and over: Noor's own over June, and over Robin by a supervisor who has gone since.
            var glasses = new Dictionary<string, Guid>();
            var sealing = services.GetRequiredService<Sealer>();
            var vera = Person.Join(cast.ProgramId, "Vera", "America/Chicago", Role.Supervisor, now);
            db.Add(vera);
            await db.SaveChangesAsync();
            foreach (var (whose, by, over) in ((string, Guid, Guid)[])[("own", cast.Noor.PersonId, cast.June.PersonId), ("program", vera.Id, robin.Id)])
            {
                var id = Guid.NewGuid();
                var glass = Glass.Break(cast.ProgramId, id, over, by, await sealing.SealAsync(over, Glass.ReasonAt(id), "It could not wait. " + cast.Canary), now - Duration.FromHours(2));
                glass.End(now);
                db.Add(glass);
                glasses[whose] = id;
            }

            db.Add(Hearth.Sessions.Leaving.Of(ended["own"], cast.June.PersonId, await sealing.SealAsync(cast.June.PersonId, Hearth.Sessions.Leaving.PlaceAt(ended["own"].Id, cast.June.PersonId), System.Text.Json.JsonSerializer.Serialize(new LeavingWords([Helped.TheBreak], "", null))), now));

            var shift = Shift.Plan(cast.ProgramId, cast.Dan.PersonId, new(1, Weekdays.Every, new(8, 0), new(20, 0), "America/Chicago", now.InUtc().Date, null), cast.Noor.PersonId, now);
            db.Add(shift);

            // Leila's own, and one that is Dan's.
            var invitations = new Dictionary<string, Guid>();
            var sealer = services.GetRequiredService<Sealer>();
            foreach (var (whose, by) in ((string, string)[])[("own", "Leila"), ("program", "Dan")])
            {
                var (id, person) = (Guid.NewGuid(), Guid.NewGuid());
                db.Add(Invitation.Of(cast.ProgramId, id, person, Role.Participant, await sealer.SealAsync(person, Invitation.Place(id), "Somebody " + cast.Canary), cast[by].PersonId, now));
                invitations[whose] = id;
            }
            var paper = await db.QualificationsOfProgram().Where(q => q.PersonId == cast.Dan.PersonId).Select(q => q.Id).SingleAsync();

            // June asked for a person. Leila was called for it, too. In two hours, so that nobody else is called while the table is asked.
            var followUp = (await services.GetRequiredService<FollowUpDesk>().RaiseAsync(FollowUpKind.HardMoment, Pace.Now, cast.June.PersonId, cast.June.PersonId, now + Duration.FromHours(2), default)).FollowUp;
            db.Add(StaffCall.To(cast.Leila.PersonId, followUp, 1000, now));

            // Robin and somebody who is in no group.
            var hollis = Person.Join(cast.ProgramId, "Hollis", "America/Chicago", Role.Participant, now);
            var separation = Separation.Of(cast.ProgramId, robin.Id, hollis.Id, SeparationReason.Between, [], cast.Leila.PersonId, now);
            db.AddRange(hollis, separation);

            // June may be asked for company at any time.
            var willing = OwnAvailability.Of(cast.ProgramId, cast.June.PersonId);
            willing.ChooseCompany(CompanyChoice.InTheseHours, new(Weekdays.Every, LocalTime.Midnight, LocalTime.Midnight));
            db.Add(willing);

            // June could use company, and asked everybody of the circle. In two hours, so that nobody is asked after them while the table is.
            var companyAsk = CompanyAsk.Of(cast.ProgramId, cast.June.PersonId, now + Duration.FromHours(2));
            companyAsk.Called(now + Duration.FromHours(2));
            db.Add(companyAsk);
            foreach (var name in (string[])["Wren", "Ruth", "Idris", "Sol"]) db.Add(CompanyCall.To(cast[name].PersonId, companyAsk, now));

            var written = Write(db, cast, circle, other, enrolling, robin.Id, now);
            var (entries, proposals) = (new Dictionary<string, Guid>(), new Dictionary<string, Guid>());
            foreach (var (whose, group, by) in ((string, Group, Guid)[])[("own", circle, cast.June.PersonId), ("program", other, robin.Id)])
            {
                var entry = Hearth.GroupLife.Entry.Begin(cast.ProgramId, group.Id, Hearth.GroupLife.EntryKind.Word, now);
                var proposal = Hearth.GroupLife.NameProposal.Of(cast.ProgramId, group.Id, "Lamplight " + cast.Canary, by, now);
                db.AddRange(entry, entry.Change("Foggy", "A day without edges. " + cast.Canary, false, by, now), proposal);
                (entries[whose], proposals[whose]) = (entry.Id, proposal.Id);
            }
            var milestones = new Dictionary<Guid, Guid>();
            foreach (var who in cast.Members.Select(m => m.PersonId).Append(enrolling.PersonId).Append(robin.Id))
            {
                var id = milestones[who] = Guid.NewGuid();
                var milestone = Hearth.Milestones.Milestone.Mark(cast.ProgramId, id, who, await sealer.SealAsync(who, Hearth.Milestones.Milestone.WordsAt(id), "A whole week. " + cast.Canary), now);
                if (who == cast.June.PersonId) milestone.Share(circle.Id, now);
                if (who == robin.Id) milestone.Share(other.Id, now);
                db.Add(milestone);
            }
            foreach (var member in cast.Members)
                db.Add(Hearth.Drafts.Draft.Of(cast.ProgramId, member.PersonId, "/today", await sealer.SealAsync(member.PersonId, Hearth.Drafts.Draft.FieldsAt(member.PersonId, "/today"), "{}"), now));
            var (conversations, messages) = await ConverseAsync(db, sealing, cast, [enrolling.PersonId, robin.Id], now);

            var kept = await KeepAsync(db, cast, written, enrolling, robin.Id, sealing, now);

            var answered = services.GetRequiredService<NoticeKinds>().Find(SpaceNotices.Answered)!;
            var notices = cast.Members.ToDictionary(m => m.PersonId, _ => Guid.Empty);
            foreach (var person in notices.Keys)
            {
                var notice = Notice.Of(cast.ProgramId, person, answered, written.Topics["own"], author: null, urgent: false, now);
                db.Add(notice);
                notices[person] = notice.Id;
            }

            // Each of the staff was sent a test of what calls them; and June's way of signing in changed.
            var tests = new Dictionary<Guid, Guid>();
            foreach (var member in cast.Members.Where(m => m.Role.IsStaff()))
            {
                var test = Hearth.Channels.Drill.Ask(cast.ProgramId, member.PersonId, Hearth.Channels.Channel.Email, cast.Ada.PersonId, now);
                db.Add(test);
                tests[member.PersonId] = test.Id;
            }
            var change = AccountNotice.Of(cast.June.AccountId, Hearth.Accounts.NoticeKind.CodesMade, Guid.NewGuid(), now);
            db.Add(change);

            // Their cookies are from before.
            var memberships = await db.MembershipsOfProgram().ToListAsync();
            memberships.Single(m => m.PersonId == cast["Tomas"].PersonId).Suspend();
            memberships.Single(m => m.PersonId == cast["Pilar"].PersonId).Discharge();
            var agreement = await db.CurrentAgreementAsync();
            var wayOut = services.GetRequiredService<WaysOut>().PathTo(cast.ProgramId, Address.Of("https://walks.example/" + cast.Canary)!).Split('/')[^1];
            return new Ground(cast, enrolling, circle, other, robin.Id, agreement!.Id, invitations, notes, glasses, followUp.Id, paper, shift.Id, series, steps, unused.Token, wayOut, sessions, written, separation.Id, new(entries, proposals, milestones), companyAsk.Id, conversations, messages, kept, notices, tests, change.Id);
        });
    }

    /// <summary>Each was written to by Leila (she by Wren, Robin by Dan), for the first time by June, and is in something with both.</summary>
    private static async Task<(Dictionary<(Guid, ConversationIs), Guid> Conversations, Dictionary<Guid, Guid> Messages)> ConverseAsync(HearthDb db, Sealer sealer, Cast cast, Guid[] besides, Instant now)
    {
        var (conversations, messages) = (new Dictionary<(Guid, ConversationIs), Guid>(), new Dictionary<Guid, Guid>());
        var (june, leila, wren) = (cast.June.PersonId, cast.Leila.PersonId, cast.Wren.PersonId);
        foreach (var person in cast.Members.Select(m => m.PersonId).Concat(besides))
        {
            foreach (var (state, by) in ((ConversationIs, Guid)[])[(ConversationIs.OfTwo, person == leila ? wren : person == besides[^1] ? cast.Dan.PersonId : leila), (ConversationIs.Asks, person == june ? wren : june), (ConversationIs.OfSome, person == leila ? wren : person == besides[^1] ? cast.Dan.PersonId : leila)])
            {
                var id = Guid.NewGuid();
                var conversation = state == ConversationIs.OfSome ? Conversation.OfSome(cast.ProgramId, id, by, await sealer.SealAsync(by, Conversation.NameAt(id), "Walks " + cast.Canary), now)
                    : Conversation.OfTwo(cast.ProgramId, by, state == ConversationIs.Asks || person == leila ? Guid.NewGuid() : Hearth.Messages.Rules.Pair.Of(by, person), now);
                db.AddRange(conversation, ConversationMember.In(conversation, by, now), state == ConversationIs.Asks ? ConversationMember.Asked(conversation, person) : ConversationMember.In(conversation, person, now));
                if (state == ConversationIs.OfSome && person != june) db.Add(ConversationMember.In(conversation, june, now));
                var message = Guid.NewGuid();
                var written = conversation.Write(message, by, await sealer.SealAsync(by, Message.WordsAt(message), "How is today? " + cast.Canary), Guid.NewGuid(), now);
                db.AddRange(written, MessagePicture.Of(written, 1, 1, await sealer.SealBytesAsync(by, MessagePicture.BytesAt(message), Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z"))));
                conversations[(person, state)] = conversation.Id;
                if (state == ConversationIs.OfTwo) messages[person] = message;
            }
        }
        return (conversations, messages);
    }

    private static async Task<Kept> KeepAsync(HearthDb db, Cast cast, Written written, Member enrolling, Guid robin, Sealer sealer, Instant now)
    {
        var (holds, word) = (new Dictionary<(Guid, bool), Guid>(), HoldWord.Add(cast.ProgramId, "casino " + cast.Canary, cast.Noor.PersonId, now));
        db.Add(word);
        foreach (var author in cast.Members.Select(m => m.PersonId).Append(enrolling.PersonId).Append(robin))
            foreach (var back in (bool[])[false, true])
            {
                var (id, whose) = (Guid.NewGuid(), author == robin ? "program" : "own");
                // Due in two hours, so that nobody is called while the table is asked.
                var hold = Hold.Of(cast.ProgramId, id, author, new(written.Spaces[whose], written.Topics[whose], null), HoldReason.Contact, "", false, await sealer.SealAsync(author, Hold.TextAt(id), "Write to a@b.org. " + cast.Canary), Guid.NewGuid(), now, now + Duration.FromHours(2));
                db.Add(hold);
                if (back) db.Add(HoldEnd.Of(hold, HoldEndKind.NotReleased, cast.Leila.PersonId, now, await sealer.SealAsync(author, HoldEnd.WordsAt(id), "Leave it out. " + cast.Canary)));
                holds[(author, back)] = id;
            }

        var (words, stories, reports, pauses) = (new Dictionary<Guid, Guid>(), new Dictionary<Guid, Guid>(), new Dictionary<string, Guid>(), new Dictionary<string, Guid>());
        var posts = db.ChangeTracker.Entries<Post>().Select(e => e.Entity).ToDictionary(p => p.Id);
        foreach (var author in holds.Keys.Select(k => k.Item1).Distinct())
        {
            var (id, whose) = (Guid.NewGuid(), author == robin ? "program" : "own");
            var post = posts[written.Posts[(author, PostIs.Shown)]];
            db.Add(PrivateWord.To(id, post, written.Spaces[whose], await sealer.SealAsync(author, PrivateWord.WordsAt(id), "From yourself, please. " + cast.Canary), cast.Leila.PersonId, now));
            words[author] = id;
            var story = Story.Of(cast.ProgramId, author, true, "It was long. " + cast.Canary, now);
            db.Add(story);
            stories[author] = story.Id;
        }
        foreach (var (whose, author, by, paused) in ((string, Guid, Guid, Guid)[])[("own", cast.June.PersonId, cast["Ruth"].PersonId, cast.Kit.PersonId), ("program", robin, robin, robin)])
        {
            var (report, pause) = (Guid.NewGuid(), Guid.NewGuid());
            db.Add(Report.Of(report, posts[written.Posts[(author, PostIs.Shown)]], written.Spaces[whose], by, ReportReason.Hurtful, await sealer.SealAsync(by, Report.WordsAt(report), "It hurt. " + cast.Canary), now, now + Duration.FromHours(2)));
            var rest = WritingPause.Of(cast.ProgramId, pause, paused, await sealer.SealAsync(paused, WritingPause.WordsAt(pause), "Rest. " + cast.Canary), cast.Leila.PersonId, now, now + Duration.FromHours(2));
            rest.AskAgain(await sealer.SealAsync(paused, WritingPause.PleaAt(pause), "I slept. " + cast.Canary), now);
            db.Add(rest);
            (reports[whose], pauses[whose]) = (report, pause);
        }
        return new(holds, words, stories, reports, pauses, word.Id);
    }

    private static Written Write(HearthDb db, Cast cast, Group circle, Group other, Member enrolling, Guid robin, Instant now)
    {
        var (spaces, topics, posts) = (new Dictionary<string, Guid>(), new Dictionary<string, Guid>(), new Dictionary<(Guid, PostIs), Guid>());
        foreach (var (whose, space, author) in ((string, Space, Guid)[])[("own", Space.Of(circle), cast.June.PersonId), ("program", Space.Of(other), robin), ("wide", Space.Open(cast.ProgramId, "Small wins", "What went well. " + cast.Canary, cast.Ada.PersonId, now), cast.Dan.PersonId)])
        {
            var topic = Topic.Start(cast.ProgramId, space.Id, author, AnswerKind.WhatWorked, now);
            db.AddRange(space, topic, topic.Write(author, "What do you do on Sundays? " + cast.Canary, Guid.NewGuid(), now));
            (spaces[whose], topics[whose]) = (space.Id, topic.Id);
            foreach (var member in cast.Members) db.Add(Entry.Into(cast.ProgramId, space.Id, member.PersonId, now));
            foreach (var writer in whose == "own" ? cast.Members.Select(m => m.PersonId).Append(enrolling.PersonId) : whose == "program" ? [robin] : [])
                foreach (var state in Enum.GetValues<PostIs>())
                {
                    var post = topic.Write(writer, "I was an addict. Now I go outside. " + cast.Canary, Guid.NewGuid(), now);
                    db.Add(post);
                    posts[(writer, state)] = post.Id;
                    if (state == PostIs.Shown) continue;
                    var hiding = Hiding.Of(post, HideReason.Details, "A number. " + cast.Canary, cast.Leila.PersonId, now);
                    if (state == PostIs.AskedAgain) hiding.AskAgain("It was mine. " + cast.Canary, now);
                    db.Add(hiding);
                }
        }
        return new(spaces, topics, posts);
    }
}
