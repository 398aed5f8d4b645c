using System.Net;
using Hearth.Channels;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Tests.Architecture;
using Hearth.Tests.Matrix;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Walls;

/// <summary>
/// Every form outside of the live rooms, sent by one person a hundred times at the same moment: what is on record afterwards is what
/// the same form leaves when it is sent once, in a program alike. Nobody is answered with a defect, and all who are told that it is
/// done are led to the same place. (Live rooms have one writer each, and tests of their own.)
/// </summary>
public class OncePressedTests(HearthHost host)
{
    private const int Hundred = 100;

    private const string Named = "Press";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What ends the way in of whoever sends it, or everybody's, comes last.</summary>
    private static readonly string[] last = ["/account/", "/people/", "/agreement/", "/sign-", "/lock", "/hide", "/prove", "/passkey", "/factors", "/memberships"];

    /// <summary>Their answer is what was asked for, and they leave nothing.</summary>
    private static readonly string[] untried = ["POST /passkey/ask", "POST /passkey/make", "POST /search"];

    /// <summary>What is said anew each time and is the same then: the rows are those of once, and who said so again, and when, is on record.</summary>
    private static readonly string[] saidAgain =
    [
        "POST /account/elsewhere",
        "POST /agreement/draft",
        "POST /availability/around",
        "POST /availability/around/end",
        "POST /availability/company",
        "POST /availability/quiet",
        "POST /calls/mail",
        "POST /channels/pagers/{Person:guid}",
        "POST /channels/webhook",
        "POST /comfort",
        "POST /factors/password",
        "POST /groups/{Group:guid}/describe",
        "POST /lock",
        "POST /my-people",
        "POST /notices/devices",
        "POST /notices/how",
        "POST /people/invitations/{invitation:guid}/send-again",
        "POST /people/{person:guid}/qualifications/new",
        "POST /people/{person:guid}/qualifications/{qualification:guid}",
        "POST /program/holds",
        "POST /program/lines",
        "POST /program/messages",
        "POST /program/messages/pair",
        "POST /program/name",
        "POST /program/on-call",
        "POST /program/peer-led",
        "POST /program/phone",
        "POST /sessions/{Session:guid}/after/say",
        "POST /sessions/{Session:guid}/arrive/tell",
        "POST /sessions/{Session:guid}/describe",
        "POST /sessions/{Session:guid}/steps/{Step:guid}/change",
        "POST /sessions/{Session:guid}/steps/{Step:guid}/move",
        "POST /sessions/{session:guid}/camera",
        "POST /spaces/{Space:guid}/read-times",
        "POST /unanswered/hours/set",
    ];

    /// <summary>Asked for again, another code is sent: somebody waits for it. Five a day, whoever presses.</summary>
    private const string Code = "POST /notices/mailbox";

    /// <summary>Each press makes another link and closes the one before: whoever pressed has the last in hand, and one is open.</summary>
    private const string WayBack = "POST /people/{person:guid}/way-back";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sent_a_hundred_times_at_once_it_is_done_once(bool script)
    {
        var declared = Table.Read();
        var found = new List<string>();
        var left = Forms(e => !Matrix.Planted.Is(e)).Where(form => form.Any(c => declared.Lines.GetValueOrDefault(c.Line)?.Values.Any(v => v is "done" or "goes") == true)).ToList();
        // What one form takes away from another is there again in a world of its own.
        for (var before = int.MaxValue; left.Count < before;)
        {
            before = left.Count;
            var world = await World.NewAsync(host);
            var mirror = world.Mirrored(host);
            if (!script) left.RemoveAll(form => !form.Any(cell => cell.Ask(world, world.Here.Cast.Wren).Fields!.ContainsKey(Named)));
            List<IGrouping<string, Cell>> again = [];
            foreach (var form in left)
                if (!await TakenAsync(form, world, mirror)) again.Add(form);
            left = again;
        }
        Report.Clean(found);
        if (script) Assert.Equal(string.Join('\n', untried), string.Join('\n', left.Select(f => f.Key).Order(StringComparer.Ordinal)));

        async Task<bool> TakenAsync(IEnumerable<Cell> form, World world, World mirror)
        {
            foreach (var (cell, role) in from cell in form where declared.Lines.ContainsKey(cell.Line) from asking in world.Asking where declared.Lines[cell.Line][asking.Role] is "done" or "goes" select (cell, asking.Role))
            {
                if (await OnceAsync(cell, role, world, mirror, script) is not { } flaws) continue;
                found.AddRange(flaws);
                return true;
            }
            return false;
        }
    }

    [Fact]
    public async Task What_is_done_each_time_is_seen()
    {
        var world = await World.NewAsync(host);
        var planted = Forms(Matrix.Planted.Is).Single(f => f.Key == "POST /planted/adds").First();
        Assert.Contains("HoldWords: 100 and not 1", Assert.Single((await OnceAsync(planted, "participant", world, world.Mirrored(host), script: true))!), StringComparison.Ordinal);
    }

    private IEnumerable<IGrouping<string, Cell>> Forms(Func<Microsoft.AspNetCore.Http.Endpoint, bool> which) =>
        Cells.Of(host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Where(which)).Where(c => c.Method == "POST" && !c.Live)
            .GroupBy(c => c.Line.Endpoint).OrderBy(f => Array.FindIndex(last, l => f.Key.StartsWith("POST " + l, StringComparison.Ordinal)));

