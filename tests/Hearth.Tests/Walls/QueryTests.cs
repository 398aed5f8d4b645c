using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.Availability;
using Hearth.BreakGlass;
using Hearth.CarePrograms;
using Hearth.Channels;
using Hearth.ComfortLevels;
using Hearth.Database;
using Hearth.Drafts;
using Hearth.FollowUps;
using Hearth.GroupLife;
using Hearth.Groups;
using Hearth.Holds;
using Hearth.Invitations;
using Hearth.LiveRooms;
using Hearth.Milestones;
using Hearth.Messages;
using Hearth.Moderation;
using Hearth.Notes;
using Hearth.Notices;
using Hearth.OnCall;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Search;
using Hearth.Sessions;
using Hearth.Spaces;
using Hearth.Tests.Sessions;
using Hearth.Unanswered;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Walls;

/// <summary>
/// The access queries by themselves, row by row: who sees this one. A page asks for a role besides, and most rows are behind two
/// walls; here each stands alone, so that the inner one holds on the day when somebody opens a page wider.
/// </summary>
public class QueryTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private const string Staff = "Leila Dan Anand Noor Ada";

    [Fact]
    public async Task Each_row_is_seen_by_those_who_are_named_and_by_nobody_else()
    {
        var scene = await Scene.SetAsync(host);
        var rows = Rows(scene).ToList();
        var found = new List<string>();
        foreach (var member in scene.Cast.Members)
            await AskAsync(scene.Cast.ProgramId, member, (row, sees) =>
            {
                if (sees != row.Who.Split(' ').Contains(member.Name)) found.Add($"{row.Name}: {member.Name} {(sees ? "sees it" : "does not see it")}");
            });
        // Over there, whoever asks and whatever they are, there is nothing of it.
        var there = await Cast.GatherAsync(host);
        foreach (var member in there.Members)
            await AskAsync(there.ProgramId, member, (row, sees) =>
            {
                if (sees) found.Add($"{row.Name}: {member.Name} of another program sees it");
            });
        Architecture.Report.Clean(found);

        Task AskAsync(Guid program, Member member, Action<Row, bool> say) => host.Scopes.ReadAsync(program, async services =>
        {
            var viewer = services.GetRequiredService<Viewer>();
            viewer.Become(member.AccountId, member.MembershipId, program, member.PersonId, member.Role, member.Name, "UTC", signedAt: NodaConstants.UnixEpoch);
            foreach (var row in rows) say(row, await row.Sees(services.GetRequiredService<HearthDb>(), viewer));
            return true;
        }, Cancel);
    }

    [Fact]
    public async Task Nobody_who_has_not_signed_in_sees_a_row()
    {
        var scene = await Scene.SetAsync(host);
        await host.Scopes.ReadAsync(scene.Cast.ProgramId, async services =>
        {
            // Who is staff is told to everybody in the program; whether somebody is in it at all is asked before.
            foreach (var row in Rows(scene).Where(r => r.Who.Split(' ').Length < scene.Cast.Members.Count())) Assert.False(await row.Sees(services.GetRequiredService<HearthDb>(), services.GetRequiredService<Viewer>()), row.Name);
            return true;
        }, Cancel);
    }

    [Fact]
    public async Task A_broken_glass_opens_one_persons_rows_and_no_others()
    {
        var scene = await Scene.SetAsync(host);
        var (june, wren) = (scene.Cast.June.PersonId, scene.Cast.Wren.PersonId);
        await host.Scopes.ReadAsync(scene.Cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var glass = await db.Set<Glass>().SingleAsync(g => g.Id == scene.Glass["Noor over June"], Cancel);
            Assert.Equal([june], await db.ArrivalsUnder(glass).Select(a => a.PersonId).Distinct().ToListAsync(Cancel));
            Assert.Equal([june], await db.LeavingsUnder(glass).Select(a => a.PersonId).Distinct().ToListAsync(Cancel));
            Assert.Equal([june], await db.NotesUnder(glass).Select(a => a.PersonId!.Value).Distinct().ToListAsync(Cancel));
            Assert.True(await db.Set<Arrival>().AnyAsync(a => a.PersonId == wren, Cancel) && await db.Set<Leaving>().AnyAsync(l => l.PersonId == wren, Cancel) && await db.Set<Note>().AnyAsync(n => n.PersonId == wren, Cancel));
            return true;
        }, Cancel);
    }

    [Fact]
    public async Task Who_may_be_in_a_room_is_who_leads_it_and_its_groups_present_members_who_may_come_in()
    {
        var scene = await Scene.SetAsync(host);
        var may = await host.LookAsync(scene.Cast, db => db.WhoMayBeIn(scene.Session["evening"]).ToListAsync(Cancel));
        Assert.Equal(new[] { "Idris", "June", "Leila", "Wren" }, may.Select(p => scene.Cast.Members.Single(m => m.PersonId == p).Name).Order());
    }

    [Fact]
    public async Task On_call_is_staff_who_can_come_in()
    {
        var scene = await Scene.SetAsync(host);
        await host.Scopes.WriteAsync(scene.Cast.ProgramId, async s => (await s.GetRequiredService<HearthDb>().MembershipsOfProgram().SingleAsync(m => m.PersonId == scene.Cast.Dan.PersonId, Cancel)).Suspend(), Cancel);
        var may = await host.LookAsync(scene.Cast, db => Hearth.Setup.SetupAccess.PeopleForCalls(db).Select(p => p.Name).ToListAsync(Cancel));
        Assert.Equal(new[] { "Ada", "Anand", "Leila", "Noor" }, may.Order());
    }

    [Fact]
    public async Task The_places_in_a_program_are_its_own()
    {
        foreach (var cast in (Cast[])[await Cast.GatherAsync(host), await Cast.GatherAsync(host)])
        {
            var places = await host.LookAsync(cast, db => db.MembershipsOfProgram().Select(m => m.PersonId).ToListAsync(Cancel));
            Assert.Equal(cast.Members.Select(m => m.PersonId).Order(), places.Order());
        }
    }

    [Fact]
    public async Task What_belongs_to_an_account_is_its_own()
    {
        var cast = await Cast.GatherAsync(host);
        var (june, wren, ticket) = (cast.June.AccountId, cast.Wren.AccountId, Guid.NewGuid());
        await host.Scopes.WriteAsync(cast.ProgramId, async services =>
        {
            var (db, now) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Clock>().Now);
            db.AddRange(AccountNotice.Of(june, Hearth.Accounts.NoticeKind.Recovered, ticket, now), CodesToKeep.Of(june, ticket, [1], now));
            (await db.Set<Account>().SingleAsync(a => a.Id == june, Cancel)).TwoFactorEnabled = true;
        }, Cancel);
        await host.LookAsync(cast, async db =>
        {
            Assert.Equal((1, 0), (await db.NoticesOf(june).CountAsync(Cancel), await db.NoticesOf(wren).CountAsync(Cancel)));
            Assert.Equal((1, 0), (await db.CodesToKeepOf(june).CountAsync(Cancel), await db.CodesToKeepOf(wren).CountAsync(Cancel)));
            // An app without a password is no way in.
            Assert.False(await db.HasFactorsAsync(june, Cancel));
            return true;
        });
    }

    [Fact]
    public async Task A_second_look_at_one_glass_says_nothing_of_another()
    {
        var scene = await Scene.SetAsync(host);
        var (cast, noor) = (scene.Cast, scene.Cast.Noor);
        await host.Scopes.WriteAsync(cast.ProgramId, async services =>
        {
            var (db, now) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Clock>().Now);
            var before = await db.Set<Glass>().AsNoTracking().SingleAsync(g => g.Id == scene.Glass["Noor over June"], Cancel);
            db.Add(GlassReview.Of(before, cast.Ada.PersonId, Verdict.InOrder, null, now));
            var another = Glass.Break(cast.ProgramId, Guid.NewGuid(), cast.Wren.PersonId, noor.PersonId, before.Reason, now);
            another.End(now);
            db.Add(another);
        }, Cancel);
        await host.Scopes.ReadAsync(cast.ProgramId, async services =>
        {
            var viewer = services.GetRequiredService<Viewer>();
            viewer.Become(noor.AccountId, noor.MembershipId, cast.ProgramId, noor.PersonId, noor.Role, noor.Name, "UTC", signedAt: NodaConstants.UnixEpoch);
            Assert.Equal([false, true], (await services.GetRequiredService<HearthDb>().BrokenAsync(viewer, Cancel)).Select(g => g.Reviewed).Order());
            return true;
        }, Cancel);
    }

    [Fact]
    public async Task Whoever_is_suspended_has_no_way_back_meanwhile()
    {
        var scene = await Scene.SetAsync(host);
        Task<bool> OpensAsync() => host.LookAsync(scene.Cast, async db => Hearth.Invitations.Rules.InvitationStates.Opens(await db.StateOfAsync(await db.Set<WayBack>().SingleAsync(Cancel), SystemClock.Instance.GetCurrentInstant(), Cancel)));
        Assert.True(await OpensAsync());
        await host.Scopes.WriteAsync(scene.Cast.ProgramId, async s => (await s.GetRequiredService<HearthDb>().MembershipsOfProgram().SingleAsync(m => m.PersonId == scene.Cast.June.PersonId, Cancel)).Suspend(), Cancel);
        Assert.False(await OpensAsync());
    }

    private sealed record Row(string Name, string Who, Func<HearthDb, Viewer, Task<bool>> Sees);

    private static IEnumerable<Row> Rows(Scene s)
    {
        Row That(string name, string who, Func<HearthDb, Viewer, IQueryable<bool>> of) => new(name, who, (db, viewer) => of(db, viewer).AnyAsync(found => found, Cancel));
        var (june, wren, tomas, ruth, leila, dan, idris) = (s.Cast.June.PersonId, s.Cast.Wren.PersonId, s.Cast["Tomas"].PersonId, s.Cast["Ruth"].PersonId, s.Cast.Leila.PersonId, s.Cast.Dan.PersonId, s.Cast["Idris"].PersonId);
        var (circle, harbor) = (s.Group["circle"], s.Group["harbor"]);
        var (evening, late, odd, over, unsigned) = (s.Session["evening"], s.Session["late"], s.Session["odd"], s.Session["over"], s.Session["unsigned"]);

        yield return That("group", "Wren June Pilar Leila Noor Ada", (db, v) => db.GroupsVisibleTo(v).Select(g => g.Id == circle));
        yield return That("other group", "Ruth Dan Noor Ada", (db, v) => db.GroupsVisibleTo(v).Select(g => g.Id == harbor));
        yield return That("group to run", "Leila Noor Ada", (db, v) => db.GroupsLedBy(v).Select(g => g.Id == circle));
        yield return That("other group to run", "Dan Noor Ada", (db, v) => db.GroupsLedBy(v).Select(g => g.Id == harbor));
        yield return That("member", "Wren June Pilar Leila Noor Ada", (db, v) => db.MembersVisibleTo(v).Select(m => m.GroupId == circle && m.PersonId == wren));
        yield return That("member who has left", "", (db, v) => db.MembersVisibleTo(v).Select(m => m.PersonId == tomas));
        yield return That("member who has left, for who runs it", "Leila Noor Ada", (db, v) => db.MembershipsLedBy(v).Select(m => m.PersonId == tomas));
        yield return That("leader", "Wren June Pilar Leila Noor Ada", (db, v) => db.LeadersVisibleTo(v).Select(l => l.GroupId == circle && l.PersonId == leila));
        yield return That("June, of a circle", "Wren June Pilar Leila Noor Ada", (db, v) => db.CirclePeopleVisibleTo(v).Select(p => p.Id == june));
        yield return That("Leila, of a circle", "Wren June Pilar Leila Noor Ada", (db, v) => db.CirclePeopleVisibleTo(v).Select(p => p.Id == leila));
        yield return That("Tomas, who left it", "", (db, v) => db.CirclePeopleVisibleTo(v).Select(p => p.Id == tomas));
        yield return That("June by name", Staff + " Wren June Pilar", (db, v) => db.PeopleKnownTo(v).Select(p => p.Id == june));
        yield return That("Tomas by name", Staff + " Tomas", (db, v) => db.PeopleKnownTo(v).Select(p => p.Id == tomas));
        yield return That("Dan by name", Staff + " Wren June Kit Tomas Pilar Ruth Idris Sol", (db, v) => db.PeopleKnownTo(v).Select(p => p.Id == dan));
        yield return That("June", Staff + " June", (db, v) => db.PeopleVisibleTo(v).Select(p => p.Id == june));
        yield return That("Dan", Staff + " Wren June Kit Tomas Pilar Ruth Idris Sol", (db, v) => db.PeopleVisibleTo(v).Select(p => p.Id == dan));
        yield return That("legal identity", Staff, (db, v) => db.LegalIdentitiesVisibleTo(v).Select(l => l.PersonId == june));
        yield return That("shift", "Dan Noor Ada", (db, v) => db.ShiftsVisibleTo(v).Select(x => x.PersonId == dan));
        yield return That("shift of who is no staff", "Noor Ada", (db, v) => db.ShiftsVisibleTo(v).Select(x => x.PersonId == s.Cast["Pilar"].PersonId));
        yield return That("shift to plan", "Noor Ada", (db, v) => db.ShiftsPlannedBy(v).Select(x => x.PersonId == dan));
        yield return That("shift that has ended, to plan", "", (db, v) => db.ShiftsPlannedBy(v).Select(x => x.PersonId == leila));
        yield return That("license", Staff + " Idris", (db, v) => db.QualificationsVisibleTo(v).Select(q => q.PersonId == idris));

        const string ofEvening = "Wren June Pilar Leila Idris Noor Ada", ofLate = "Ruth Dan Anand Noor Ada";
        yield return That("session", ofEvening, (db, v) => db.SessionsVisibleTo(v).Select(x => x.Id == evening));
        yield return That("session with a clinician on call", ofLate, (db, v) => db.SessionsVisibleTo(v).Select(x => x.Id == late));
        yield return That("on call for the program", "Noor", (db, v) => db.SessionsOnCallFor(v).Select(x => x.Id == evening));
        yield return That("on call for the session", "Anand Noor", (db, v) => db.SessionsOnCallFor(v).Select(x => x.Id == late));
        yield return That("on call in a row, and no staff", "Noor", (db, v) => db.SessionsOnCallFor(v).Select(x => x.Id == odd));
        yield return That("session to lead", "Leila Idris", (db, v) => db.SessionsLedBy(v).Select(x => x.Id == evening));
        yield return That("other session to lead", "Dan", (db, v) => db.SessionsLedBy(v).Select(x => x.Id == late));
        yield return That("door", "Leila Idris Wren June Pilar", (db, v) => db.SessionsOpenTo(v).Select(x => x.Id == evening));
        yield return That("other door", "Dan Ruth", (db, v) => db.SessionsOpenTo(v).Select(x => x.Id == late));
        yield return That("session’s leader", ofEvening, (db, v) => db.SessionLeadersVisibleTo(v).Select(l => l.SessionId == evening && l.PersonId == idris));
        yield return That("step", ofEvening, (db, v) => db.StepsVisibleTo(v).Select(a => a.SessionId == evening));
        yield return That("session to plan", "Leila Idris Noor Ada", (db, v) => db.SessionsPlannedBy(v).Select(x => x.Id == evening));
        yield return That("other session to plan", "Dan Noor Ada", (db, v) => db.SessionsPlannedBy(v).Select(x => x.Id == late));
        yield return That("series", "Wren June Pilar Leila Noor Ada", (db, v) => db.SeriesVisibleTo(v).Select(x => x.GroupId == circle));
        yield return That("one’s own arrival", "June", (db, v) => db.ArrivalsOf(v).Select(a => a.SessionId == evening && a.PersonId == june));
        yield return That("one’s own kept answers", "June", (db, v) => db.KeptArrivalOf(v).Select(k => k.PersonId == june));
        yield return That("where June is", "Leila Idris Noor", (db, v) => db.ArrivalsForLeaders(v).Select(a => a.SessionId == evening && a.PersonId == june));
        yield return That("where Ruth is", "Dan Anand Noor", (db, v) => db.ArrivalsForLeaders(v).Select(a => a.SessionId == late && a.PersonId == ruth));
        yield return That("what one said oneself on leaving", "June", (db, v) => db.LeavingsOf(v).Select(l => l.SessionId == over && l.PersonId == june));
        yield return That("what June said on leaving", "Leila Idris", (db, v) => db.LeavingsForLeaders(v).Select(l => l.SessionId == over && l.PersonId == june));
        yield return That("minutes", "Leila Idris Noor Ada", (db, v) => db.AttendanceVisibleTo(v).Select(a => a.SessionId == over && a.PersonId == june));
        yield return That("who gets a note", "Leila", (db, v) => db.AttendeesFor(v).Select(a => a.SessionId == over && a.PersonId == june));

        yield return That("June’s note to write", "Leila", (db, v) => db.NotesWrittenBy(v).Select(n => n.SessionId == over && n.PersonId == june));
        yield return That("group’s note to write", "Leila Idris", (db, v) => db.NotesWrittenBy(v).Select(n => n.SessionId == over && n.PersonId == null));
        yield return That("June’s note", "Leila", (db, v) => db.NotesVisibleTo(v).Select(n => n.SessionId == over && n.PersonId == june));
        yield return That("group’s note, signed", "Leila Idris Anand Noor", (db, v) => db.NotesVisibleTo(v).Select(n => n.SessionId == over && n.PersonId == null));
        yield return That("group’s note, not signed", "Dan", (db, v) => db.NotesVisibleTo(v).Select(n => n.SessionId == unsigned && n.PersonId == null));
        yield return That("signature on June’s note", "Leila", (db, v) => db.NoteSignaturesVisibleTo(v).Select(n => n.NoteId == s.Note["June"]));
        yield return That("signature on the group’s note", "Leila Idris Anand Noor", (db, v) => db.NoteSignaturesVisibleTo(v).Select(n => n.NoteId == s.Note["group"]));
        yield return That("addition in the making", "Leila", (db, v) => db.DraftAdditionOf(v, s.Note["June"]).Select(n => n.AddsTo == s.Note["June"]));
        yield return That("signed note as an addition in the making", "", (db, v) => db.DraftAdditionOf(v, s.Note["Wren"]).Select(n => n.AddsTo == s.Note["Wren"]));
        yield return That("what was written in the room, after", "Leila Idris", (db, v) => db.TextsForLeaders(v).Select(t => t.SessionId == over));
        yield return That("what was written in the room, before it ends", "", (db, v) => db.TextsForLeaders(v).Select(t => t.SessionId == evening));
        yield return That("who spoke how long, after", "Leila Idris", (db, v) => db.VoicesForLeaders(v).Select(t => t.SessionId == over));
        yield return That("who spoke how long, before it ends", "", (db, v) => db.VoicesForLeaders(v).Select(t => t.SessionId == evening));
        yield return That("keys", "June", (db, v) => db.KeysOf(v).Select(k => k.PersonId == june));
        yield return That("comfort", "June", (db, v) => db.ComfortOf(v).Select(k => k.PersonId == june));

        yield return That("when June is around, whole", "June", (db, v) => db.AvailabilityOf(v).Select(a => a.PersonId == june));
        yield return That("that June is around", "Wren Pilar Leila", (db, v) => db.AvailabilityInCircleOf(v.PersonId).Select(a => a.PersonId == june));
        yield return That("that Ruth is around", "Dan", (db, v) => db.AvailabilityInCircleOf(v.PersonId).Select(a => a.PersonId == ruth));
        foreach (var (name, id) in ((string, Guid)[])[("staff", leila), ("one suspended", s.Cast["Pilar"].PersonId), ("one who has left", tomas)])
            yield return That($"that {name} is around", "", (db, v) => db.AvailabilityInCircleOf(v.PersonId).Select(a => a.PersonId == id));

        yield return That("what June was told of", "June", (db, v) => db.NoticesTo(v).Select(n => n.PersonId == june));
        yield return That("how June hears of it", "June", (db, v) => db.NoticeChoiceOf(v).Select(c => c.PersonId == june));
        yield return That("where June is written to", "June", (db, v) => db.MailboxOf(v).Select(b => b.PersonId == june));

        yield return That("June behind glass", "Noor", (db, v) => db.PeopleBehindGlass(v).Select(p => p.Id == june));
        yield return That("Leila behind glass", "", (db, v) => db.PeopleBehindGlass(v).Select(p => p.Id == leila));
        yield return That("one’s own glass", "Noor", (db, v) => db.GlassesBrokenBy(v).Select(g => g.Id == s.Glass["Noor over June"]));
        yield return That("glass of one who is no supervisor", "", (db, v) => db.GlassesBrokenBy(v).Select(g => g.Id == s.Glass["Wren over June"]));
        yield return That("glass to look at", "Ada", (db, v) => db.GlassesSeenBy(v).Select(g => g.Id == s.Glass["Noor over June"]));
        yield return That("glass of another", "Noor Ada", (db, v) => db.GlassesSeenBy(v).Select(g => g.Id == s.Glass["Wren over June"]));
        yield return That("glass over oneself", "Noor", (db, v) => db.GlassesSeenBy(v).Select(g => g.Id == s.Glass["Wren over Ada"]));

        yield return That("where Leila is reached, opened", "Leila", (db, v) => db.OwnAddresses(v).Select(a => a.PersonId == leila));
        yield return That("where somebody was reached who is staff no more, opened", "", (db, v) => db.OwnAddresses(v).Select(a => a.PersonId == wren));
        yield return That("that Leila is reached somewhere", "Noor Ada", (db, v) => db.AddressesKnownTo(v).Select(a => a.PersonId == leila));
        yield return That("that Wren is reached somewhere", "", (db, v) => db.AddressesKnownTo(v).Select(a => a.PersonId == wren));
        yield return That("by what Leila is called", "Noor Ada", (db, v) => db.ReachedKnownTo(v).Select(r => r.PersonId == leila));
        yield return That("by what Wren would be called", "", (db, v) => db.ReachedKnownTo(v).Select(r => r.PersonId == wren));
        yield return That("by what oneself is called", "Leila", (db, v) => db.CalledBy(v).Select(_ => true));
        yield return That("Leila, to call", "Noor Ada", (db, v) => db.PeopleToCall(v).Select(p => p.Id == leila));
        yield return That("Wren, to call", "", (db, v) => db.PeopleToCall(v).Select(p => p.Id == wren));
        yield return That("what went out", "Noor Ada", (db, v) => db.DeliveriesSeenBy(v).Select(d => d.PersonId == leila));
        yield return That("a test, for those who look after it", "Noor Ada", (db, v) => db.DrillsSeenBy(v).Select(d => d.PersonId == leila));
        yield return That("a test, for whom it was meant", "Leila", (db, v) => db.DrillsFor(v).Select(d => d.PersonId == leila));
        yield return That("the provider", "Noor Ada", (db, v) => db.WebhookSeenBy(v).Select(w => w.ProgramId == s.Cast.ProgramId));

        const string circles = "Wren June Leila Noor", everybody = "Wren June Tomas Leila Dan Ruth Idris Anand Noor Ada";
        yield return That("space", circles, (db, v) => db.SpacesVisibleTo(v).Select(x => x.Id == s.Space["circle"]));
        yield return That("other space", "Ruth Dan Noor", (db, v) => db.SpacesVisibleTo(v).Select(x => x.Id == s.Space["harbor"]));
        yield return That("space of the whole program", everybody, (db, v) => db.SpacesVisibleTo(v).Select(x => x.Id == s.Space["wide"]));
        yield return That("space to keep", "Leila Noor", (db, v) => db.SpacesKeptBy(v).Select(x => x.Id == s.Space["circle"]));
        yield return That("space of the whole program to keep", Staff, (db, v) => db.SpacesKeptBy(v).Select(x => x.Id == s.Space["wide"]));
        yield return That("topic", circles, (db, v) => db.TopicsVisibleTo(v).Select(t => t.SpaceId == s.Space["circle"]));
        yield return That("topic for everybody", everybody, (db, v) => db.TopicsVisibleTo(v).Select(t => t.SpaceId == s.Space["wide"]));
        yield return That("post", circles, (db, v) => db.PostsVisibleTo(v).Select(p => p.Id == s.Post["June"]));
        yield return That("post for everybody", everybody, (db, v) => db.PostsVisibleTo(v).Select(p => p.Id == s.Post["Dan"]));
        yield return That("post to find", "", (db, v) => db.PostsFoundBy(v).Select(p => p.Id == s.Post["June"])); // hidden
        yield return That("post to find of the whole program, where one has not been", "", (db, v) => db.PostsFoundBy(v).Select(p => p.Id == s.Post["Dan"]));
        yield return That("post to hide", "Leila Noor", (db, v) => db.PostsKeptBy(v).Select(p => p.Id == s.Post["June"]));
        yield return That("own post", "June", (db, v) => db.PostsWrittenBy(v).Select(p => p.Id == s.Post["June"]));
        yield return That("own post, where one is no more", "", (db, v) => db.PostsWrittenBy(v).Select(p => p.Id == s.Post["Tomas"]));
        yield return That("response", circles, (db, v) => db.ResponsesVisibleTo(v).Select(r => r.PostId == s.Post["June"]));
        yield return That("why it is hidden", "June Leila Noor", (db, v) => db.HidingsVisibleTo(v).Select(h => h.PostId == s.Post["June"]));
        yield return That("why it was hidden before", "", (db, v) => db.HidingsVisibleTo(v).Select(h => h.EndedAt != null));
        yield return That("own milestone", "Wren", (db, v) => db.MilestonesOf(v).Select(m => m.Id == s.Milestone["Wren"]));
        yield return That("shared milestone", circles, (db, v) => db.MilestonesSharedWith(v).Select(m => m.Id == s.Milestone["June"]));
        yield return That("milestone that is not shared, among the shared", "", (db, v) => db.MilestonesSharedWith(v).Select(m => m.Id == s.Milestone["Wren"]));
        yield return That("milestone of somebody who has left", "", (db, v) => db.MilestonesSharedWith(v).Select(m => m.Id == s.Milestone["Tomas"]));
        yield return That("response to a milestone", circles, (db, v) => db.MilestoneResponsesVisibleTo(v).Select(r => r.MilestoneId == s.Milestone["June"]));
        yield return That("June, to name in the circle", "Wren Leila Noor", (db, v) => db.SpacesVisibleTo(v).Where(x => x.Id == s.Space["circle"]).SelectMany(_ => db.PeopleNamedBy(v.PersonId, s.Space["circle"]), (_, p) => p.Id == june));
        yield return That("what June rests from", "June", (db, v) => db.RestsOf(v).Select(r => r.PersonId == june));
        yield return That("what June began to write", "June", (db, v) => db.DraftsOf(v).Select(d => d.PersonId == june));
        yield return That("norm of a group", "Wren June Pilar Leila Noor", (db, v) => db.EntriesReadBy(v).Select(e => e.GroupId == circle));
        yield return That("norm of a group to change", "Wren June Pilar Leila", (db, v) => db.EntriesOwnedBy(v).Select(e => e.GroupId == circle));
        yield return That("how a norm came to be", "Wren June Pilar Leila Noor", (db, v) => db.ChangesReadBy(v).Select(c => c.By == tomas));
        yield return That("name proposed in a group", "Wren June Pilar Leila Noor", (db, v) => db.NamesReadBy(v).Select(n => n.GroupId == circle));
        yield return That("what Leila was given", "Leila", (db, v) => db.FollowUpsGivenTo(v).Select(f => f.PersonId == june));
        yield return That("what somebody was given who is no staff", "", (db, v) => db.FollowUpsGivenTo(v).Select(f => f.PersonId == wren));
        yield return That("what it came with", "Leila Noor Ada", (db, v) => db.CarriedVisibleTo(v).Select(c => c.PersonId == june));

        yield return That("what waits", "Leila Noor", (db, v) => db.HoldsKeptBy(v).Select(h => h.AuthorId == june));
        yield return That("what waits of one's own", "June", (db, v) => db.HoldsOf(v).Select(h => h.AuthorId == june));
        yield return That("what was told of a post", "Leila Noor", (db, v) => db.ReportsKeptBy(v).Select(r => r.AuthorId == tomas));
        yield return That("what one told oneself", "Wren", (db, v) => db.PostReportsBy(v).Select(r => r.AuthorId == tomas));
        yield return That("what was written to somebody alone", "June Leila Noor", (db, v) => db.PrivateWordsVisibleTo(v).Select(w => w.PersonId == june));
        yield return That("what was written to oneself alone", "June", (db, v) => db.PrivateWordsTo(v).Select(w => w.PersonId == june));
        yield return That("whose writing may be paused", "Leila Noor Ada", (db, v) => db.PeersLookedAfterBy(v).Select(p => p.Id == june));
        yield return That("staff whose writing may be paused", "", (db, v) => db.PeersLookedAfterBy(v).Select(p => p.Id == leila));
        yield return That("a pause of writing", "Leila Noor Ada", (db, v) => db.PausesKeptBy(v, SystemClock.Instance.GetCurrentInstant()).Select(p => p.PersonId == june));
        yield return That("a pause of writing that is over", "", (db, v) => db.PausesKeptBy(v, SystemClock.Instance.GetCurrentInstant() + Duration.FromHours(5)).Select(p => p.PersonId == june));
        yield return That("a pause of one's own", "June", (db, v) => db.PausesOf(v).Select(p => p.PersonId == june));
        yield return That("story", string.Join(' ', s.Cast.Members.Select(m => m.Name)), (db, v) => db.StoriesVisibleTo(v).Select(x => x.AuthorId == s.Cast["Sol"].PersonId));
        yield return That("story that was taken back", "", (db, v) => db.StoriesVisibleTo(v).Select(x => x.AuthorId == ruth));
        yield return That("a word of the program", "Noor Ada", (db, v) => db.HoldWordsVisibleTo(v).Select(w => w.Word == "casino"));
        yield return That("first time in a space", "June", (db, v) => db.EntriesOf(v).Select(e => e.SpaceId == s.Space["circle"]));

        yield return That("conversation", "June Wren Sol Idris", (db, v) => db.ConversationsVisibleTo(v).Select(c => c.Id == s.Conversation));
        yield return That("who left it", "June Wren Sol Idris", (db, v) => db.MembersOfConversations(v).Select(m => m.PersonId == tomas));
        yield return That("own part in it", "June", (db, v) => db.PartsOf(v).Select(m => m.PersonId == june));
        yield return That("first message, whose author blocks one of them", "June Wren Idris", (db, v) => db.MessagesVisibleTo(v).Select(m => m.Id == s.Message["June"]));
        yield return That("message of who is blocked by one of them", "Sol Wren", (db, v) => db.MessagesVisibleTo(v).Select(m => m.Id == s.Message["Sol"]));
        yield return That("message of who had blocked another before", "June Wren Sol", (db, v) => db.MessagesVisibleTo(v).Select(m => m.Id == s.Message["Wren"]));
        yield return That("own message", "June", (db, v) => db.MessagesWrittenBy(v).Select(m => m.Id == s.Message["June"]));
        yield return That("what staff were told", "Leila Dan Noor", (db, v) => db.ReportsVisibleTo(v).Select(r => r.Id == s.Report["Sol"]));
        yield return That("what staff were told about one of them", "Leila Dan", (db, v) => db.ReportsVisibleTo(v).Select(r => r.Id == s.Report["Noor"]));
        yield return That("what one told oneself", "Wren", (db, v) => db.ReportsBy(v).Select(r => r.Id == s.Report["Sol"]));
        yield return That("message before that which staff were told of", "Leila Dan Noor", (db, v) => db.MessagesTold(v, s.Report["Sol"]).Select(m => m.Id == s.Message["June"]));
        yield return That("message far after it", "", (db, v) => db.MessagesTold(v, s.Report["Sol"]).Select(m => m.Id == s.Message["4 after Sol"]));
        yield return That("that it was opened", "June Wren Sol Idris", (db, v) => db.OpeningsVisibleTo(v, s.Conversation).Select(o => o.OpenedBy == leila));
        yield return That("picture of what June wrote, shown or told", "June Wren Idris Leila Dan Noor", (db, v) => db.PicturesVisibleTo(v).Select(p => p.Id == s.Message["June"]));
        yield return That("whom June blocks", "June", (db, v) => db.BlocksOf(v).Select(b => b.WhomId == s.Cast["Sol"].PersonId));
        yield return That("whom somebody blocked once", "", (db, v) => db.BlocksOf(v).Select(b => b.WhomId == june));

        yield return That("invitation by Leila", "Leila Noor Ada", (db, v) => db.InvitationsVisibleTo(v).Select(i => i.Id == s.Invitation["Leila"]));
        yield return That("invitation by one who is no staff any more", "Noor Ada", (db, v) => db.InvitationsVisibleTo(v).Select(i => i.Id == s.Invitation["Wren"]));
        yield return That("way back", "Noor Ada", (db, v) => db.WaysBackVisibleTo(v).Select(w => w.PersonId == june));
        yield return That("what was decided about June", Staff, (db, v) => db.StandingChangesVisibleTo(v).Select(c => c.PersonId == june));
        yield return That("signature", Staff + " June", (db, v) => db.SignaturesVisibleTo(v).Select(x => x.PersonId == june));
        yield return That("agreement in the making", "Ada", (db, v) => db.DraftVisibleTo(v).Select(d => d.ProgramId == s.Cast.ProgramId));
    }
}
