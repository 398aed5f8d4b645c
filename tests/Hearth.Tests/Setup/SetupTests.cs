using System.Net;
using Hearth.Accounts;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.People;
using Hearth.Setup;
using Hearth.Setup.Rules;
using Hearth.Tests.Invitations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Setup;

public class SetupTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_house_lets_one_admin_in_who_opens_it_step_by_step()
    {
        await using var house = new HearthHost();
        await house.InitializeAsync();
        var file = Path.Combine(house.DataFolder, "run", "first-admin");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var path = await FirstLinkAsync(house);
        Assert.Contains("Nobody is here yet", await house.Stranger().GetStringAsync(path, Cancel), StringComparison.Ordinal);

        var wrong = await BeginAsync(house, path, zone: "Nowhere");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("value=\"Vera\"", await wrong.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        // Its day over, it opens nothing.
        await MoveItsEndAsync(house, -FirstAdmin.Lasts);
        await ClosedAsync(house, path);
        await MoveItsEndAsync(house, FirstAdmin.Lasts);

        // Many at once, and one program.
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => BeginAsync(house, path)));
        Assert.All(answers, a => Assert.Equal("/factors", a.Headers.Location?.OriginalString));
        var program = await OnlyProgramAsync(house);
        Assert.Equal(("US", "America/New_York"), (program.Country, program.Zone));
        Assert.Contains("988", program.CrisisLines, StringComparison.Ordinal);

        // Broken off, the link goes on; done, it is over.
        Assert.Contains("Welcome back", await house.Stranger().GetStringAsync(path, Cancel), StringComparison.Ordinal);
        var person = await house.Scopes.ReadAsync(program.Id, s => s.GetRequiredService<HearthDb>().PeopleOfProgram().SingleAsync(Cancel), Cancel);
        Assert.Equal(Role.Admin, person.Role);
        await house.EnrolAsync(program.Id, person.Id);
        await ClosedAsync(house, path);

        var membership = await house.Scopes.ReadAsync(program.Id, s => s.GetRequiredService<HearthDb>().MembershipsOfProgram().AsNoTracking().SingleAsync(Cancel), Cancel);
        var vera = house.ClientOf(membership);
        var early = await vera.PostFormAsync("/program/open");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        var words = await early.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("an agreement, published", words, StringComparison.Ordinal);
        Assert.Contains("somebody on call", words, StringComparison.Ordinal);

        await DoneAsync(vera, "/program/on-call", ("OnCall", person.Id.ToString()));
        await DoneAsync(vera, "/program/phone", ("Phone", "212-555-0100"), ("Hours", "at any hour"));
        await DoneAsync(vera, "/agreement/draft", ("Text", Shipped.Read("agreement")), ("Guidelines", Shipped.Read("guidelines")));
        await DoneAsync(vera, "/agreement/publish", ("Draft", "0"));
        var agreement = await vera.GetStringAsync("/agreement", Cancel);
        var id = System.Text.RegularExpressions.Regex.Match(agreement, "name=\"Agreement\" value=\"([^\"]+)\"").Groups[1].Value;
        await DoneAsync(vera, "/agreement/sign", ("Agreement", id), ("Read", "true"), ("Guidelines", "true"), ("FullName", "Vera Full"));

        // Nobody to answer them yet: participants wait, staff do not.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await vera.PostFormAsync("/people/invite", ("Role", "Participant"), ("FullName", "Robin"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await vera.PostFormAsync("/people/invite", ("Role", "Facilitator"), ("FullName", "Nia"))).StatusCode);
        await DoneAsync(vera, "/program/open");
        Assert.Equal(HttpStatusCode.SeeOther, (await vera.PostFormAsync("/people/invite", ("Role", "Participant"), ("FullName", "Robin"))).StatusCode);
        Assert.NotNull((await OnlyProgramAsync(house)).OpenedAt);
        Assert.Contains("212-555-0100", await house.Stranger().GetStringAsync("/invitation/none", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_house_with_a_program_lets_nobody_in_by_the_first_link()
    {
        await Cast.GatherAsync(host);
        await ClosedAsync(host, await FirstLinkAsync(host)); // made while it was empty, and nobody has used it
    }

    [Fact]
    public async Task Every_step_refuses_what_cannot_be_and_keeps_what_was_typed()
    {
        var cast = await Cast.GatherAsync(host);
        (string Path, (string, string)[] Fields, string Kept)[] bad =
        [
            ("/program/name", [("Name", "North"), ("Country", "XX"), ("Zone", "America/Chicago")], "value=\"North\""),
            ("/program/name", [("Name", "North"), ("Country", "US"), ("Zone", "Mars/Base")], "value=\"North\""),
            ("/program/lines", [("Lines", "988 Lifeline, 988")], "988 Lifeline, 988"),
            ("/program/lines", [("Lines", string.Join('\n', Enumerable.Repeat("A | 988 | tel", 9)))], "A | 988 | tel"),
            ("/program/phone", [("Phone", "call us"), ("Hours", "mornings")], "value=\"mornings\""),
            ("/program/peer-led", [], "May trained peers"),
            ("/program/on-call", [("OnCall", cast.Wren.PersonId.ToString())], "Who is on call"),
        ];
        foreach (var (path, fields, kept) in bad)
        {
            var refused = await cast.Ada.Client.PostFormAsync(path, fields);
            Assert.True(refused.StatusCode == HttpStatusCode.UnprocessableEntity, $"{path}: {refused.StatusCode}");
            Assert.Contains(kept, WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        }
        Assert.Contains(cast.Canary, await cast.Ada.Client.GetStringAsync("/program", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_admin_sets_up_and_only_their_own_program()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        foreach (var member in cast.Members.Where(m => m.Role != Role.Admin))
        {
            foreach (var path in new[] { "/program", "/program/name", "/program/lines", "/program/phone", "/program/peer-led", "/program/on-call" })
                Assert.Equal(HttpStatusCode.NotFound, (await member.Client.GetAsync(path, Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await member.Client.PostFormAsync("/program/phone", ("Phone", "111 222"), ("Hours", "never"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await member.Client.PostFormAsync("/program/open")).StatusCode);
        }
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Ada.Client.PostFormAsync("/program/on-call", ("OnCall", other.Noor.PersonId.ToString()))).StatusCode);
        await DoneAsync(cast.Ada.Client, "/program/name", ("Name", "Renamed House"), ("Country", "GB"), ("Zone", "Europe/London"));
        Assert.DoesNotContain("Renamed House", await other.Ada.Client.GetStringAsync("/program", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_written_by_hand_survive_a_change_of_country_and_shipped_ones_follow_it()
    {
        var cast = await Cast.GatherAsync(host);
        await DoneAsync(cast.Ada.Client, "/program/name", ("Name", "N"), ("Country", "GB"), ("Zone", "Europe/London"));
        Assert.Contains("988", await cast.Ada.Client.GetStringAsync("/program/lines", Cancel), StringComparison.Ordinal);

        await DoneAsync(cast.Ada.Client, "/program/lines", ("Lines", Shipped.CrisisLines("GB")));
        await DoneAsync(cast.Ada.Client, "/program/name", ("Name", "N"), ("Country", "IE"), ("Zone", "Europe/Dublin"));
        Assert.Contains("50808", await cast.Ada.Client.GetStringAsync("/program/lines", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_named_in_order()
    {
        Assert.Equal([Step.Lines, Step.Phone, Step.Agreement, Step.OnCall], Opening.Missing("N", "UTC", "nothing to read", "", "", false, false));
        Assert.Equal([Step.Phone], Opening.Missing("N", "UTC", "A | 988 | tel", "123", "", true, true));
        Assert.Empty(Opening.Missing("N", "UTC", "A | 988 | tel", "123", "always", true, true));
    }

    private static async Task<string> FirstLinkAsync(HearthHost house)
    {
        var path = new Uri((await File.ReadAllTextAsync(Path.Combine(house.DataFolder, "run", "first-admin"), Cancel)).Trim()).AbsolutePath;
        Assert.StartsWith("/first/", path, StringComparison.Ordinal);
        return path;
    }

    private static async Task MoveItsEndAsync(HearthHost house, Duration by)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
        var end = (await db.TheFirstAdmin().AsNoTracking().SingleAsync(Cancel)).ExpiresAt + by;
        await db.TheFirstAdmin().ExecuteUpdateAsync(f => f.SetProperty(x => x.ExpiresAt, end), Cancel);
    }

    private static async Task ClosedAsync(HearthHost house, string path)
    {
        Assert.Contains("open any more", await house.Stranger().GetStringAsync(path, Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await BeginAsync(house, path)).StatusCode);
    }

    private static Task<HttpResponseMessage> BeginAsync(HearthHost house, string path, string zone = "America/New_York") =>
        house.Stranger().PostFormAsync(path, ("Name", "Vera"), ("FullName", "Vera Full"), ("ProgramName", "Hillside"), ("Zone", zone));

    private static async Task DoneAsync(HttpClient client, string path, params (string, string)[] fields)
    {
        var answer = await client.PostFormAsync(path, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancel)}");
    }

    private static async Task<CareProgram> OnlyProgramAsync(HearthHost house)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HearthDb>().EveryProgram().AsNoTracking().SingleAsync(Cancel);
    }
}