    /// <summary>Null: it was not taken, not even once.</summary>
    /// <param name="script">As a page's script sends it, which names the press beside the form; otherwise its name stands in the form alone.</param>
    private async Task<List<string>?> OnceAsync(Cell cell, string role, World world, World mirror, bool script)
    {
        var (before, where) = (await TallyAsync(mirror), mirror.Asking.Single(a => a.Role == role).Member);
        var alone = await PressAsync(cell, mirror, where, script, 1);
        if (alone[0].Status is not (HttpStatusCode.NoContent or HttpStatusCode.SeeOther)) return null;
        var once = Grown(before, await TallyAsync(mirror));

        var start = await TallyAsync(world);
        var answers = await PressAsync(cell, world, world.Asking.Single(a => a.Role == role).Member, script, Hundred);
        var often = Grown(start, await TallyAsync(world));

        var name = $"{cell.Line.Endpoint} [{cell.Line.Relation}] by {role}";
        List<string> flaws = [];
        if (saidAgain.Contains(cell.Line.Endpoint)) (once, often) = (Rows(once), Rows(often));
        if (cell.Line.Endpoint == WayBack) (once, often) = ([], []);
        if (cell.Line.Endpoint == Code && often.GetValueOrDefault("Deliveries") <= Mailbox.MostCodes) (once, often) = ([], []);
        var doubled = once.Keys.Union(often.Keys).Where(t => once.GetValueOrDefault(t) != often.GetValueOrDefault(t)).Select(t => $"{t}: {often.GetValueOrDefault(t)} and not {once.GetValueOrDefault(t)}").ToList();
        if (doubled.Count > 0) flaws.Add($"{name}: {string.Join(", ", doubled)}");
        foreach (var defect in answers.Where(a => (int)a.Status >= 500).GroupBy(a => a.Status)) flaws.Add($"{name}: {defect.Count()} times {(int)defect.Key}");
        if (answers.All(a => a.Status is not (HttpStatusCode.NoContent or HttpStatusCode.SeeOther))) flaws.Add($"{name}: taken once, and of a hundred not one");
        var places = answers.Where(a => a.Status is HttpStatusCode.NoContent or HttpStatusCode.SeeOther).Select(a => a.To?.Split('?', '#')[0]).Distinct().ToList();
        if (places.Count > 1) flaws.Add($"{name}: leads to {string.Join(" and ", places.Take(3))}");
        return flaws;
    }

    private static async Task<(HttpStatusCode Status, string? To)[]> PressAsync(Cell cell, World world, Member? member, bool script, int times)
    {
        var press = Guid.NewGuid().ToString("D");
        var (path, fields) = cell.Ask(world, member);
        if (fields!.ContainsKey(Named)) fields[Named] = press;
        return await Task.WhenAll(Enumerable.Range(0, times).Select(_ => Task.Run(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
            if (script)
            {
                request.Headers.Add("X-Hearth", "fetch");
                request.Headers.Add("X-Hearth-Press", press);
            }
            using var answer = await (member?.Client ?? world.Stranger).SendAsync(request, Cancel);
            return (answer.StatusCode, answer.Headers.TryGetValues("X-Hearth-Location", out var to) ? to.Single() : answer.Headers.Location?.OriginalString);
        }, Cancel)));
    }

    /// <summary>How many rows the program has in each of its tables, and how many happenings of each kind.</summary>
    private Task<Dictionary<string, int>> TallyAsync(World world) => host.Scopes.ReadAsync(world.Here.Cast.ProgramId, async s =>
    {
        var db = s.GetRequiredService<HearthDb>();
        var tables = db.Model.GetEntityTypes().Where(t => typeof(IProgramOwned).IsAssignableFrom(t.ClrType) && t.ClrType != typeof(Happening)).Select(t => t.GetTableName()!).Distinct();
        var counts = tables.Select(t => $"SELECT '{t}' AS \"Name\", CAST(COUNT(*) AS INTEGER) AS \"Rows\" FROM \"{t}\" WHERE \"ProgramId\" = {{0}}")
            .Append("""SELECT 'happening ' || "Kind" AS "Name", CAST(COUNT(*) AS INTEGER) AS "Rows" FROM "Happenings" WHERE "ProgramId" = {0} GROUP BY "Kind" """);
        var rows = await db.Database.SqlQueryRaw<Tally>(string.Join(" UNION ALL ", counts), world.Here.Cast.ProgramId).ToListAsync(Cancel);
        return rows.ToDictionary(r => r.Name, r => r.Rows);
    }, Cancel);

    private sealed record Tally(string Name, int Rows);

    private static Dictionary<string, int> Rows(Dictionary<string, int> grown) => grown.Where(g => !g.Key.StartsWith("happening ", StringComparison.Ordinal)).ToDictionary();

    private static Dictionary<string, int> Grown(Dictionary<string, int> before, Dictionary<string, int> after) =>
        before.Keys.Union(after.Keys).Select(t => (t, By: after.GetValueOrDefault(t) - before.GetValueOrDefault(t))).Where(g => g.By != 0).ToDictionary(g => g.t, g => g.By);
}
