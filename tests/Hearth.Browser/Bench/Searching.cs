using System.Diagnostics;
using Hearth.Browser.Soak;
using Hearth.Database;
using Hearth.Search;
using Hearth.Search.Rules;
using Hearth.Tests;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Browser.Bench;

/// <summary>
/// Two words, looked for by members of groups inside what they may read, while a whole region's posts are in the same database; beside
/// the index alone, asked for the same words among all of them.
/// </summary>
/// <param name="posts">In all programs together: so many programs of <see cref="Region.OfProgram"/>.</param>
internal sealed class Searching(int pairs, int posts, Action<CostRow> found)
{
    private const int Questions = 200;

    /// <summary>Nobody may search more often than thirty times a minute, so there are many who do; each of them asks the same each time.</summary>
    private const int Askers = 240;

    private sealed record Question(Guid Program, RoomPlan.Seat Seat, string Words, Asked Asked);

    public async Task MeasureAsync(bool onPostgres)
    {
        var programs = Math.Max(1, posts / Region.OfProgram);
        var since = Stopwatch.GetTimestamp();
        await using var house = await WrittenHouse.OpenAsync(onPostgres, programs * Region.Groups, 1 + Region.Members, ofProgram: Region.Groups, topics: 0, replies: 0, Region.WriteAsync);
        // As it would by itself within minutes: what is planned before that is planned for empty tables.
        house.Postgres?.Execute("hearth", "VACUUM ANALYZE");
        await using var bare = await BareIndex.OpenAsync(house.Postgres, house.File);
        Console.WriteLine($"  {programs * Region.OfProgram} posts written in {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s.");

        var askers = Enumerable.Range(1, Region.Members).SelectMany(m => house.Groups.Select(g => (g.Program, Seat: g.Seats[m]))).Take(Askers).ToList();
        var questions = Wordlist.Pairs(Questions).Select((words, i) => new Question(askers[i % askers.Count].Program, askers[i % askers.Count].Seat, words, Asked.Of(words))).ToList();
        var on = $"{(onPostgres ? "PostgreSQL" : "SQLite")}, {programs * Region.OfProgram} posts, {Region.Readable(programs):0.0 %} of them readable";

        await using (var planning = new LoadedHouse.Planning(house.Postgres, house.Folder))
        {
            await planning.InitializeAsync();
            await CompareAsync($"{on}: a two-word search", questions, bare, q => FindAsync(planning, q), goal: 2);
        }
        await house.Server.StartAsync();
        await CompareAsync($"{on}: the same pressed over HTTP", questions, bare, q => house.SearchAsync(q.Seat, q.Words), goal: null);
    }

    /// <summary>Each question to the house and to the index, one after the other, the one first and then the other.</summary>
    private async Task CompareAsync(string what, IReadOnlyList<Question> questions, BareIndex bare, Func<Question, Task<int>> search, double? goal)
    {
        var (ours, least, same) = (new Rounds(), new Rounds(), new Rounds());
        int none = 0, page = 0;
        // The first time, caches are cold, and whoever comes is written down.
        for (var round = -1; round < pairs; round++)
        {
            var (took, tookLeast, tookSame) = (new Sample(), new Sample(), new Sample());
            foreach (var (question, at) in questions.Select((q, i) => (q, i)))
            {
                var oursFirst = (at + round) % 2 == 0;
                var hits = oursFirst ? await OursAsync() : 0;
                Take(tookLeast, () => bare.Least(question.Asked));
                var there = Take(tookSame, () => bare.Same(question.Asked));
                if (!oursFirst) hits = await OursAsync();
                if (hits > there) throw new InvalidOperationException($"{hits} are found of {there} that bear the words.");
                if (round != 0) continue;
                if (hits == 0) none++;
                if (hits >= SearchReading.OnPage) page++;

                async Task<int> OursAsync()
                {
                    var since = Stopwatch.GetTimestamp();
                    var hits = await search(question);
                    took.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
                    return hits;
                }
            }
            if (round < 0) continue;
            foreach (var (rounds, sample) in new[] { (ours, took), (least, tookLeast), (same, tookSame) })
            {
                rounds.Median.Add(sample.Median);
                rounds.P95.Add(sample.P95);
            }
        }
        if (none == questions.Count) throw new InvalidOperationException("Nothing was found at all.");
        Console.WriteLine($"  Of {questions.Count} questions {none} found nothing, {page} a full page.");
        found(new($"{what}, p95 (ceiling: the index alone, two whole words)", "ms", ours.P95, least.P95, goal));
        found(new("  p50", "ms", ours.Median, least.Median));
        found(new("  p95 (ceiling: the index alone, a word and a beginning, the newest)", "ms", ours.P95, same.P95));
        found(new("  p50", "ms", ours.Median, same.Median));
    }

    private sealed class Rounds
    {
        public Sample Median { get; } = new();
        public Sample P95 { get; } = new();
    }

    private static int Take(Sample sample, Func<int> ask)
    {
        var since = Stopwatch.GetTimestamp();
        var count = ask();
        sample.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        return count;
    }

    /// <summary>As somebody's request does it once the gates have let them in: in a scope of its own, what it reads behind the fences.</summary>
    private static Task<int> FindAsync(HearthHost host, Question question) => host.Scopes.ReadAsync(question.Program, async services =>
    {
        services.GetRequiredService<Viewer>().Become(Guid.Empty, Guid.Empty, question.Program, question.Seat.Person, Role.Participant, "Member", "America/Chicago", Instant.MinValue);
        return (await services.GetRequiredService<SearchReading>().FindAsync(question.Words, question.Asked, null, CancellationToken.None)).Hits.Count;
    });
}
