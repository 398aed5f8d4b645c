using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Hearth.Browser.Bench;
using Hearth.Browser.Servers;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Groups;
using Hearth.LiveRooms.Rules;
using Hearth.Messages;
using Hearth.Sealing;
using Hearth.Spaces;
using Hearth.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Browser.Soak;

/// <summary>The only server is killed while people write in a topic and in conversations.</summary>
public sealed class R01Written : Experiment
{
    private const int Writers = 16;
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(300);

    public override string What => "The only server is killed (kill -9) at a random moment while sixteen people write in one topic and in four conversations, and started again; a seventeenth reads along. On SQLite, and on PostgreSQL.";

    public override async Task RunAsync(Findings findings, Soak.Options options)
    {
        foreach (var onPostgres in (bool[])[false, true]) await BreakAsync(findings, onPostgres, options.Times ?? 100);
    }

    internal static async Task BreakAsync(Findings findings, bool onPostgres, int times)
    {
        var on = onPostgres ? "PostgreSQL" : "SQLite";
        var folder = Directory.CreateTempSubdirectory("hearth-soak-").FullName;
        using var postgres = onPostgres ? new PrivatePostgres(durable: true) : null;
        try
        {
            var plan = await PlanAsync(postgres, folder);
            var environment = new Dictionary<string, string>(postgres is null ? [] : LoadedHouse.Settings(postgres)) { ["Hearth__Keys"] = Path.Combine(folder, "keys") };
            await using var server = new ServerProcess("a", folder, environment, alone: true);
            await server.StartAsync();
            await using var reader = new WrittenReader(plan.Reader.Cookie, $"http://localhost:{server.Port}", plan.Places.ToDictionary(p => p.Stream, p => p.Path));
            await reader.ComeAsync();
            var (ready, acknowledged, answers) = (new Sample(), 0, new ConcurrentDictionary<string, int>());
            using var over = new CancellationTokenSource();
            using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) }) { Timeout = TimeSpan.FromSeconds(20) };
            var writing = plan.Writers.Select((seat, i) => Task.Run(() => WriteAsync(seat, i))).ToList();
            for (var i = 0; i < times; i++)
            {
                // Some writers, and the reader, live through several deaths before they are heard again; now and then two lines for each writer are taken in between.
                await UntilAsync(acknowledged + (i % 5 == 0 ? 2 * Writers : 1));
                await Task.Delay(Random.Shared.Next(50, 600), CancellationToken.None);
                await server.KillAsync();
                var since = Stopwatch.GetTimestamp();
                await server.StartAsync();
                ready.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }
            await UntilAsync(acknowledged + Writers);
            await over.CancelAsync();
            await Task.WhenAll(writing);
            for (var tries = 0; plan.Places.Any(p => p.Acknowledged.Except(reader.Read(p.Stream)).Any()) && tries < 200; tries++) await Task.Delay(100, CancellationToken.None);
            await server.EndAsync();

            var places = await StandsAsync(postgres, folder, plan, reader);
            findings.Counted($"{on}: kills", times);
            findings.Took($"{on}: started, until it answers", ready, 3000);
            findings.Counted($"{on}: sent again, since no good answer came ({string.Join(", ", answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key} {a.Value}"))})", answers.Values.Sum());
            findings.Counted($"{on}: posts acknowledged", plan.Places[0].Acknowledged.Count - Writers);
            findings.Counted($"{on}: messages acknowledged", plan.Places.Skip(1).Sum(p => p.Acknowledged.Count - 1));
            findings.Counted($"{on}: times the reader's line came back", reader.Returns);
            findings.Counted($"{on}: times the reader read a place", reader.Readings);
            findings.MustNotBe(acknowledged == 0 || reader.Returns == 0, $"{on}: nothing was acknowledged, or the reader was never cut off");
            foreach (var (what, count) in WrittenPlace.Wrong(places)) findings.None($"{on}: {what}", count);
            findings.None($"{on}: pages on which something stood otherwise than on an earlier one", reader.TakenBack);

            // Whoever died of an answer that will not get better says so.
            async Task UntilAsync(int enough)
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
                while (Volatile.Read(ref acknowledged) < enough)
                {
                    if (writing.Find(w => w.IsFaulted) is { } fault) await fault;
                    if (patience.IsCancellationRequested) throw new TimeoutException($"{on}: for two minutes too little was acknowledged ({string.Join(", ", answers)}).\n{server.LastWords}");
                    await Task.Delay(20, CancellationToken.None);
                }
            }

            // One line in the topic, one in the conversation, and so on; each under one press until it is acknowledged.
            async Task WriteAsync(RoomPlan.Seat seat, int writer)
            {
                await Task.Delay(pause * Random.Shared.NextDouble(), CancellationToken.None);
                for (var n = 1; !over.IsCancellationRequested; n++)
                {
                    var (place, words, press) = (n % 2 == 1 ? plan.Places[0] : plan.Places[1 + writer / 4], Line(writer, n), Guid.NewGuid());
                    while (await SendAsync(seat, place, words, press) is { } instead)
                    {
                        answers.AddOrUpdate(instead, 1, (_, count) => count + 1);
                        await Task.Delay(200, CancellationToken.None);
                    }
                    lock (place.Acknowledged) place.Acknowledged.Add(words);
                    Interlocked.Increment(ref acknowledged);
                    await Task.Delay(pause, CancellationToken.None);
                }
            }

            // Null: acknowledged.
            async Task<string?> SendAsync(RoomPlan.Seat seat, Place place, string words, Guid press)
            {
                using var post = new HttpRequestMessage(HttpMethod.Post, $"http://localhost:{server.Port}{place.Path}/{place.Verb}") { Content = new FormUrlEncodedContent([new("Text", words)]) };
                post.Headers.Add("Cookie", seat.Cookie);
                post.Headers.Add("Sec-Fetch-Site", "same-origin");
                post.Headers.Add("X-Hearth", "fetch");
                post.Headers.Add("X-Hearth-Press", press.ToString());
                try
                {
                    using var answer = await http.SendAsync(post);
                    var location = answer.Headers.TryGetValues("X-Hearth-Location", out var to) ? to.Single() : "";
                    if (answer.StatusCode == HttpStatusCode.UnprocessableEntity || location.Contains("#held-", StringComparison.Ordinal))
                        throw new InvalidOperationException($"What was to stand at once was answered with {answer.StatusCode} {location} {await answer.Content.ReadAsStringAsync()}");
                    return answer.StatusCode == HttpStatusCode.NoContent && location.StartsWith(place.Path, StringComparison.Ordinal) ? null : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
                {
                    return "none";
                }
            }
        }
        finally
        {
            await LoadedHouse.EndNodesAsync(folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <param name="Acknowledged">Locked while it is written to.</param>
    private sealed record Place(Guid Id, string Stream, string Path, string Verb, List<string> Acknowledged);

    /// <param name="Places">The topic first.</param>
    private sealed record Plan(Guid Program, RoomPlan.Seat Reader, IReadOnlyList<RoomPlan.Seat> Writers, IReadOnlyList<Place> Places);

    private static string Line(int writer, int n) => $"line{writer} {n}.";

    /// <summary>Everybody has written before: a first post may wait until staff have read it.</summary>
    private static async Task<Plan> PlanAsync(PrivatePostgres? postgres, string folder)
    {
        await using var host = new LoadedHouse.Planning(postgres, folder);
        await host.InitializeAsync();
        var seats = (await RoomPlan.PlanAsync(host, 1, Writers + 2)).Single().Seats.Where(s => !s.Leads).ToList();
        Guid program;
        await using (var scope = host.Services.CreateAsyncScope()) program = (await scope.ServiceProvider.GetRequiredService<HearthDb>().EveryProgram().SingleAsync()).Id;
        var (reader, writers, places) = (seats[0], seats.Skip(1).ToList(), new List<Place>());
        await host.Scopes.WriteAsync(program, async services =>
        {
            var (db, sealer, now) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Sealer>(), services.GetRequiredService<Hearth.Database.Clock>().Now);
            var space = Space.Of(await db.GroupsOfProgram().SingleAsync());
            var topic = Topic.Start(program, space.Id, writers[0].Person, AnswerKind.WhatWorked, now);
            db.AddRange(space, topic);
            await db.SaveChangesAsync();
            foreach (var seat in seats) db.Add(Entry.Into(program, space.Id, seat.Person, now));
            for (var w = 0; w < Writers; w++) db.Add(topic.Write(writers[w].Person, Line(w, 0), Guid.NewGuid(), now));
            places.Add(new(topic.Id, $"topic/{topic.Id:D}", $"/topics/{topic.Id:D}", "reply", [.. Enumerable.Range(0, Writers).Select(w => Line(w, 0))]));
            for (var c = 0; c < Writers / 4; c++)
            {
                var (id, first, message) = (Guid.NewGuid(), writers[4 * c].Person, Guid.NewGuid());
                var conversation = Conversation.OfSome(program, id, first, await sealer.SealAsync(first, Conversation.NameAt(id), $"Evenings {c}"), now);
                db.Add(conversation);
                await db.SaveChangesAsync();
                foreach (var seat in writers.Skip(4 * c).Take(4).Prepend(reader)) db.Add(ConversationMember.In(conversation, seat.Person, now));
                db.Add(conversation.Write(message, first, await sealer.SealAsync(first, Message.WordsAt(message), Line(4 * c, 0)), Guid.NewGuid(), now));
                places.Add(new(id, $"conversation/{id:D}", $"/messages/{id:D}", "send", [Line(4 * c, 0)]));
            }
        });
        return new(program, reader, writers, places);
    }

    /// <summary>What is in the database when the server is gone.</summary>
    private static async Task<List<WrittenPlace>> StandsAsync(PrivatePostgres? postgres, string folder, Plan plan, WrittenReader reader)
    {
        await using var host = new LoadedHouse.Planning(postgres, folder);
        await host.InitializeAsync();
        return await host.Scopes.ReadAsync(plan.Program, async services =>
        {
            var (db, sealer, stands) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Sealer>(), new List<WrittenPlace>());
            foreach (var place in plan.Places)
            {
                List<(int, string)> found = [];
                if (place.Verb == "reply")
                    foreach (var post in await db.Set<Post>().AsNoTracking().Where(p => p.TopicId == place.Id).OrderBy(p => p.Number).ToListAsync()) found.Add((post.Number, post.Text));
                else
                    foreach (var message in await db.Set<Message>().AsNoTracking().Where(m => m.ConversationId == place.Id).OrderBy(m => m.Number).ToListAsync())
                        found.Add((message.Number, await sealer.OpenAsync(Message.WordsAt(message.Id), message.Words)));
                stands.Add(new(place.Acknowledged, found, reader.Read(place.Stream)));
            }
            return stands;
        });
    }
}
