using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Hearth.LiveRooms;
using Hearth.MediaNode;
using Hearth.MediaNode.Rooms;
using Hearth.MediaNode.Sfu;
using Hearth.Sessions;
using Hearth.Tests.Architecture;
using Hearth.Tests.Html;
using Hearth.Tests.Invitations;
using Hearth.Tests.LiveRooms;
using Hearth.Tests.Matrix;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Walls;

/// <summary>The abuse cases that are named in the security notes, each for what exists, each shown to fail on something planted.</summary>
public class AbuseTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AC_01_An_id_of_another_program_is_answered_like_one_that_nobody_has()
    {
        var world = await World.OfAsync(host);
        Matrix.Planted.Secret = world.There.Circle.Id;
        var theirs = new[] { world.There.Circle.Id, world.There.Cast.Wren.PersonId, world.There.Sessions[("own", SessionState.Open)], world.There.Agreement };
        string[] addresses = ["/groups/{0}", "/groups/{0}/members/{0}/remove", "/sessions/{0}", "/sessions/{0}/room", "/sessions/{0}/camera", "/people/{0}", "/invitations/{0}"];
        foreach (var member in world.Asking.Select(a => a.Member).OfType<Member>())
            foreach (var address in addresses)
                foreach (var id in theirs)
                    Assert.True(await AlikeAsync(member.Client, string.Format(null, address, id), string.Format(null, address, Guid.NewGuid())), $"{member.Name} {address}");
        Assert.False(await AlikeAsync(world.Here.Cast.Wren.Client, $"/planted/tells/{Matrix.Planted.Secret}", $"/planted/tells/{Guid.NewGuid()}"));
    }

    private static async Task<bool> AlikeAsync(HttpClient client, string one, string other)
    {
        using var first = await client.GetAsync(one, Cancel);
        using var second = await client.GetAsync(other, Cancel);
        static string Bare(string html, string path) => html.Replace(path.Split('/')[2], "id", StringComparison.Ordinal);
        return first.StatusCode == second.StatusCode && Bare(Asked.Without(await first.Content.ReadAsStringAsync(Cancel)), one) == Bare(Asked.Without(await second.Content.ReadAsStringAsync(Cancel)), other);
    }

    [Fact]
    public async Task AC_02_Nothing_is_bound_that_a_form_does_not_name()
    {
        var world = await World.OfAsync(host);
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        var cells = Cells.Of(endpoints.Where(e => e.Metadata.GetMetadata<VerbShape>() is not null)).DistinctBy(c => c.Line.Endpoint).ToList();
        Assert.True(cells.Count > 30);
        var found = new List<string>();
        foreach (var cell in cells)
            foreach (var member in (Member[])[world.Here.Cast.Ada, world.Here.Cast.Leila])
                found.AddRange(await SmuggleAsync(world, cell, member));
        Report.Clean(found);

        var planted = Cells.Of(endpoints.Where(Matrix.Planted.Is)).Single(c => c.Line.Endpoint == "POST /planted/binds");
        Assert.NotEmpty(await SmuggleAsync(world, planted, world.Here.Cast.Wren));
    }

    private static async Task<IEnumerable<string>> SmuggleAsync(World world, Cell cell, Member member)
    {
        var (path, fields) = cell.Ask(world, member);
        var found = new List<string>();
        foreach (var (name, value) in ((string, string)[])[("ProgramId", world.There.Cast.ProgramId.ToString("D")), ("PersonId", world.There.Cast.Wren.PersonId.ToString("D")), ("Role", "Admin"), ("IsStaff", "true"), ("By", world.Here.Cast.June.PersonId.ToString("D"))])
        {
            using var posted = await SendAsync(HttpMethod.Post, new FormUrlEncodedContent([.. fields ?? [], new(name, value)]));
            if ((int)posted.StatusCode is 200 or 204 or 303 && posted.Headers.Location?.OriginalString is null or not "/agreement") found.Add($"{member.Name} {cell.Line.Endpoint} took {name}");
        }
        using var json = await SendAsync(HttpMethod.Post, JsonContent.Create(fields));
        if ((int)json.StatusCode < 400) found.Add($"{member.Name} {cell.Line.Endpoint} took JSON");
        foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete])
        {
            using var other = await SendAsync(method, new FormUrlEncodedContent(fields ?? []));
            if ((int)other.StatusCode < 400) found.Add($"{member.Name} {cell.Line.Endpoint} took {method}");
        }
        return found;

        Task<HttpResponseMessage> SendAsync(HttpMethod method, HttpContent content)
        {
            var request = new HttpRequestMessage(method, path) { Content = content };
            request.Headers.Add(Undo.Header, "1");
            request.Headers.Add("X-Hearth", "fetch");
            return member.Client.SendAsync(request, Cancel);
        }
    }

    [Fact]
    public async Task AC_03_A_link_makes_the_one_person_it_was_made_for_once()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var handed = await cast.Leila.InviteAsync("Participant", "Robin Lund");
        foreach (var (name, value) in ((string, string)[])[("Role", "Admin"), ("ProgramId", other.ProgramId.ToString("D")), ("Program", other.ProgramId.ToString("D")), ("PersonId", other.Ada.PersonId.ToString("D"))])
        {
            var edited = await host.Stranger().PostFormAsync($"/invitation/{handed.Token}", ("Name", "Robin"), ("Pronouns", "they"), ("Zone", "America/Chicago"), ("Language", "en"), (name, value));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, edited.StatusCode);
        }
        for (var at = 0; at < handed.Token.Length; at += 7)
        {
            var forged = handed.Token[..at] + (handed.Token[at] == 'A' ? 'B' : 'A') + handed.Token[(at + 1)..];
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await host.TakeUpAsync(forged)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.SeeOther, (await host.TakeUpAsync(handed.Token)).StatusCode); // as it was made, it opens

        var invitation = await host.InvitationAsync(cast.ProgramId, handed.Id);
        var membership = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().MembershipsOfProgram().SingleAsync(m => m.PersonId == invitation.PersonId, Cancel), Cancel);
        Assert.Equal((cast.ProgramId, Role.Participant), (membership.ProgramId, membership.Role));
        await host.EnrolAsync(cast.ProgramId, invitation.PersonId);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await host.TakeUpAsync(handed.Token, "Somebody else")).StatusCode);
    }

    [Fact]
    public async Task AC_04_Whoever_is_suspended_is_out_of_every_open_page()
    {
        var evening = await Evening.PlanAsync(host);
        var (cast, room) = (evening.Cast, $"/sessions/{evening.SessionId}/room");
        await using var wren = await Page.OpenAsync(host, cast.Wren);
        await Evenings.PostAsync(cast.Leila, $"{room}/open");
        await wren.Hub.InvokeAsync<JsonElement>("Frame", "room", new { session = evening.SessionId }, Cancel);
        await Evenings.PostAsync(cast.Leila, $"{room}/admit", ("Person", cast.Wren.PersonId.ToString("D")));
        Assert.False(await IsOutAsync(wren, cast.Wren, room, evening)); // the same questions, while she is in

        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            (await db.MembershipsOfProgram().SingleAsync(m => m.PersonId == cast.Wren.PersonId, Cancel)).Suspend();
        });
        Assert.True(await IsOutAsync(wren, cast.Wren, room, evening));
    }

    private static async Task<bool> IsOutAsync(Page page, Member member, string room, Evening evening)
    {
        using var read = await member.Client.GetAsync(room, Cancel);
        using var said = await member.Client.PostFormAsync($"{room}/say", ("Text", "still here"));
        var heard = "";
        try
        {
            var answer = await page.SubscribeAsync($"session/{evening.SessionId:D}/stage");
            heard = answer.TryGetProperty("refused", out var why) ? why.GetString()! : "";
        }
        catch (Exception e) when (e is HubException or InvalidOperationException or TaskCanceledException or IOException)
        {
            heard = "cut";
        }
        bool[] outs = [read.StatusCode != HttpStatusCode.OK, said.StatusCode is HttpStatusCode.Found or HttpStatusCode.Unauthorized || said.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal) == true, heard is "signed-out" or "cut"];
        Assert.True(outs.Distinct().Count() == 1, $"Half out: {(int)read.StatusCode} {(int)said.StatusCode} {said.Headers.Location} {heard}");
        return outs[0];
    }

    [Fact]
    public async Task AC_05_Every_call_on_the_line_is_asked_again_whether_it_may()
    {
        var here = await Evening.PlanAsync(host);
        var there = await Evening.PlanAsync(host);
        await Evenings.PostAsync(there.Cast.Leila, $"/sessions/{there.SessionId}/room/open");
        await Evenings.PostAsync(here.Cast.Leila, $"/sessions/{here.SessionId}/room/open");
        await using var leila = await Page.OpenAsync(host, there.Cast.Leila);
        await using var intruder = await Page.OpenAsync(host, here.Cast.Leila);
        await leila.Hub.InvokeAsync<JsonElement>("Frame", "room", new { session = there.SessionId }, Cancel);
        Assert.False(Refused(await leila.SubscribeAsync($"session/{there.SessionId:D}/stage")));
        foreach (var stream in (string[])["stage", "leading", $"you/{there.Cast.Leila.PersonId:D}", $"you/{here.Cast.Leila.PersonId:D}"])
            Assert.True(Refused(await intruder.SubscribeAsync($"session/{there.SessionId:D}/{stream}")), stream);
        foreach (var kind in (string[])["room", "echo"])
            Assert.True(Refused(await intruder.Hub.InvokeAsync<JsonElement>("Frame", kind, new { session = there.SessionId }, Cancel)), kind);
        Assert.True(Refused(await intruder.Hub.InvokeAsync<JsonElement>("Frame", "media-open", new { room = there.SessionId, seat = "x" }, Cancel)));

        await Evenings.PostAsync(there.Cast.Leila, $"/sessions/{there.SessionId}/room/say", ("Text", "only ours " + there.Cast.Canary));
        await leila.UntilAsync(p => p.Fragments.Any(f => f.Html.Contains(there.Cast.Canary, StringComparison.Ordinal)));
        await intruder.SubscribeAsync($"session/{there.SessionId:D}/stage"); // a round trip: nothing is on its way
        Assert.Empty(intruder.Heard);
    }

    private static bool Refused(JsonElement answer) => answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("refused", out _);

    [Fact]
    public async Task AC_06_Nobody_is_inside_before_a_leader_opened_and_let_them_in()
    {
        var evening = await Evening.PlanAsync(host);
        var (cast, room) = (evening.Cast, $"/sessions/{evening.SessionId}/room");
        await using var wren = await Page.OpenAsync(host, cast.Wren);
        Assert.Equal("Waiting", await StandingAsync(wren, evening));
        Assert.Equal("not-inside", (await wren.Hub.InvokeAsync<JsonElement>("Frame", "media-open", new { }, Cancel)).GetProperty("refused").GetString());
        Assert.True(Refused(await wren.SubscribeAsync($"session/{evening.SessionId:D}/stage")));
        Assert.Equal("not-open", await ReasonAsync(cast.Wren, $"{room}/say", ("Text", "anybody here?")));
        Assert.Equal("not-yours", await ReasonAsync(cast.Wren, $"{room}/open", missing: true));

        await Evenings.PostAsync(cast.Leila, $"{room}/open");
        Assert.Equal("Waiting", await StandingAsync(wren, evening)); // opening lets nobody in
        Assert.True(Refused(await wren.SubscribeAsync($"session/{evening.SessionId:D}/stage")));
        await Evenings.PostAsync(cast.Leila, $"{room}/admit", ("Person", cast.Wren.PersonId.ToString("D")));
        Assert.Equal("Inside", await StandingAsync(wren, evening)); // and the same questions find somebody who is in
        Assert.False(Refused(await wren.SubscribeAsync($"session/{evening.SessionId:D}/stage")));
    }

    private static async Task<string?> StandingAsync(Page page, Evening evening) =>
        (await page.Hub.InvokeAsync<JsonElement>("Frame", "room", new { session = evening.SessionId }, Cancel)).GetProperty("standing").GetString();

    /// <summary>The live half (nobody but the node reaches Janus) is in the browser tests; here is what the node is made to say and to hear.</summary>
    [Fact]
    public void AC_08_Janus_hears_the_node_alone_and_the_node_knows_ten_frames()
    {
        string[] crafted =
        [
            """{"janus":"create","transaction":"x"}""", """{"t":"publish","id":1,"sdp":"v=0","janus":"message","body":{"request":"create"}}""", """{"t":"create","room":"1"}""", """{"t":"kick","seat":"x"}""",
            """{"t":"media","audio":true,"video":true,"seat":"another"}""", """{"t":"media","audio":"yes","video":true}""", """{"t":"receive","pictures":["../../etc"]}""", """{"t":"hello","t":"publish"}""", """[{"t":"hello"}]""", "null", "{", """{"t":"quality","level":"record"}""",
            $$"""{"t":"hello","epoch":"{{new string('x', 70_000)}}"}""",
        ];
        foreach (var frame in crafted) Assert.Null(FromBrowser.Read(System.Text.Encoding.UTF8.GetBytes(frame), out _));
        Assert.NotNull(FromBrowser.Read("""{"t":"media","audio":true,"video":false}"""u8, out _)); // what it knows, it takes

        using var files = new JanusFiles(new NodeSettings { Run = Path.GetTempPath(), Address = IPAddress.Parse("192.0.2.1"), Rtp = (20000, 20999) }, owner: null);
        var settings = Directory.GetFiles(files.Folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        Report.Clean(JanusOpen(settings));
        settings["janus.transport.websockets.jcfg"] = settings["janus.transport.websockets.jcfg"].Replace("127.0.0.1", "0.0.0.0", StringComparison.Ordinal);
        Assert.NotEmpty(JanusOpen(settings));
        settings["janus.jcfg"] = settings["janus.jcfg"].Replace("api_secret", "no_secret", StringComparison.Ordinal);
        Assert.Equal(2, JanusOpen(settings).Count());
    }

    private static IEnumerable<string> JanusOpen(Dictionary<string, string> settings)
    {
        var sockets = settings["janus.transport.websockets.jcfg"];
        if (!sockets.Contains("ws_ip = \"127.0.0.1\"", StringComparison.Ordinal) || !sockets.Contains("ws_interface = \"lo\"", StringComparison.Ordinal) || !sockets.Contains("admin_ws = false", StringComparison.Ordinal)) yield return "Janus listens elsewhere than on loopback, or has an admin door";
        if (!System.Text.RegularExpressions.Regex.IsMatch(settings["janus.jcfg"], "api_secret = \"[0-9a-f]{64}\"")) yield return "Janus lets in whoever asks";
        if (!System.Text.RegularExpressions.Regex.IsMatch(settings["janus.plugin.videoroom.jcfg"], "admin_key = \"[0-9a-f]{64}\"")) yield return "Anybody may make a room";
        if (!settings["janus.jcfg"].Contains("protected_folders = [ \"/\" ]", StringComparison.Ordinal)) yield return "Janus may write files";
        if (settings.Keys.Any(k => k.Contains("http", StringComparison.Ordinal) || k.Contains("pfunix", StringComparison.Ordinal))) yield return "Janus has another door";
    }

    [Fact]
    public async Task AC_09_Nobody_acts_on_another_or_as_another()
    {
        var evening = await Evening.PlanAsync(host);
        var (cast, room) = (evening.Cast, $"/sessions/{evening.SessionId}/room");
        await using var june = await Page.OpenAsync(host, cast.June);
        foreach (var member in (Member[])[cast.Wren, cast.June]) await Evenings.PostAsync(member, $"{room}/knock");
        await Evenings.PostAsync(cast.Leila, $"{room}/open");
        await Evenings.PostAsync(cast.Leila, $"{room}/admit-all");
        await june.Hub.InvokeAsync<JsonElement>("Frame", "room", new { session = evening.SessionId }, Cancel);
        Task<int> HappenedAsync() => host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().LogOf(evening.SessionId).CountAsync(Cancel), Cancel);
        var before = await HappenedAsync();

        var person = ("Person", cast.June.PersonId.ToString("D"));
        (string Verb, (string, string)[] Fields)[] leaders =
        [
            ("mute", [person, ("Muted", "true")]), ("take-camera", [person, ("Taken", "true")]), ("remove", [person]), ("put-back", [person]), ("admit", [person]), ("invite", [person]), ("take-back-invitation", [person]),
            ("lock", [("Locked", "true")]), ("end", []), ("next-step", []), ("step-back", []), ("five-more", []), ("break", [("Minutes", "5")]), ("resume", []), ("next-turn", []), ("turn-later", []), ("open-asking", []), ("let-answers", []), ("admit-all", []),
        ];
        foreach (var (verb, fields) in leaders) Assert.Equal("not-yours", await ReasonAsync(cast.Wren, $"{room}/{verb}", fields));
        foreach (var verb in (string[])["raise-hand", "lower-hand", "pass", "turn-done", "leave"]) Assert.Equal("unknown-field", await ReasonAsync(cast.Wren, $"{room}/{verb}", person));
        Assert.Equal("unknown-field", await ReasonAsync(cast.Wren, $"{room}/say", ("Text", "I am June"), ("By", cast.June.PersonId.ToString("D"))));
        Assert.True(Refused(await june.SubscribeAsync($"session/{evening.SessionId:D}/you/{cast.Wren.PersonId:D}")));
        Assert.Equal(before, await HappenedAsync()); // none of it happened, so none of it was told to anybody

        await Evenings.PostAsync(cast.Leila, $"{room}/mute", person, ("Muted", "true")); // the same, from somebody whose it is
        Assert.True(await HappenedAsync() > before);
    }

    private static async Task<string?> ReasonAsync(Member member, string path, params (string Name, string Value)[] fields) => await ReasonAsync(member, path, false, fields);

    private static async Task<string?> ReasonAsync(Member member, string path, bool missing, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("X-Hearth", "fetch");
        request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await member.Client.SendAsync(request, Cancel);
        if (missing && answer.StatusCode == HttpStatusCode.NotFound) return "not-yours"; // hidden is refused, too
        return answer.StatusCode == HttpStatusCode.UnprocessableEntity ? (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("reason").GetString() : answer.StatusCode.ToString();
    }

    /// <summary>There are two doors out of the house that carry words, read one by one in SendingTests, and one for a bare sign of life (HeartbeatTests). Tabs and addresses are in PageTests.</summary>
    [Fact]
    public void AC_13_Only_four_doors_lead_out_of_the_house()
    {
        Assert.NotEmpty(TypeRules.Outbound(Built.Tests.Planted));
        Report.Clean(TypeRules.Outbound(Built.Rooms.Types.Where(t => t.ToString() is not ("Hearth.Channels.Mail" or "Hearth.Channels.Hook" or "Hearth.Channels.Push" or "Hearth.Channels.OutsideHttp" or "Hearth.Channels.Heartbeat"))));
    }

    [Fact]
    public async Task AC_14_No_setting_and_no_page_brings_anything_from_elsewhere()
    {
        var world = await World.OfAsync(host);
        foreach (var (role, member) in world.Asking)
            Report.Clean((await Crawler.OnceAsync(host, role, member?.Client ?? world.Stranger)).Where(p => !p.Path.StartsWith("/page", StringComparison.Ordinal)).SelectMany(p => PageRules.Foreign(p).Concat(PageRules.Headers(p))));
        // The one relay there may be stands under the house's own name; OptionsTests asks for another.
        Assert.Equal(["Turn"], Settings(typeof(Hearth.Server.HearthOptions)));
        Assert.NotEmpty(Settings(typeof(PlantedSettings)));
    }

    private static IEnumerable<string> Settings(Type options) => options.GetProperties().Select(p => p.Name)
        .Where(n => System.Text.RegularExpressions.Regex.IsMatch(n, "script|analytics|track|pixel|stun|turn|cdn|font|sentry|telemetry|header|csp|policy", System.Text.RegularExpressions.RegexOptions.IgnoreCase));

    private sealed record PlantedSettings(string AnalyticsId);
}
