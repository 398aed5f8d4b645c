using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Hearth.Browser.Bench;
using Hearth.CarePrograms;
using Hearth.Channels;
using Hearth.Database;
using Hearth.OnCall;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;

namespace Hearth.Browser.Soak;

/// <summary>People have a hard moment and ask for a person while everything dies and comes back.</summary>
public sealed class R16 : Experiment
{
    public override string What => "People press \"I need a person\" while the server, the database and the media node are killed (kill -9) in turn. Calls go to a pager's provider, which keeps what it is sent. Afterwards nobody answers, and the clock moves on by two and by ten minutes.";

    public override async Task RunAsync(Findings findings, Soak.Options options)
    {
        var presses = options.Times is { } times ? times * 20 : 1000;
        await BreakAsync(findings, presses, TimeSpan.FromMilliseconds(400));
    }

    /// <param name="presses">Each by somebody else.</param>
    /// <param name="pause">Between one press and the next of the same presser; there are eight.</param>
    internal static async Task BreakAsync(Findings findings, int presses, TimeSpan pause)
    {
        await using var pagers = await Pagers.OpenAsync();
        await using var house = await LoadedHouse.OpenAsync(new(Rooms: 0, Servers: 1, Pause: pause, People: 24, Clocks: true, Later: Rooms(presses))
        {
            Environment = new Dictionary<string, string> { ["Hearth__Calls__Gateways__0"] = "127.0.0.1" },
            Prepare = host => OnCallAsync(host, pagers.Url),
        }, findings);
        var pressing = house.Planned.SelectMany(r => r.Seats).Where(s => !s.Leads).Take(presses).ToList();
        Assert.Equal(presses, pressing.Count);

        var taken = new ConcurrentDictionary<Guid, (long First, long Taken)>();
        var (retries, kills) = (0, 0);
        using var over = new CancellationTokenSource();
        var breaking = KillInTurnAsync();
        var queue = new ConcurrentQueue<RoomPlan.Seat>(pressing);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PressAllAsync()));
        await over.CancelAsync();
        await breaking;

        // What was not sent before the last kill is sent now. Then nobody answers.
        await AllReachedAsync(1);
        var first = await CallsAsync(house);
        await house.MoveClockAsync(house.A, 130);
        await AllReachedAsync(2);
        await house.MoveClockAsync(house.A, 130 + 10 * 60);
        await AllReachedAsync(3);
        var calls = await CallsAsync(house);

        var (acknowledged, sent) = (new Sample(), new Sample());
        foreach (var call in first.Where(c => c.Number == 1))
            if (pagers.Got.TryGetValue(call.Id, out var got) && taken.TryGetValue(call.Asker, out var press))
            {
                sent.Add(Stopwatch.GetElapsedTime(press.First, got[0].At).TotalMilliseconds);
                acknowledged.Add(Math.Max(0, Stopwatch.GetElapsedTime(press.Taken, got[0].At).TotalMilliseconds));
            }
        findings.Counted("presses", presses);
        findings.Counted("kills meanwhile: server, database, media node in turn", kills);
        findings.Counted("sent again by the page, since no good answer came", retries);
        foreach (var (what, count) in Wrong(taken.Keys, calls, pagers.Got.ToDictionary(g => g.Key, g => g.Value.Select(x => x.To).ToList()))) findings.None(what, count);
        findings.Counted("repeats, each under the id of its call", pagers.Got.Values.Sum(g => g.Count - 1));
        findings.Took("from the first press until the provider has it, all ways down included", sent);
        findings.P99("from the answer that somebody has been asked until the provider has it", acknowledged, 10_000);
        findings.MustNotBe(sent.Count != presses, $"only {sent.Count} of {presses} were measured");

        async Task PressAllAsync()
        {
            while (queue.TryDequeue(out var who))
            {
                var begun = Stopwatch.GetTimestamp();
                while (!await PressAsync(who))
                {
                    Interlocked.Increment(ref retries);
                    await Task.Delay(200, CancellationToken.None);
                }
                taken[who.Person] = (begun, Stopwatch.GetTimestamp());
                await Task.Delay(pause * Random.Shared.NextDouble() * 2, CancellationToken.None);
            }
        }

        async Task<bool> PressAsync(RoomPlan.Seat who)
        {
            using var post = new HttpRequestMessage(HttpMethod.Post, $"http://localhost:{house.A.Port}/hard-moment/ask") { Content = new FormUrlEncodedContent([]) };
            post.Headers.Add("Cookie", who.Cookie);
            post.Headers.Add("Sec-Fetch-Site", "same-origin");
            try
            {
                using var answer = await http.SendAsync(post);
                return answer.StatusCode == HttpStatusCode.SeeOther && answer.Headers.Location?.ToString() == "/hard-moment/asked";
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        }

        async Task KillInTurnAsync()
        {
            for (var i = 0; !over.IsCancellationRequested; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(3), over.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                if (over.IsCancellationRequested) return;
                if (i % 3 == 0)
                {
                    await house.A.KillAsync();
                    await house.A.StartAsync();
                }
                else if (i % 3 == 1)
                {
                    await Task.Run(house.Postgres.Kill);
                    await Task.Run(house.Postgres.StartAgain);
                }
                else await house.KillNodesAsync();
                kills++;
            }
        }

        // So many of the staff were called for each, and every one of the calls is with the provider. What is asked of the database may meet a moment in which it starts.
        async Task AllReachedAsync(int round)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
            while (true)
            {
                var calls = await CallsAsync(house);
                if (calls.Count >= round * presses && calls.All(c => pagers.Got.ContainsKey(c.Id))) return;
                if (patience.IsCancellationRequested)
                {
                    findings.Say($"Round {round}: {calls.Count} calls, of which {calls.Count(c => pagers.Got.ContainsKey(c.Id))} reached the provider.");
                    return;
                }
                await Task.Delay(500, CancellationToken.None);
            }
        }
    }

    /// <summary>What was acknowledged and written, beside what the provider got: so many of what may never be one.</summary>
    internal static IReadOnlyList<(string What, int Count)> Wrong(IEnumerable<Guid> acknowledged, IReadOnlyList<Called> calls, IReadOnlyDictionary<Guid, List<Guid>> got) =>
    [
        ("acknowledged, and no call was written", acknowledged.Except(calls.Select(c => c.Asker)).Count()),
        ("people for whom two are open", calls.GroupBy(c => c.Asker).Count(g => g.Select(c => c.FollowUp).Distinct().Count() > 1)),
        ("calls that reached no channel", calls.Count(c => !got.ContainsKey(c.Id))),
        ("calls that reached somebody else than who was called", calls.Count(c => got.TryGetValue(c.Id, out var to) && to.Any(t => t != c.Person))),
        ("ids that a provider got and nobody wrote", got.Keys.Except(calls.Select(c => c.Id)).Count()),
        ("people for whom the order of on-call was not kept", calls.GroupBy(c => c.FollowUp).Count(g => !g.OrderBy(c => c.Number).Select(c => c.Rank).SequenceEqual([1, 2, 3]))),
    ];

    /// <summary>Of 23 who may press, and full programs, so that each has three who lead.</summary>
    private static int Rooms(int presses) => Math.Max(3, (presses + 22) / 23) is var rooms && rooms <= RoomPlan.RoomsOfProgram ? rooms : (rooms + RoomPlan.RoomsOfProgram - 1) / RoomPlan.RoomsOfProgram * RoomPlan.RoomsOfProgram;

    private static readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) }) { Timeout = TimeSpan.FromSeconds(20) };

    /// <param name="Id">Under which it goes out; none where nothing was written to go out.</param>
    internal sealed record Called(Guid Id, Guid FollowUp, Guid Asker, Guid Person, int Number, int Rank);

    private static async Task<List<Called>> CallsAsync(LoadedHouse house)
    {
        await using var source = NpgsqlDataSource.Create(house.Postgres.Connection("hearth", "postgres") + ";Pooling=false");
        await using var command = source.CreateCommand("""
            select coalesce(d."Id", '00000000-0000-0000-0000-000000000000'), f."Id", f."PersonId", c."PersonId", c."Number", s."Rank"
            from "StaffCalls" c join "FollowUps" f on f."Id" = c."FollowUpId" join "Shifts" s on s."PersonId" = c."PersonId" left join "Deliveries" d on d."CallId" = c."Id"
            """);
        await using var rows = await command.ExecuteReaderAsync();
        List<Called> calls = [];
        while (await rows.ReadAsync()) calls.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetGuid(2), rows.GetGuid(3), rows.GetInt32(4), rows.GetInt32(5)));
        return calls;
    }

    /// <summary>In each program three are on call, at any hour, and each has a pager.</summary>
    private static async Task OnCallAsync(HearthHost host, string url)
    {
        foreach (var program in await host.Services.GetRequiredService<IServiceScopeFactory>().EveryProgramAsync(default))
            await host.Scopes.WriteAsync(program, async services =>
            {
                var (db, sealer, now) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Sealer>(), services.GetRequiredService<Hearth.Database.Clock>().Now);
                var staff = await db.PeopleOfProgram().Where(p => p.Role == Role.Facilitator).OrderBy(p => p.Name).Take(3).Select(p => p.Id).ToListAsync();
                Assert.Equal(3, staff.Count);
                db.Add(Webhook.Of(program, await sealer.SealForProgramAsync(Webhook.UrlAt(program), url), await sealer.SealForProgramAsync(Webhook.SecretAt(program), new string('a', 64)), staff[0], now));
                foreach (var (person, i) in staff.Select((person, i) => (person, i)))
                {
                    db.Add(CallAddress.Of(program, person, Channel.Webhook, await sealer.SealAsync(person, CallAddress.PlaceAt(person, Channel.Webhook), person.ToString("D")), person, now));
                    db.Add(Shift.Plan(program, person, new ShiftHours(i + 1, Weekdays.Every, LocalTime.Midnight, LocalTime.Midnight, "UTC", now.InUtc().Date.PlusDays(-7), null), person, now));
                }
            });
    }

    /// <summary>A provider of pagers on loopback, which keeps what it is sent before it answers.</summary>
    private sealed class Pagers : IAsyncDisposable
    {
        private readonly WebApplication app;

        private Pagers(WebApplication app) => this.app = app;

        /// <summary>By the id that stands in the request.</summary>
        public ConcurrentDictionary<Guid, List<(Guid To, long At)>> Got { get; } = [];

        public string Url => app.Urls.Single() + "/calls";

        public static async Task<Pagers> OpenAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var pagers = new Pagers(builder.Build());
            pagers.app.MapPost("/calls", async (HttpContext request) =>
            {
                using var body = await JsonDocument.ParseAsync(request.Request.Body);
                var got = pagers.Got.GetOrAdd(body.RootElement.GetProperty("id").GetGuid(), _ => []);
                lock (got) got.Add((Guid.Parse(body.RootElement.GetProperty("to").GetString()!), Stopwatch.GetTimestamp()));
                return Results.NoContent();
            });
            await pagers.app.StartAsync();
            return pagers;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
