using System.Net;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Invitations;
using Hearth.OnCall;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.OnCall;

public class ShiftTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly string[] week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>Always on, from long ago: what the clock says is no matter.</summary>
    private static (string, string)[] Hours(params (string Name, string Value)[] other)
    {
        (string Name, string Value)[] all = [("Rank", "1"), .. week.Select(d => ("Days", d)), ("From", "08:00"), ("Until", "08:00"), ("Zone", "America/Chicago"), ("StartsOn", "2025-01-06"), ("EndsOn", "")];
        return [.. all.Where(f => !other.Any(o => o.Name == f.Name)), .. other.Where(o => o.Value != "none")];
    }

    private static Task<HttpResponseMessage> PlanAsync(Member by, Member whose, params (string, string)[] other) =>
        by.Client.PostFormAsync("/on-call/plan", [("OnCall", whose.PersonId.ToString()), .. Hours(other)]);

    private Task<List<Shift>> ShiftsAsync(Cast cast) => host.LookAsync(cast, db => db.Set<Shift>().AsNoTracking().OrderBy(s => s.MadeAt).ToListAsync(Cancel));

    private Task<IReadOnlyList<OnCallPerson>> ChainAsync(Cast cast) => host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<OnCallChain>().AtAsync(s.GetRequiredService<Clock>().Now, Cancel), Cancel);

    private async Task<string> NamesAsync(Cast cast) => string.Join(' ', (await ChainAsync(cast)).Select(p => p.Name));

    [Fact]
    public async Task Without_a_shift_the_standing_person_is_asked_then_the_others()
    {
        var cast = await Cast.GatherAsync(host);
        Assert.Equal("Noor Ada", await NamesAsync(cast));
        Assert.All(await ChainAsync(cast), p => Assert.False(p.OnShift || p.Until is not null || p.Zone is not null));
        await host.Scopes.WriteAsync(cast.ProgramId, async s => (await s.GetRequiredService<HearthDb>().ThisProgram().SingleAsync(Cancel)).PutOnCall(cast["Anand"].PersonId), Cancel);
        Assert.Equal("Anand Noor Ada", await NamesAsync(cast));
        Assert.Contains("Nobody has a shift. Anand is asked first.", await cast.Noor.Client.ReadAsync("/on-call"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shift_is_planned_changed_and_ended_and_whose_it_is_is_told()
    {
        var cast = await Cast.GatherAsync(host);
        var planned = await PlanAsync(cast.Noor, cast.Leila);
        Assert.Equal((HttpStatusCode.SeeOther, "/on-call#shifts"), (planned.StatusCode, planned.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.SeeOther, (await PlanAsync(cast.Ada, cast.Dan, ("Rank", "2"))).StatusCode);
        Assert.Equal("Leila Dan Noor Ada", await NamesAsync(cast));
        var chain = await ChainAsync(cast);
        Assert.Equal([1, 2, 3, 4], chain.Select(p => p.Place));
        Assert.Equal([true, true, false, false], chain.Select(p => p.OnShift));
        Assert.All(chain, p => Assert.Null(p.Until)); // for good
        Assert.Contains("Somebody has a shift at every hour.", await cast.Ada.Client.ReadAsync("/on-call"), StringComparison.Ordinal);

        var shift = (await ShiftsAsync(cast)).Single(s => s.PersonId == cast.Leila.PersonId);
        Assert.Equal((cast.Noor.PersonId, Weekdays.Every), (shift.MadeBy, shift.Days));
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Ada.Client.PostFormAsync($"/on-call/{shift.Id}/change", Hours(("Rank", "3")))).StatusCode);
        Assert.Equal("Dan Leila Noor Ada", await NamesAsync(cast));
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Ada.Client.PostFormAsync($"/on-call/{shift.Id}/change", Hours(("Rank", "3")))).StatusCode); // as it is: nothing to record

        Assert.Contains("Dan is on it right now. After that Leila is asked first.", await cast.Noor.Client.ReadAsync($"/on-call/{(await ShiftsAsync(cast)).Single(s => s.PersonId == cast.Dan.PersonId).Id}/end"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/on-call/{shift.Id}/end/yes")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/on-call/{shift.Id}/end/yes")).StatusCode);
        Assert.Equal("Dan Noor Ada", await NamesAsync(cast));
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Ada.Client.PostFormAsync($"/on-call/{shift.Id}/change", Hours())).StatusCode);
        Assert.Equal(cast.Noor.PersonId, (await ShiftsAsync(cast)).Single(s => s.Id == shift.Id).EndedBy);

        Assert.Equal(["oncall.shift-planned", "oncall.shift-planned", "oncall.shift-changed", "oncall.shift-ended"], (await host.KindsAsync(cast)).Where(k => k.StartsWith("oncall.", StringComparison.Ordinal)));
        var told = await cast.Leila.Client.ReadAsync("/who-looked");
        foreach (var line in (string[])["Noor gave you a shift on call.", "Ada changed a shift of yours on call.", "Noor ended a shift of yours on call."]) Assert.Contains(line, told, StringComparison.Ordinal);
        Assert.DoesNotContain("ended a shift", await cast.Dan.Client.ReadAsync("/who-looked"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Days", "none", "Please choose one day at least.")]
    [InlineData("Zone", "Mars/Olympus", "Please choose a time zone from the list.")]
    [InlineData("EndsOn", "2025-01-05", "The last day comes before the first. Please check both.")]
    [InlineData("StartsOn", "1926-01-05", "That is more than five years away. Please check the year.")]
    [InlineData("EndsOn", "2926-01-05", "That is more than five years away. Please check the year.")]
    [InlineData("From", "", "Please choose a time.")]
    [InlineData("Rank", "4", "Please choose when they are asked.")]
    public async Task What_cannot_be_is_refused_in_words_and_what_was_typed_stays(string field, string value, string words)
    {
        var cast = await Cast.GatherAsync(host);
        Assert.Equal(HttpStatusCode.SeeOther, (await PlanAsync(cast.Noor, cast.Dan)).StatusCode); // as it is, it is taken
        var dans = (await ShiftsAsync(cast)).Single();
        foreach (var answer in (HttpResponseMessage[])[await PlanAsync(cast.Noor, cast.Leila, ("Until", "09:15"), (field, value)), await cast.Noor.Client.PostFormAsync($"/on-call/{dans.Id}/change", Hours(("Until", "09:15"), (field, value)))])
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var page = await answer.WordsAsync();
            Assert.Contains(words, page, StringComparison.Ordinal);
            Assert.Contains("09:15", page, StringComparison.Ordinal);
        }
        Assert.Equal(dans.Hours, (await ShiftsAsync(cast)).Single().Hours);
    }

    [Fact]
    public async Task Only_staff_of_this_program_who_can_come_in_get_one()
    {
        var (cast, other) = (await Cast.GatherAsync(host), await Cast.GatherAsync(host));
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/people/{cast["Anand"].PersonId}/suspend", ("Reason", "Away."))).StatusCode);
        foreach (var nobody in (Member[])[cast.Wren, cast["Idris"], cast["Anand"], other.Leila])
        {
            var answer = await PlanAsync(cast.Noor, nobody);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("Only staff who can come in now can be on call.", await answer.WordsAsync(), StringComparison.Ordinal);
        }
        Assert.Empty(await ShiftsAsync(cast));
        Assert.Empty(await ShiftsAsync(other));
    }

    [Fact]
    public async Task Of_one_form_sent_many_times_one_shift_comes()
    {
        var cast = await Cast.GatherAsync(host);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PlanAsync(cast.Noor, cast.Leila)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.Contains("Leila has exactly this shift already.", await answers.First(a => a.StatusCode == HttpStatusCode.UnprocessableEntity).WordsAsync(), StringComparison.Ordinal);
        Assert.Single(await ShiftsAsync(cast));
        // Another is not made the same by a change.
        Assert.Equal(HttpStatusCode.SeeOther, (await PlanAsync(cast.Noor, cast.Leila, ("Rank", "2"))).StatusCode);
        var second = (await ShiftsAsync(cast)).Single(s => s.Rank == 2);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Noor.Client.PostFormAsync($"/on-call/{second.Id}/change", Hours())).StatusCode);
    }

    [Fact]
    public async Task Peers_and_other_programs_have_nothing_of_it_and_other_staff_only_read()
    {
        var (cast, other) = (await Cast.GatherAsync(host), await Cast.GatherAsync(host));
        await PlanAsync(cast.Noor, cast.Leila);
        await PlanAsync(cast.Noor, cast.Dan, ("Rank", "2"));
        var shift = (await ShiftsAsync(cast))[0];
        string[] shut = ["/on-call/new", $"/on-call/{shift.Id}", $"/on-call/{shift.Id}/end"];

        foreach (var planner in (Member[])[cast.Noor, cast.Ada])
            foreach (var path in shut) Assert.Equal(HttpStatusCode.OK, (await planner.Client.GetAsync(path, Cancel)).StatusCode);
        foreach (var (member, open) in (((Member, string[])[])[(cast.Wren, []), (cast["Ruth"], []), (cast["Idris"], []), (cast["Sol"], []), (cast.Leila, ["/on-call"]), (cast["Anand"], ["/on-call"]), (other.Noor, ["/on-call", "/on-call/new"])]))
        {
            foreach (var path in shut.Prepend("/on-call").Except(open)) Assert.Equal(HttpStatusCode.NotFound, (await member.Client.GetAsync(path, Cancel)).StatusCode);
            foreach (var press in (string[])[$"/on-call/{shift.Id}/change", $"/on-call/{shift.Id}/end/yes"])
                Assert.Equal(HttpStatusCode.NotFound, (await member.Client.PostFormAsync(press, press.EndsWith("yes", StringComparison.Ordinal) ? [] : Hours(("Rank", "3")))).StatusCode);
            if (member != other.Noor) Assert.Equal(HttpStatusCode.NotFound, (await PlanAsync(member, cast["Anand"])).StatusCode);
        }
        Assert.Equal(HttpStatusCode.Redirect, (await host.Stranger().GetAsync("/on-call", Cancel)).StatusCode);
        Assert.Equal("Leila Dan Noor Ada", await NamesAsync(cast));

        // Who is on call now, and one's own shifts; nobody else's hours.
        var (leilas, anands, noors) = (await cast.Leila.Client.ReadAsync("/on-call"), await cast["Anand"].Client.ReadAsync("/on-call"), await cast.Noor.Client.ReadAsync("/on-call"));
        foreach (var page in (string[])[leilas, anands, noors]) Assert.Contains("1. Leila", page, StringComparison.Ordinal);
        Assert.Contains("Every day, for 24 hours from 8:00 am, Chicago time.", leilas, StringComparison.Ordinal);
        Assert.DoesNotContain("Asked second", leilas, StringComparison.Ordinal);
        Assert.Contains("You have none.", anands, StringComparison.Ordinal);
        Assert.DoesNotContain("/on-call/", anands, StringComparison.Ordinal);
        Assert.Contains("Asked second", noors, StringComparison.Ordinal);
        Assert.DoesNotContain("Asked second", await other.Noor.Client.ReadAsync("/on-call"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspended_they_are_not_asked_and_back_they_are()
    {
        var cast = await Cast.GatherAsync(host);
        await PlanAsync(cast.Noor, cast.Leila);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Ada.Client.PostFormAsync($"/people/{cast.Leila.PersonId}/suspend", ("Reason", "Away."))).StatusCode);
        Assert.Equal("Noor Ada", await NamesAsync(cast));
        var page = await cast.Noor.Client.ReadAsync("/on-call");
        Assert.Contains("Leila can’t come in now, so isn’t asked.", page, StringComparison.Ordinal);
        Assert.Contains("Nobody has a shift. Noor is asked first.", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Ada.Client.PostFormAsync($"/people/{cast.Leila.PersonId}/resume", ("Reason", "Back."))).StatusCode);
        Assert.Equal("Leila Noor Ada", await NamesAsync(cast));
    }

    [Fact]
    public async Task A_discharge_ends_their_shifts_and_nobody_elses()
    {
        var cast = await Cast.GatherAsync(host);
        await PlanAsync(cast.Noor, cast.Leila);
        await PlanAsync(cast.Noor, cast.Dan, ("Rank", "2"));
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Ada.Client.PostFormAsync($"/people/{cast.Leila.PersonId}/discharge", ("Reason", "Has left."))).StatusCode);
        Assert.Equal("Dan Noor Ada", await NamesAsync(cast));
        Assert.Equal([cast.Leila.PersonId], (await ShiftsAsync(cast)).Where(s => s.EndedAt is not null).Select(s => s.PersonId));
        Assert.Single(await host.KindsAsync(cast), "oncall.shift-ended");
    }

    [Fact]
    public async Task A_role_that_is_staffs_keeps_its_shifts_and_another_does_not()
    {
        var cast = await Cast.GatherAsync(host);
        await PlanAsync(cast.Noor, cast.Leila);
        foreach (var (role, left) in ((Role, int)[])[(Role.Therapist, 1), (Role.Alum, 0)])
        {
            await host.Scopes.WriteAsync(cast.ProgramId, s => s.GetServices<IFollowsRole>().OfType<EndShifts>().Single().FollowAsync(cast.Leila.PersonId, role, Cancel), Cancel);
            Assert.Equal(left, (await ShiftsAsync(cast)).Count(s => s.EndedAt is null));
        }
    }

    [Fact]
    public async Task Until_when_is_said_in_the_readers_zone_and_in_the_shifts()
    {
        var cast = await Cast.GatherAsync(host);
        var now = host.Services.GetRequiredService<Clock>().Now;
        // For an hour more at least, on the clocks of Tokyo, where nobody changes them.
        var ends = (now + Duration.FromHours(2)).InZone(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]).LocalDateTime;
        var begins = ends.PlusHours(-12);
        await PlanAsync(cast.Noor, cast.Leila, ("Zone", "Asia/Tokyo"), ("From", $"{begins:HH:mm}"), ("Until", $"{ends:HH:mm}"), ("StartsOn", $"{begins:uuuu-MM-dd}"), ("EndsOn", $"{begins:uuuu-MM-dd}"));
        var first = (await ChainAsync(cast))[0];
        Assert.Equal(("Leila", true, "Asia/Tokyo"), (first.Name, first.OnShift, first.Zone));
        Assert.InRange(first.Until!.Value, now + Duration.FromMinutes(118), now + Duration.FromMinutes(121));
        Assert.Contains(" in Tokyo.", await cast["Anand"].Client.ReadAsync("/on-call"), StringComparison.Ordinal);
        Assert.Contains("Nobody has a shift. Noor is asked first then.", await cast.Ada.Client.ReadAsync("/on-call"), StringComparison.Ordinal);
    }
}
