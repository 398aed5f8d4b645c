using System.Diagnostics;
using System.Net;
using Hearth.Browser.Servers;
using Hearth.Browser.Soak;
using Hearth.Tests;

namespace Hearth.Browser.Bench;

/// <summary>A published house of one server, on SQLite or a PostgreSQL of its own, in which groups have written; and the way to write on.</summary>
internal sealed class WrittenHouse : IAsyncDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private WrittenHouse(bool onPostgres) => Postgres = onPostgres ? new PrivatePostgres(durable: true) : null;

    public string Folder { get; } = Directory.CreateTempSubdirectory("hearth-written-").FullName;
    public PrivatePostgres? Postgres { get; }
    public ServerProcess Server { get; private set; } = null!;
    public IReadOnlyList<WrittenGroup> Groups { get; private set; } = [];

    public string Address => $"http://localhost:{Server.Port}";
    public string File => Path.Combine(Folder, "data-a", "hearth.db");

    /// <summary>Planned and written; its server is for who opens it to start.</summary>
    /// <param name="ofProgram">So many groups in each program.</param>
    /// <param name="also">What else is planned.</param>
    public static async Task<WrittenHouse> OpenAsync(bool onPostgres, int groups, int people, int ofProgram, int topics, int replies, Func<HearthHost, IReadOnlyList<WrittenGroup>, Task>? also = null)
    {
        var house = new WrittenHouse(onPostgres);
        try
        {
            await using (var planning = new LoadedHouse.Planning(house.Postgres, house.Folder))
            {
                await planning.InitializeAsync();
                house.Groups = await WrittenGroup.PlanAsync(planning, await RoomPlan.PlanAsync(planning, groups, people, ofProgram), topics, replies);
                if (also is not null) await also(planning, house.Groups);
            }
            house.Server = new("a", house.Folder, new Dictionary<string, string>(house.Postgres is null ? [] : LoadedHouse.Settings(house.Postgres)) { ["Hearth__Keys"] = Path.Combine(house.Folder, "keys") }, alone: true);
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    /// <summary>Comes back when it is acknowledged, as it is to the page's script; anything else is an error of the bench.</summary>
    public async Task ReplyAsync(RoomPlan.Seat seat, Guid topic, string words)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, $"{Address}/topics/{topic:D}/reply") { Content = new FormUrlEncodedContent([new("Text", words)]) };
        post.Headers.Add("Cookie", seat.Cookie);
        post.Headers.Add("Sec-Fetch-Site", "same-origin");
        post.Headers.Add("X-Hearth", "fetch");
        post.Headers.Add("X-Hearth-Press", Guid.NewGuid().ToString());
        using var answer = await http.SendAsync(post);
        var location = answer.Headers.TryGetValues("X-Hearth-Location", out var to) ? to.Single() : "";
        if (answer.StatusCode != HttpStatusCode.NoContent || !location.Contains("#p", StringComparison.Ordinal)) throw new InvalidOperationException($"A post was answered with {answer.StatusCode} {location}.");
    }

    /// <summary>Somebody searches, as the page's form does it without a script; how many hits the page shows.</summary>
    public async Task<int> SearchAsync(RoomPlan.Seat seat, string words)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, $"{Address}/search") { Content = new FormUrlEncodedContent([new("Words", words)]) };
        post.Headers.Add("Cookie", seat.Cookie);
        post.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await http.SendAsync(post);
        var page = await answer.Content.ReadAsStringAsync();
        var hits = page.Split("<li class=\"card\"").Length - 1;
        if (answer.StatusCode != HttpStatusCode.OK || hits == 0 != page.Contains("Nothing was found", StringComparison.Ordinal)) throw new InvalidOperationException($"A search was answered with {answer.StatusCode}.");
        return hits;
    }

    /// <summary>The server's processor time until now.</summary>
    public TimeSpan Processor
    {
        get
        {
            using var process = Process.GetProcessById(Server.Pid);
            return process.TotalProcessorTime;
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (Server is not null) await Server.DisposeAsync();
        await LoadedHouse.EndNodesAsync(Folder);
        Postgres?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
