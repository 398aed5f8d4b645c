using System.Net;
using AngleSharp.Html.Parser;
using Hearth.Tests.Architecture;
using Hearth.Tests.Matrix;
using NodaTime;

namespace Hearth.Tests.Walls;

/// <summary>
/// AC-11, and whatever else a text can hold: every text of every form that the server has (a new form is taken in by itself), sent
/// everything. Never a defect; what is refused stays in its box, what is taken comes back as the same words, for everybody who reads it.
/// </summary>
public class HostileWordsTests(HearthHost host)
{
    private static readonly HtmlParser parser = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AC_11_Every_text_of_every_form_takes_or_refuses_whatever_comes()
    {
        var world = await World.ApartAsync(host);
        // What is said in a live room is said for good: see below.
        var places = HostileWords.Places(host).Where(p => !p.Cell.Live).ToList();
        Assert.True(places.Count > 40, $"Only {places.Count} texts were found.");

        // Each text gets the worst, and its part of the others, which go round: the next one gets the next part.
        IEnumerable<string> Part(IReadOnlyList<string> all, int at, int each) => Enumerable.Range(at * each, each).Select(i => all[i % all.Count]);
        var tries = places.SelectMany((place, at) => HostileWords.Worst.Concat(Part(HostileWords.Names, at, Chance.Times(4))).Concat(Part(HostileWords.Listed, at, Chance.Times(4))).Distinct().Select(text => (place, text)));
        var found = new System.Collections.Concurrent.ConcurrentBag<string>();
        var statuses = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
        await Parallel.ForEachAsync(tries, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, _) =>
        {
            var (status, complaints) = await TryAsync(world, one.place, one.text);
            statuses.AddOrUpdate(status, 1, (_, n) => n + 1);
            foreach (var complaint in complaints) found.Add($"{one.place} {System.Text.Json.JsonSerializer.Serialize(one.text.Length > 60 ? one.text[..60] : one.text)}: {complaint}");
        });
        Report.Clean(found.Distinct().Order(StringComparer.Ordinal));
        Assert.True(statuses.GetValueOrDefault(303) > 50 && statuses.GetValueOrDefault(422) > 50, $"Hardly anything was taken or refused: {string.Join(' ', statuses)}");
    }

    private static async Task<(int Status, IEnumerable<string> Complaints)> TryAsync(World world, HostileWords.Place place, string text, bool keep = false)
    {
        var (path, fields) = place.Cell.Ask(world, world.Asking.Single(a => a.Role == place.Role).Member);
        var sent = fields!.Select(f => f.Key == place.Field ? new(f.Key, text) : f).ToList();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(sent) };
        if (!keep) request.Headers.Add(Undo.Header, "1");
        using var answer = await world.ClientOf(place.Role).SendAsync(request, Cancel);
        return ((int)answer.StatusCode, FormTests.Judge((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel), sent));
    }

    /// <summary>In a world of its own, and for good: then everybody reads all that they can reach.</summary>
    [Fact]
    public async Task AC_11_What_was_taken_is_read_as_it_was_written_and_is_nowhere_markup()
    {
        var world = await World.NewAsync(host);
        // Whoever is put out, or whatever is called off, comes last: the rest is said before.
        var places = HostileWords.Places(host).OrderBy(p => Ends(p.Cell.Line.Endpoint)).ToList();
        await Evenings.HoldAsync(host, world, places.Where(p => p.Cell.Room is not null).Select(p => (p.Cell.Line, p.Cell.Room!)).Distinct());
        foreach (var place in places.Where(p => p.Cell.Live))
            foreach (var text in HostileWords.Worst)
                Report.Clean((await TryAsync(world, place, text, keep: true)).Complaints.Select(c => $"{place}: {c}"));
        var written = new Dictionary<string, HostileWords.Place>();
        foreach (var place in places)
        {
            var tag = $"q{written.Count}z";
            var text = $"{tag} <i {HostileWords.Mark}>O’Brien 名 \"'&amp;</i>";
            if (place.Longest < text.Length) continue;
            if ((await TryAsync(world, place, text, keep: true)).Status is 303 or 302) written[tag] = place;
        }
        Assert.True(written.Count > 15, $"Only {written.Count} texts were taken: {string.Join(", ", written.Values)}");

        var shown = new HashSet<string>();
        var read = 0;
        foreach (var (role, member) in world.Asking)
        {
            var pages = await Crawler.WalkAsync(host, member?.Client ?? world.Stranger);
            var rooms = await Crawler.ReadAsync(member?.Client ?? world.Stranger, world.Rooms.Values.Select(r => $"/sessions/{r}/room"));
            foreach (var page in pages.Concat(rooms))
            {
                read++;
                Report.Clean(HostileWords.Markup($"{role} {page.Path}", page.Document));
                var words = page.Document.DocumentElement.TextContent + string.Join(' ', page.Document.QuerySelectorAll("input[value]").Select(i => i.GetAttribute("value")));
                shown.UnionWith(written.Keys.Where(t => words.Contains($"{t} <i {HostileWords.Mark}>O’Brien 名 \"'&amp;</i>", StringComparison.Ordinal)));
            }
        }
        Assert.True(shown.Count >= 8, $"Of {written.Count} texts only {shown.Count} were read by anybody on {read} pages: {string.Join(", ", written.Where(w => !shown.Contains(w.Key)).Select(w => w.Value))} were not.");
    }

    private static int Ends(string endpoint) => endpoint.Contains("discharge", StringComparison.Ordinal) || endpoint.Contains("suspend", StringComparison.Ordinal) ? 2 : endpoint.Contains("/room/", StringComparison.Ordinal) ? 0 : 1;

    [Fact]
    public void A_new_form_is_taken_in_and_markup_or_lost_words_are_seen()
    {
        Assert.Equal([("Words", 80), ("Tags", 60)], HostileWords.TextsOf(typeof(PlantedForm), ["Session"]));
        Assert.NotEmpty(HostileWords.Markup("/planted", parser.ParseDocument($"<p>{HostileWords.Names.First(n => n.Contains("<img", StringComparison.Ordinal))}</p>")));
        Assert.NotEmpty(FormTests.Judge(422, "<main><p>Please look at this.</p><input name=\"Words\" value=\"OBrien\"></main>", [new("Words", "O’Brien")]));
        Assert.Empty(FormTests.Judge(422, "<main><p>Please look at this.</p><input name=\"Words\" value=\"O’Brien\"></main>", [new("Words", "O’Brien")]));
        Assert.NotEmpty(FormTests.Judge(500, "", []));
    }

    private sealed record PlantedForm(Guid Session, [property: System.ComponentModel.DataAnnotations.MaxLength(80)] string? Words, string[]? Tags, int? Minutes);

    [Fact]
    public async Task Whatever_zone_somebody_lives_in_their_pages_open()
    {
        var cast = await Cast.GatherAsync(host);
        await cast.Leila.Client.PostFormAsync("/groups/make", ("Name", "Porch"), ("Purpose", "Evenings"), ("Aim", "Evenings"), ("LedBy", "Therapist"), ("Cap", "9"));
        var all = DateTimeZoneProviders.Tzdb.Ids.ToList();
        string[] edges = ["Pacific/Kiritimati", "Pacific/Niue", "Asia/Kathmandu", "Antarctica/Troll", "Africa/Casablanca", "America/St_Johns", "Australia/Lord_Howe", "Europe/Dublin", "UTC", "Etc/GMT+12", "EST"];
        var random = new Random(20261126);
        foreach (var zone in edges.Where(all.Contains).Concat(Enumerable.Range(0, 20).Select(_ => all[random.Next(all.Count)])))
        {
            await host.TamperAsync(cast.ProgramId, $$"""UPDATE "People" SET "Zone" = '{{zone.Replace("'", "''", StringComparison.Ordinal)}}' WHERE "ProgramId" = {0}""");
            foreach (var path in (string[])["/today", "/sessions"])
                Assert.True((await cast.Leila.Client.GetAsync(path, Cancel)).StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{path} in {zone}");
        }
    }
}
