using System.Net;
using System.Text.Json;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Groups;
using Hearth.LiveRooms;
using Hearth.LiveRooms.Media;
using Hearth.LiveRooms.Rules;
using Hearth.Sessions;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.LiveRooms;

/// <summary>A live room over HTTP and the open line, with its real grain and log.</summary>
public class RoomTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_inside_before_a_leader_lets_them_in_and_a_seat_is_for_those_inside()
    {
        await using var circle = await Circle.PlanAsync(host);
        var (wren, leila) = (circle.Cast.Wren, circle.Cast.Leila);
        var page = await circle.ComeAsync(wren);
        Assert.Equal("not-found", (await page.SubscribeAsync(circle.Stage)).GetProperty("refused").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await circle.TryAsync(wren, "open")).Status);
        await circle.RefusesAsync("not-open", wren, "raise-hand");
        Assert.Null(await circle.SitAsync(page));

        await circle.DoAsync(leila, "open");
        Assert.Equal(SessionState.Open, await SessionStateAsync(circle));
        Assert.False((await circle.StateAsync()).IsInside(wren.PersonId));
        Assert.Null(await circle.SitAsync(page));
        await circle.RefusesAsync("not-inside", wren, "raise-hand");
        await circle.RefusesAsync("not-inside", wren, "admit", ("Person", wren.PersonId.ToString()));

        await circle.DoAsync(leila, "admit", ("Person", wren.PersonId.ToString()));
        Assert.Equal((await circle.PersonAsync(wren)).Seat, await circle.SitAsync(page));
        Assert.True((await page.SubscribeAsync(circle.Stage)).TryGetProperty("seq", out _));
        Assert.Equal("not-found", (await page.SubscribeAsync(circle.Leading)).GetProperty("refused").GetString());
        Assert.Equal("not-found", (await page.SubscribeAsync(circle.You(circle.Cast.June))).GetProperty("refused").GetString());
    }

    [Fact]
    public async Task Whoever_may_not_come_near_is_told_that_there_is_no_such_room()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        var other = await Cast.GatherAsync(host);
        foreach (var outsider in new[] { circle.Cast["Pilar"], circle.Cast.Ada, circle.Cast.Noor, circle.Cast.Kit, other.Wren, other.Leila })
        {
            foreach (var verb in new[] { "knock", "open", "raise-hand", "end", "admit-all" })
                Assert.Equal(HttpStatusCode.NotFound, (await circle.TryAsync(outsider, verb)).Status);
            if (outsider == circle.Cast.Kit) continue;
            var page = await circle.ComeAsync(outsider);
            Assert.Equal("not-found", (await Circle.FrameAsync(page, "room", new { session = circle.Session })).GetProperty("refused").GetString());
            Assert.Equal("not-found", (await page.SubscribeAsync(circle.Stage)).GetProperty("refused").GetString());
            Assert.Equal("no-room", (await Circle.FrameAsync(page, "media-open", new { })).GetProperty("refused").GetString());
        }
        Assert.Equal(2, (await circle.StateAsync()).People.Count);
    }

    [Fact]
    public async Task What_a_leader_may_a_member_may_not_and_a_co_facilitator_may()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren", "June");
        var june = ("Person", circle.Cast.June.PersonId.ToString());
        (string Verb, (string, string)[] Fields)[] leaders =
        [
            ("admit", [june]), ("admit-all", []), ("lock", [("Locked", "true")]), ("lock", [("Locked", "false")]), ("mute", [june, ("Muted", "true")]), ("take-camera", [june, ("Taken", "true")]),
            ("invite", [june]), ("take-back-invitation", [june]), ("next-step", []), ("five-more", []), ("next-turn", []), ("turn-later", []), ("step-back", []), ("break", [("Minutes", "5")]), ("resume", []),
            ("put-back", [june]), ("remove", [june]), ("end", []),
        ];
        var before = (await circle.LogAsync()).Count;
        foreach (var (verb, fields) in leaders) await circle.RefusesAsync("not-yours", circle.Cast.Wren, verb, fields);
        Assert.Equal(before, (await circle.LogAsync()).Count);

        await circle.ComeAsync(circle.Cast.Dan);
        foreach (var (verb, fields) in leaders) await circle.DoAsync(circle.Cast.Dan, verb, fields);
    }

    [Fact]
    public async Task A_removed_person_hears_nothing_more_and_does_not_come_back_by_themselves()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren", "June");
        var wren = circle.Cast.Wren;
        var page = await circle.ComeAsync(wren);
        await page.SubscribeAsync(circle.Stage);
        var seat = await circle.SitAsync(page);
        Assert.True((await circle.MediaAsync())!.Seats.ContainsKey(seat!));
        await circle.DoAsync(circle.Cast.June, "say", ("Text", "before " + circle.Cast.Canary));
        await page.UntilAsync(p => p.Fragments.Any(f => f.Html.Contains("before " + circle.Cast.Canary, StringComparison.Ordinal)));

        await circle.DoAsync(circle.Cast.Leila, "remove", ("Person", wren.PersonId.ToString()));
        // Acknowledged: not one packet more.
        Assert.False((await circle.MediaAsync())!.Seats.ContainsKey(seat!));
        await circle.DoAsync(circle.Cast.June, "say", ("Text", "after " + circle.Cast.Canary));
        await page.UntilAsync(p => p.Heard.Any(h => h.Name == "left"));
        await circle.RefusesAsync("taken-out", wren, "knock");
        await circle.RefusesAsync("taken-out", wren, "say", ("Text", "still here"));
        Assert.Null(await circle.SitAsync(page));
        Assert.Equal("not-found", (await page.SubscribeAsync(circle.Stage)).GetProperty("refused").GetString());

        // June's page, which was there all along, shows that there was something to hear.
        var june = await circle.ComeAsync(circle.Cast.June);
        await june.SubscribeAsync(circle.Stage);
        await circle.DoAsync(circle.Cast.June, "raise-hand");
        await june.UntilAsync(p => p.Fragments.Any(f => f.Html.Contains("after " + circle.Cast.Canary, StringComparison.Ordinal)));
        Assert.DoesNotContain(page.Fragments, f => f.Html.Contains("after " + circle.Cast.Canary, StringComparison.Ordinal));

        await circle.DoAsync(circle.Cast.Leila, "admit", ("Person", wren.PersonId.ToString()));
        var again = await circle.SitAsync(page);
        Assert.NotNull(again);
        Assert.NotEqual(seat, again);
    }

    [Fact]
    public async Task Somebody_suspended_is_out_at_once()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren", "June");
        var wren = circle.Cast.Wren;
        var page = await circle.ComeAsync(wren);
        var seat = await circle.SitAsync(page);
        await host.Scopes.WriteAsync(circle.Cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            (await db.MembershipsOfProgram().SingleAsync(m => m.Id == wren.MembershipId, Cancel)).Suspend();
        });
        await host.Services.GetRequiredService<Hearth.Html.Connections>().AbortAsync(wren.PersonId);
        await Circle.UntilAsync(async () => !(await circle.StateAsync()).IsInside(wren.PersonId));
        await Circle.UntilAsync(async () => !(await circle.MediaAsync())!.Seats.ContainsKey(seat!));
        Assert.True((await circle.StateAsync()).IsInside(circle.Cast.June.PersonId));
    }

    [Fact]
    public async Task Whoever_leaves_the_group_is_out_at_their_next_word_and_before_long_without_one()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren", "June");
        var page = await circle.ComeAsync(circle.Cast.Wren);
        Assert.NotNull(await circle.SitAsync(page));
        await host.Scopes.WriteAsync(circle.Cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            (await db.Set<GroupMember>().SingleAsync(m => m.PersonId == circle.Cast.Wren.PersonId, Cancel)).Leave(services.GetRequiredService<Clock>().Now);
        });
        Assert.Equal(HttpStatusCode.NotFound, (await circle.TryAsync(circle.Cast.Wren, "raise-hand")).Status);
        Assert.Null(await circle.SitAsync(page));
        await host.Services.GetRequiredService<Hearth.Html.Fragments>().RecheckPersonAsync(circle.Cast.Wren.PersonId);
        await circle.Grain.RecheckAsync();
        Assert.False((await circle.StateAsync()).IsInside(circle.Cast.Wren.PersonId));
    }

    [Fact]
    public async Task Whoever_leads_no_more_is_a_member_of_the_circle_from_then_on()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        var page = await circle.ComeAsync(circle.Cast.Dan);
        Assert.True((await page.SubscribeAsync(circle.Leading)).TryGetProperty("seq", out _));
        await host.Scopes.WriteAsync(circle.Cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            db.Remove(await db.SessionLeadersOfProgram().SingleAsync(l => l.SessionId == circle.Session && l.PersonId == circle.Cast.Dan.PersonId, Cancel));
            // Dan leads no group here either, and is none of its members: he has no business in the room at all.
        });
        Assert.Equal(HttpStatusCode.NotFound, (await circle.TryAsync(circle.Cast.Dan, "next-step")).Status);
        await circle.Grain.RecheckAsync();
        await page.UntilAsync(p => p.Heard.Any(h => h.Name == "left" && h.Body.GetProperty("stream").GetString() == circle.Leading));
        Assert.False((await circle.StateAsync()).IsInside(circle.Cast.Dan.PersonId));
    }

    [Fact]
    public async Task Whoever_leads_no_more_and_belongs_to_the_group_stays_as_a_member()
    {
        var evening = await Evening.PlanAsync(host);
        var idris = evening.Cast["Idris"];
        await host.Scopes.WriteAsync(evening.Cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            db.Add(SessionLeader.Of(await db.SessionsOfProgram().SingleAsync(s => s.Id == evening.SessionId, Cancel), idris.PersonId));
        });
        await using var circle = await Circle.OpenAsync(host, evening, "Wren");
        var page = await circle.ComeAsync(idris);
        Assert.True((await page.SubscribeAsync(circle.Leading)).TryGetProperty("seq", out _));
        await host.Scopes.WriteAsync(circle.Cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            db.Remove(await db.SessionLeadersOfProgram().SingleAsync(l => l.SessionId == circle.Session && l.PersonId == idris.PersonId, Cancel));
            db.Add(GroupMember.Join(await db.GroupsOfProgram().SingleAsync(Cancel), idris.PersonId, services.GetRequiredService<Clock>().Now));
        });

        // Without a word of his: what leaders see goes to his page no more, and he is where he was.
        await circle.Grain.RecheckAsync();
        await page.UntilAsync(p => p.Heard.Any(h => h.Name == "left" && h.Body.GetProperty("stream").GetString() == circle.Leading));
        Assert.True(await circle.PersonAsync(idris) is { Inside: true, Leads: false });
        Assert.True((await page.SubscribeAsync(circle.Stage)).TryGetProperty("seq", out _));
    }

    [Fact]
    public async Task A_room_whose_grain_ends_is_built_again_as_it_was()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren", "June", "Tomas");
        var (wren, june, tomas, leila) = (circle.Cast.Wren, circle.Cast.June, circle.Cast["Tomas"], circle.Cast.Leila);
        await circle.DoAsync(leila, "next-step");
        await circle.DoAsync(leila, "next-turn");
        await circle.DoAsync(june, "raise-hand");
        await circle.DoAsync(tomas, "write-turn", ("Text", "I opened the blinds " + circle.Cast.Canary));
        await circle.DoAsync(wren, "say", ("Text", "hello"));
        await circle.DoAsync(leila, "mute", ("Person", wren.PersonId.ToString()), ("Muted", "true"));
        var before = (await circle.Grain.LookAsync()).State;

        await circle.Grain.RestAsync();
        var after = (await circle.Grain.LookAsync()).State;
        Assert.Equal(before, after);
        Assert.Equal(JsonSerializer.Serialize(await circle.StateAsync(), RoomJson.Options), after);

        // Nobody asks anybody: the same page goes on, and the round too.
        await circle.DoAsync(wren, "turn-done");
        Assert.Equal(june.PersonId, (await circle.StateAsync()).Round!.Now!.Person);
        var numbers = (await circle.LogAsync()).Select(e => e.Number).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    [Fact]
    public async Task A_second_writer_finds_its_number_taken_and_the_room_follows_the_log()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        var before = await circle.StateAsync();
        await host.Scopes.WriteAsync(circle.Cast.ProgramId, services =>
        {
            services.GetRequiredService<HearthDb>().Add(LoggedEvent.Of(circle.Cast.ProgramId, circle.Session, before.Number + 1, new DoorLocked(services.GetRequiredService<Clock>().Now, true)));
            return Task.CompletedTask;
        });
        // The grain does not know; its next word collides, and is said again by the room that was built from the log.
        await circle.DoAsync(circle.Cast.Wren, "raise-hand");
        var state = await circle.StateAsync();
        Assert.True(state.Locked);
        Assert.NotNull(state.Find(circle.Cast.Wren.PersonId)!.HandUpSince);
        Assert.Equal(JsonSerializer.Serialize(state, RoomJson.Options), (await circle.Grain.LookAsync()).State);
    }

    [Fact]
    public async Task Many_at_once_leave_one_log_without_gaps()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren", "June", "Tomas");
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => circle.DoAsync(circle.Cast[i % 3 == 0 ? "Wren" : i % 3 == 1 ? "June" : "Tomas"], "say", ("Text", $"line {i}"))));
        var log = await circle.LogAsync();
        Assert.Equal(Enumerable.Range(1, log.Count), log.Select(e => e.Number));
        Assert.Equal(30, (await circle.StateAsync()).Chat.Count);
    }

    [Fact]
    public async Task Ending_writes_attendance_closes_the_room_and_forgets_where_people_were()
    {
        await using var circle = await Circle.PlanAsync(host);
        var wren = circle.Cast.Wren;
        await host.Scopes.WriteAsync(circle.Cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var sealer = services.GetRequiredService<Hearth.Sealing.Sealer>();
            var arrival = Arrival.Start(circle.Cast.ProgramId, circle.Session, wren.PersonId, services.GetRequiredService<Clock>().Now);
            arrival.Answer(await sealer.SealAsync(wren.PersonId, Arrival.WherePlace, "kitchen"), await sealer.SealAsync(wren.PersonId, Arrival.RegionPlace, "US-MN"), Privacy.Alone, await sealer.SealAsync(wren.PersonId, Arrival.CallBackPlace, "555"), services.GetRequiredService<Clock>().Now);
            db.Add(arrival);
        });
        await circle.DoAsync(circle.Cast.Leila, "open");
        var page = await circle.ComeAsync(wren);
        await circle.DoAsync(circle.Cast.Leila, "admit-all");
        Assert.NotNull(await circle.MediaAsync());
        await circle.DoAsync(circle.Cast.Leila, "end");

        Assert.Null(await circle.MediaAsync());
        Assert.Equal(SessionState.Ended, await SessionStateAsync(circle));
        await host.Scopes.ReadAsync(circle.Cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var arrival = await db.ArrivalsOfProgram().SingleAsync(a => a.SessionId == circle.Session, Cancel);
            Assert.True(arrival is { Where: null, CallBack: null });
            Assert.Equal([0, 0], await db.Set<Attendance>().Where(a => a.SessionId == circle.Session).Select(a => a.MinutesPresent).ToListAsync(Cancel));
            return true;
        });
        await circle.RefusesAsync("over", wren, "knock");
        await page.UntilAsync(p => p.Fragments.Any(f => f.Html.Contains("data-standing=\"Ended\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Acts_of_leaders_are_happenings_and_what_was_said_is_sealed()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        await circle.DoAsync(circle.Cast.Wren, "say", ("Text", "a secret of " + circle.Cast.Canary));
        await circle.DoAsync(circle.Cast.Leila, "mute", ("Person", circle.Cast.Wren.PersonId.ToString()), ("Muted", "true"));
        await circle.DoAsync(circle.Cast.Leila, "put-back", ("Person", circle.Cast.Wren.PersonId.ToString()));
        await host.Scopes.ReadAsync(circle.Cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var kinds = await db.Set<Hearth.Happenings.Happening>().Select(h => h.Kind).ToListAsync(Cancel);
            foreach (var kind in new[] { "opened", "admitted", "muted", "put-back" }) Assert.Contains("liverooms." + kind, kinds);
            var text = await db.Set<RoomText>().SingleAsync(t => t.SessionId == circle.Session, Cancel);
            Assert.DoesNotContain(circle.Cast.Canary, System.Text.Encoding.UTF8.GetString(text.Text.Bytes), StringComparison.Ordinal);
            return true;
        });
        Assert.DoesNotContain(await circle.LogAsync(), e => e.Event.Contains(circle.Cast.Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_written_is_erased_a_day_after_the_end_and_not_before()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        await using var recent = await Circle.OpenAsync(host, "Wren");
        foreach (var each in new[] { circle, recent })
        {
            await each.DoAsync(each.Cast.Wren, "say", ("Text", "for tonight"));
            await each.DoAsync(each.Cast.Leila, "end");
        }
        await host.Scopes.WriteAsync(circle.Cast.ProgramId, async services =>
        {
            var session = await services.GetRequiredService<HearthDb>().SessionsOfProgram().SingleAsync(s => s.Id == circle.Session, Cancel);
            services.GetRequiredService<HearthDb>().Entry(session).Property(s => s.EndedAt).CurrentValue -= NodaTime.Duration.FromHours(25);
        });
        await host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<RoomKeeper>().Single().EraseAsync(Cancel);
        Assert.Equal(0, await TextsAsync(circle));
        Assert.Equal(1, await TextsAsync(recent));

        Task<int> TextsAsync(Circle of) => host.Scopes.ReadAsync(of.Cast.ProgramId, services => services.GetRequiredService<HearthDb>().Set<RoomText>().CountAsync(t => t.SessionId == of.Session, Cancel));
    }

    [Fact]
    public async Task Each_audience_gets_what_is_theirs_and_an_invitation_reaches_one_alone()
    {
        await using var circle = await Circle.OpenAsync(host);
        var (leila, wren, june) = (await circle.ComeAsync(circle.Cast.Leila), await circle.ComeAsync(circle.Cast.Wren), await circle.ComeAsync(circle.Cast.June));
        foreach (var name in new[] { "Wren", "June" }) await circle.DoAsync(circle.Cast.Leila, "admit", ("Person", circle.Cast[name].PersonId.ToString()));
        foreach (var page in new[] { leila, wren, june }) Assert.True((await page.SubscribeAsync(circle.Stage)).TryGetProperty("seq", out _));
        await leila.SubscribeAsync(circle.Leading);

        await circle.ComeAsync(circle.Cast["Tomas"]);
        await leila.UntilAsync(p => p.Fragments.Any(f => f.Html.Contains("Tomas", StringComparison.Ordinal)));
        await circle.DoAsync(circle.Cast.Leila, "invite", ("Person", circle.Cast.June.PersonId.ToString()));
        await june.UntilAsync(p => p.Fragments.Any(f => f.Html.Contains("is wondering", StringComparison.Ordinal)));
        await circle.DoAsync(circle.Cast.Wren, "say", ("Text", "and on we go"));
        await wren.UntilAsync(p => p.Fragments.Any(f => f.Html.Contains("and on we go", StringComparison.Ordinal)));
        Assert.DoesNotContain(wren.Fragments, f => f.Html.Contains("Tomas", StringComparison.Ordinal) || f.Html.Contains("is wondering", StringComparison.Ordinal));
        Assert.DoesNotContain(june.Fragments, f => f.Html.Contains("Tomas", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_break_holds_and_a_mute_mutes_on_the_media_side()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        var page = await circle.ComeAsync(circle.Cast.Wren);
        var seat = (await circle.SitAsync(page))!;
        var wren = ("Person", circle.Cast.Wren.PersonId.ToString());
        var media = (await circle.MediaAsync())!;
        await circle.DoAsync(circle.Cast.Leila, "break", ("Minutes", "10"));
        Assert.True(media.Held);
        await circle.DoAsync(circle.Cast.Leila, "resume");
        Assert.False(media.Held);
        await circle.DoAsync(circle.Cast.Leila, "mute", wren, ("Muted", "true"));
        Assert.True(media.Seats[seat].Muted[MediaKind.Audio]);
        await circle.DoAsync(circle.Cast.Leila, "take-camera", wren, ("Taken", "true"));
        Assert.True(media.Seats[seat].Muted[MediaKind.Video]);
        await circle.DoAsync(circle.Cast.Leila, "mute", wren, ("Muted", "false"));
        Assert.False(media.Seats[seat].Muted[MediaKind.Audio]);
    }

    [Fact]
    public async Task A_press_whose_answer_was_lost_is_sent_again_and_done_once()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren", "June");
        var press = Guid.NewGuid().ToString();
        for (var i = 0; i < 3; i++) await PressAsync(circle.Cast.Wren, press, "say", ("Text", "once"));
        // It counts for whoever pressed: the same name from somebody else is another press.
        await PressAsync(circle.Cast.June, press, "say", ("Text", "once"));
        await circle.Grain.RestAsync();
        await PressAsync(circle.Cast.Wren, press, "say", ("Text", "once"));
        await PressAsync(circle.Cast.Wren, Guid.NewGuid().ToString(), "say", ("Text", "twice"));
        Assert.Equal([circle.Cast.Wren.PersonId, circle.Cast.June.PersonId, circle.Cast.Wren.PersonId], (await circle.StateAsync()).Chat.Select(c => c.Person));

        var (leila, minutes) = (circle.Cast.Leila, Guid.NewGuid().ToString());
        for (var i = 0; i < 2; i++) await PressAsync(leila, minutes, "five-more");
        Assert.Equal(5, (await circle.StateAsync()).ExtraMinutes);

        async Task PressAsync(Member member, string name, string verb, params (string, string)[] fields)
        {
            using var post = new HttpRequestMessage(HttpMethod.Post, circle.Path(verb)) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))) };
            post.Headers.Add("X-Hearth", "fetch");
            post.Headers.Add("X-Hearth-Press", name);
            Assert.Equal(HttpStatusCode.NoContent, (await member.Client.SendAsync(post, Cancel)).StatusCode);
        }
    }

    [Fact]
    public async Task A_new_media_node_gets_rooms_seats_and_mutes_from_the_log_and_strangers_lose_theirs()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren", "June");
        await circle.SitAsync(await circle.ComeAsync(circle.Cast.Wren));
        await circle.DoAsync(circle.Cast.Leila, "mute", ("Person", circle.Cast.Wren.PersonId.ToString()), ("Muted", "true"));
        var state = await circle.StateAsync();
        await host.Media.CloseAsync(state.Room!, Cancel); // the node is gone with all that was in it
        await circle.Grain.ReconcileAsync("", fresh: true);
        var media = (await circle.MediaAsync())!;
        Assert.Equal(state.Inside.Select(p => p.Seat).Order(), media.Seats.Keys.Order());
        Assert.True(media.Seats[state.Find(circle.Cast.Wren.PersonId)!.Seat].Muted[MediaKind.Audio]);

        await host.Media.SeatAsync(state.Room!, "stray", Cancel);
        await circle.Grain.ReconcileAsync("", fresh: false);
        Assert.DoesNotContain("stray", media.Seats.Keys);
        Assert.Equal(3, media.Seats.Count);
    }

    [Fact]
    public async Task How_long_anybody_spoke_reaches_leaders_alone_and_outlives_the_grain()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        var wren = circle.Cast.Wren;
        var room = await circle.StateAsync();
        host.Media.Raise(new SeatTalks(room.Room!, room.Find(wren.PersonId)!.Seat, true, 20));
        await Circle.UntilAsync(async () => (await circle.Grain.LookAsync()).SecondsSpoken.GetValueOrDefault(wren.PersonId) >= 1);
        host.Media.Raise(new SeatTalks(room.Room!, room.Find(wren.PersonId)!.Seat, false, 90));
        await circle.Grain.RestAsync();
        await Circle.UntilAsync(async () => (await circle.Grain.LookAsync()).SecondsSpoken.GetValueOrDefault(wren.PersonId) >= 1);
    }

    [Fact]
    public async Task Somebody_whose_line_drops_is_coming_back_and_returns_as_they_were()
    {
        await using var circle = await Circle.OpenAsync(host, "June");
        var page = await circle.ComeAsync(circle.Cast.Wren);
        await circle.DoAsync(circle.Cast.Leila, "admit-all");
        await circle.DoAsync(circle.Cast.Wren, "raise-hand");
        var seat = await circle.SitAsync(page);
        var before = await circle.PersonAsync(circle.Cast.Wren);
        await page.DisposeAsync();
        await Circle.UntilAsync(async () => await circle.PersonAsync(circle.Cast.Wren) is { Inside: true, Connected: false });
        var other = await circle.ComeAsync(circle.Cast.Wren);
        Assert.Equal(before, await circle.PersonAsync(circle.Cast.Wren));
        Assert.Equal(seat, await circle.SitAsync(other));
    }

    [Theory]
    [InlineData("mute", "Person", "x")]
    [InlineData("mute", "Muted", "perhaps")]
    [InlineData("break", "Minutes", "-1")]
    [InlineData("break", "Minutes", "99999999999")]
    [InlineData("Answer", "answer", "1")]
    [InlineData("respond", "Response", "IHateYou")]
    [InlineData("raise-hand", "Person", "00000000-0000-0000-0000-000000000001")]
    [InlineData("say", "Text", "")]
    public async Task Bad_input_is_refused_and_leaves_no_trace(string verb, string name, string value)
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        var before = (await circle.LogAsync()).Count;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await circle.TryAsync(circle.Cast.Leila, verb, (name, value))).Status);
        Assert.Equal(before, (await circle.LogAsync()).Count);
    }

    [Fact]
    public async Task Frames_of_a_wrong_shape_are_refused_by_type()
    {
        await using var circle = await Circle.OpenAsync(host, "Wren");
        var page = await circle.ComeAsync(circle.Cast.Wren);
        foreach (var json in new object?[] { null, 1, "x", new { }, new { session = 1 }, new { session = "x" }, new { session = circle.Session, person = circle.Cast.Leila.PersonId } })
            Assert.Equal("bad-frame", (await page.Hub.InvokeAsync<JsonElement>("Frame", "room", json, Cancel)).GetProperty("refused").GetString());
        Assert.Equal("not-open", (await Circle.FrameAsync(page, "media", new { t = "hello" })).GetProperty("refused").GetString());
        var seat = await circle.SitAsync(page);
        await Circle.FrameAsync(page, "media", new { t = "hello" });
        await Circle.UntilAsync(async () => !(await circle.MediaAsync())!.Seats[seat!].Received.IsEmpty);
    }

    private Task<SessionState> SessionStateAsync(Circle circle) => host.Scopes.ReadAsync(circle.Cast.ProgramId, services =>
        services.GetRequiredService<HearthDb>().SessionsOfProgram().Where(s => s.Id == circle.Session).Select(s => s.State).SingleAsync(Cancel));
}
