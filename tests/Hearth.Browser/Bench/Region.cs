using System.Globalization;
using Hearth.Browser.Soak;
using Hearth.Database;
using Hearth.LiveRooms.Rules;
using Hearth.Spaces;
using Hearth.Tests;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Browser.Bench;

/// <summary>
/// What is written in a region: programs of twelve groups, 50,000 posts in each. A group's space has 2,500 of them; two spaces that the
/// whole program reads have 10,000 each. Topics of twenty. Always the same words; one post in 500 was taken back, one is hidden.
/// </summary>
internal static class Region
{
    public const int OfProgram = 50_000, Groups = 12, Members = 4;
    private const int Wide = 2, OfTopic = 20, Seldom = 500;

    /// <summary>Of twenty posts in a row each group writes one, and the rest stands in the wide spaces.</summary>
    private const int InARow = 20;

    /// <summary>Topics are whole within so many.</summary>
    private const int AtOnce = InARow * OfTopic * 5;

    /// <summary>What a member of one group reads.</summary>
    public static double Readable(int programs) => (OfProgram / InARow * (1.0 + InARow - Groups)) / (OfProgram * programs);

    /// <summary>By the house's own means, some thousand rows at a time: posts make their terms themselves, and triggers and generated columns do the rest.</summary>
    public static async Task WriteAsync(HearthHost host, IReadOnlyList<WrittenGroup> groups)
    {
        var programs = groups.GroupBy(g => g.Program).Select(g => (Id: g.Key, Groups: g.ToList())).ToList();
        var wide = new Dictionary<Guid, List<Guid>>();
        foreach (var (id, own) in programs) wide[id] = await OpenWideAsync(host, id, own);
        var words = new Wordlist(seed: 1);
        var until = SystemClock.Instance.GetCurrentInstant();
        for (var from = 0; from < OfProgram; from += AtOnce)
            foreach (var (id, own) in programs)
                await host.Scopes.WriteAsync(id, services =>
                {
                    var db = services.GetRequiredService<HearthDb>();
                    db.ChangeTracker.AutoDetectChangesEnabled = false;
                    var everybody = own.SelectMany(g => g.Seats).ToList();
                    var (open, rows) = (new (Topic Topic, int Posts)?[Groups + Wide], new List<object>());
                    for (var n = from; n < from + AtOnce; n++)
                    {
                        var place = n % InARow is var slot && slot < Groups ? slot : Groups + (slot - Groups) * Wide / (InARow - Groups);
                        var seats = place < Groups ? own[place].Seats : everybody;
                        var (author, at) = (seats[n / InARow % seats.Count].Person, until - Duration.FromMinutes(20L * (OfProgram - n)));
                        if (open[place] is not { Posts: < OfTopic } going)
                        {
                            going = (Topic.Start(id, place < Groups ? own[place].Space : wide[id][place - Groups], author, AnswerKind.Listen, at), 0);
                            rows.Add(going.Topic);
                        }
                        var post = going.Topic.Write(author, words.Text(), Guid.NewGuid(), at);
                        open[place] = (going.Topic, going.Posts + 1);
                        rows.Add(post);
                        if (n % Seldom == 7) post.TakeBack(at);
                        if (n % Seldom == 8) rows.Add(Hiding.Of(post, HideReason.Details, "", own[0].Seats[0].Person, at));
                    }
                    db.AddRange(rows);
                    return Task.CompletedTask;
                });
    }

    private static Task<List<Guid>> OpenWideAsync(HearthHost host, Guid program, IReadOnlyList<WrittenGroup> groups) => host.Scopes.WriteAsync(program, services =>
    {
        var (db, now, seats) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Hearth.Database.Clock>().Now, groups.SelectMany(g => g.Seats).ToList());
        var spaces = Enumerable.Range(1, Wide).Select(w => Space.Open(program, $"Everybody {w}", "For all of us", seats[0].Person, now)).ToList();
        db.AddRange(spaces);
        foreach (var space in spaces)
            foreach (var seat in seats) db.Add(Entry.Into(program, space.Id, seat.Person, now));
        return Task.FromResult(spaces.Select(s => s.Id).ToList());
    });
}

/// <summary>Twenty thousand words of no language, the frequent ones short, each as frequent as its rank has it (Zipf): the tenth stands in one post of six, the thousandth in one of 500.</summary>
internal sealed class Wordlist
{
    private const int Count = 20_000, Short = 200;
    private const string Consonants = "bdfghjklmnprstvwz", Vowels = "aeiou";

    private readonly Random random;
    private readonly string[] words;
    private readonly double[] upTo;

    public Wordlist(int seed)
    {
        random = new(seed);
        var all = new HashSet<string>();
        var list = new List<string>();
        while (list.Count < Count)
            if (Syllables(list.Count < Short ? 2 : 3) is var word && all.Add(word)) list.Add(word);
        words = [.. list];
        upTo = new double[Count];
        for (var (rank, sum) = (1, 0.0); rank <= Count; rank++) upTo[rank - 1] = sum += 1.0 / rank;
    }

    /// <summary>Ten to thirty words.</summary>
    public string Text()
    {
        var text = string.Join(' ', Enumerable.Range(0, random.Next(10, 31)).Select(_ => Any()));
        return string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(text[0])}{text[1..]}.");
    }

    /// <summary>Different pairs of words: a third of two frequent ones, a third of a frequent and a rarer one, a third of two that are seldom together.</summary>
    public static IReadOnlyList<string> Pairs(int count)
    {
        (int From, int To)[] ranks = [(5, 60), (60, 600), (600, 6000)];
        var (list, pairs) = (new Wordlist(seed: 1), new HashSet<string>());
        while (pairs.Count < count)
        {
            var (one, other) = (pairs.Count % 3) switch { 0 => (ranks[0], ranks[0]), 1 => (ranks[0], ranks[1]), _ => (ranks[1], ranks[2]) };
            var (a, b) = (list.At(one), list.At(other));
            if (a != b) pairs.Add($"{a} {b}");
        }
        return [.. pairs];
    }

    private string At((int From, int To) ranks) => words[random.Next(ranks.From, ranks.To) - 1];

    private string Any()
    {
        var at = Array.BinarySearch(upTo, random.NextDouble() * upTo[^1]);
        return words[Math.Min(at < 0 ? ~at : at, Count - 1)];
    }

    private string Syllables(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => $"{Consonants[random.Next(Consonants.Length)]}{Vowels[random.Next(Vowels.Length)]}"));
}
