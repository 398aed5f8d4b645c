using System.Globalization;
using System.Net;
using Hearth.Availability;
using Hearth.Availability.Rules;
using Hearth.Database;
using Hearth.Tests.Groups;
using Seen = Hearth.Availability.Rules.Seen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Availability;

public class AvailabilityTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly DateTimeZone chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private Instant Now => host.Services.GetRequiredService<Clock>().Now;

    private static string Clocked(Instant at, DateTimeZone zone) => at.InZone(zone).TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static (string, string)[] Quiet(string from, string until, string zone = "America/Chicago", string wish = "Yes", params string[] days) =>
        [("Quiet", wish), ("From", from), ("Until", until), ("Zone", zone), .. (days.Length > 0 ? days : Enum.GetNames<DayOfWeek>()).Select(d => ("Days", d))];

    private Task<IReadOnlyDictionary<Guid, Seen>> SeenByAsync(Cast cast, Member member) => AsAsync(cast, member, (db, viewer) => db.SeenOfAsync(viewer, Now, Cancel));

    private Task<IReadOnlyList<Guid>> CompanyForAsync(Cast cast, Member member) => AsAsync(cast, member, (db, viewer) => db.CompanyForAsync(viewer.PersonId, Now, Cancel));

    private Task<T> AsAsync<T>(Cast cast, Member member, Func<HearthDb, Viewer, Task<T>> ask) => host.Scopes.ReadAsync(cast.ProgramId, services =>
    {
        var viewer = services.GetRequiredService<Viewer>();
        viewer.Become(member.AccountId, member.MembershipId, cast.ProgramId, member.PersonId, member.Role, member.Name, "UTC", signedAt: NodaConstants.UnixEpoch);
        return ask(services.GetRequiredService<HearthDb>(), viewer);
    }, Cancel);

    private Task<IReadOnlyDictionary<Guid, Instant>> QuietAsync(Cast cast, params Member[] members) =>
        host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().QuietHoursOf([.. members.Select(m => m.PersonId)], Now, Cancel), Cancel);

    [Fact]
    public async Task Quiet_hours_are_ten_to_eight_until_somebody_chooses_and_then_theirs()
    {
        var cast = await Cast.GatherAsync(host);
        var usual = OwnAvailability.UsualQuiet.UntilOf(chicago, Now);
        Assert.Equal(usual, (await QuietAsync(cast, cast.Wren)).TryGetValue(cast.Wren.PersonId, out var until) ? until : null);

        // Around the clock where she lives now, from a minute that was.
        var tokyo = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];
        var began = Now - Duration.FromMinutes(30);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Wren.Client.PostFormAsync("/availability/quiet", Quiet(Clocked(began, tokyo), Clocked(began + Duration.FromHours(2), tokyo), "Asia/Tokyo"))).StatusCode);
        var resting = (await QuietAsync(cast, cast.Wren, cast.June))[cast.Wren.PersonId];
        Assert.InRange(resting - Now, Duration.FromMinutes(88), Duration.FromMinutes(92));
        var page = await cast.Wren.Client.ReadAsync("/availability");
        Assert.Contains($"value=\"{Clocked(began, tokyo)}\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Asia/Tokyo\" selected", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Wren.Client.PostFormAsync("/availability/quiet", ("Quiet", "No"), ("Zone", "America/Chicago"))).StatusCode);
        Assert.DoesNotContain(cast.Wren.PersonId, (await QuietAsync(cast, cast.Wren)).Keys);
    }

    [Fact]
    public async Task What_is_missing_is_said_and_nothing_typed_is_lost()
    {
        var cast = await Cast.GatherAsync(host);
        var noDay = await cast.Wren.Client.PostFormAsync("/availability/quiet", ("Quiet", "Yes"), ("From", "21:17"), ("Until", "06:00"), ("Zone", "America/Chicago"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, noDay.StatusCode);
        var shown = await noDay.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Please choose one day at least.", shown, StringComparison.Ordinal);
        Assert.Contains("21:17", shown, StringComparison.Ordinal);
        foreach (var (address, fields) in ((string, (string, string)[])[])
        [
            ("/availability/quiet", [("Quiet", "Yes"), ("Days", "Monday"), ("From", "21:00"), ("Zone", "America/Chicago")]),
            ("/availability/quiet", Quiet("21:00", "06:00", "Atlantis/Harbor")),
            ("/availability/quiet", [("Zone", "America/Chicago")]),
            ("/availability/company", []),
            ("/availability/company", [("Company", "InTheseHours"), ("CompanyFrom", "17:00"), ("CompanyUntil", "21:00")]),
            ("/availability/around", []),
            ("/availability/around", [("AroundUntil", Clocked(Now - Duration.FromMinutes(5), chicago))]),
        ])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostFormAsync(address, fields)).StatusCode);
        Assert.Equal(0, await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Set<OwnAvailability>().CountAsync(Cancel), Cancel));
    }

    [Fact]
    public async Task Those_of_the_circle_see_around_until_and_nobody_else_sees_anything()
    {
        var cast = await Cast.GatherAsync(host);
        await host.CircleAsync(cast);
        var until = Now + Duration.FromHours(2);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync("/availability/around", ("AroundUntil", Clocked(until, chicago)))).StatusCode);
        Assert.Contains("You’re around until", await cast.June.Client.ReadAsync("/availability"), StringComparison.Ordinal);

        var seen = Assert.Contains(cast.June.PersonId, await SeenByAsync(cast, cast.Wren));
        Assert.Equal(Seen.As.Around, seen.What);
        Assert.InRange(until - seen.Until!.Value, Duration.Zero, Duration.FromMinutes(1));
        Assert.Contains(cast.June.PersonId, await SeenByAsync(cast, cast.Leila));
        // Not in her circle, not of her program, and she herself needs no telling.
        foreach (var name in (string[])["Dan", "Ruth", "Noor", "Ada", "June"]) Assert.Empty(await SeenByAsync(cast, cast[name]));
        var there = await Cast.GatherAsync(host);
        await host.CircleAsync(there);
        Assert.Empty(await SeenByAsync(there, there.Wren));

        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync("/availability/around/end")).StatusCode);
        Assert.Empty(await SeenByAsync(cast, cast.Wren));
        // Twice is once.
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.June.Client.PostFormAsync("/availability/around/end")).StatusCode);
    }

    [Fact]
    public async Task Around_is_over_by_itself()
    {
        var cast = await Cast.GatherAsync(host);
        await host.CircleAsync(cast);
        await cast.June.Client.PostFormAsync("/availability/around", ("AroundUntil", Clocked(Now + Duration.FromHours(2), chicago)));
        var over = Now + Duration.FromHours(3);
        Assert.NotEmpty(await SeenByAsync(cast, cast.Wren));
        Assert.Empty(await AsAsync(cast, cast.Wren, (db, viewer) => db.SeenOfAsync(viewer, over, Cancel)));
    }

    [Fact]
    public async Task Resting_is_seen_where_the_hours_were_chosen_and_of_staff_never()
    {
        var cast = await Cast.GatherAsync(host);
        await host.CircleAsync(cast);
        Assert.Empty(await SeenByAsync(cast, cast.Wren));
        foreach (var member in (Member[])[cast.June, cast.Leila]) await member.Client.PostFormAsync("/availability/quiet", Quiet("00:00", "00:00"));
        var seen = await SeenByAsync(cast, cast.Wren);
        Assert.Equal(new Seen(Seen.As.Resting, null), Assert.Contains(cast.June.PersonId, seen));
        Assert.Single(seen);
        Assert.Equal(2, (await QuietAsync(cast, cast.June, cast.Leila)).Count);
    }

    [Fact]
    public async Task Who_said_yes_may_be_asked_by_their_circle_and_a_no_is_never_seen()
    {
        var cast = await Cast.GatherAsync(host);
        await host.CircleAsync(cast);
        Assert.Empty(await CompanyForAsync(cast, cast.Wren));
        (string, string)[] always = [("Company", "InTheseHours"), ("CompanyFrom", "00:00"), ("CompanyUntil", "00:00"), .. Enum.GetNames<DayOfWeek>().Select(d => ("CompanyDays", d))];
        foreach (var name in (string[])["June", "Ruth"]) Assert.Equal(HttpStatusCode.SeeOther, (await cast[name].Client.PostFormAsync("/availability/company", always)).StatusCode);
        // Ruth is in no circle of Wren's.
        Assert.Equal([cast.June.PersonId], await CompanyForAsync(cast, cast.Wren));
        Assert.Empty(await CompanyForAsync(cast, cast.June));

        // In her quiet hours too, since she chose these hours; with the other answer not.
        await cast.June.Client.PostFormAsync("/availability/quiet", Quiet("00:00", "00:00"));
        Assert.NotEmpty(await CompanyForAsync(cast, cast.Wren));
        await cast.June.Client.PostFormAsync("/availability/company", ("Company", "OutsideQuietHours"));
        Assert.Empty(await CompanyForAsync(cast, cast.Wren));
        await cast.June.Client.PostFormAsync("/availability/quiet", ("Quiet", "No"), ("Zone", "America/Chicago"));
        Assert.NotEmpty(await CompanyForAsync(cast, cast.Wren));

        // Whoever cannot come in is not asked: new words are to be signed first; their place is paused.
        await Agreements.AgreementTests.PublishAsync(cast.Ada, "The next words.");
        Assert.Empty(await CompanyForAsync(cast, cast.Wren));
        Assert.Equal(HttpStatusCode.SeeOther, (await Agreements.AgreementTests.SignNowAsync(cast.June, "June Legal")).StatusCode);
        Assert.NotEmpty(await CompanyForAsync(cast, cast.Wren));
        await host.Scopes.WriteAsync(cast.ProgramId, async s => (await Hearth.Accounts.MembershipAccess.MembershipsOfProgram(s.GetRequiredService<HearthDb>()).SingleAsync(m => m.PersonId == cast.June.PersonId, Cancel)).Suspend(), Cancel);
        Assert.Empty(await CompanyForAsync(cast, cast.Wren));
    }

    [Fact]
    public async Task Staff_have_quiet_hours_and_say_nothing_else()
    {
        var cast = await Cast.GatherAsync(host);
        var page = await cast.Leila.Client.ReadAsync("/availability");
        Assert.Contains("When I rest", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Company in a hard moment", page, StringComparison.Ordinal);
        Assert.Contains("Company in a hard moment", await cast.Wren.Client.ReadAsync("/availability"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Leila.Client.PostFormAsync("/availability/around", ("AroundUntil", Clocked(Now + Duration.FromHours(1), chicago)))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Leila.Client.PostFormAsync("/availability/company", ("Company", "No"))).StatusCode);
    }
}
