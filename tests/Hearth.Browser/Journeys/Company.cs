using System.Runtime.InteropServices;
using Hearth.Demo;
using Microsoft.Playwright;

namespace Hearth.Browser.Journeys;

/// <summary>
/// <c>dev/company</c>: people of the demo who come into tonight's circle through its own pages, so that one person alone at a
/// machine sees a living room. With a lead, Dan opens the room and lets everybody in.
/// </summary>
public sealed class Company : IAsyncDisposable
{
    public const int Most = 6;

    /// <summary>In the order in which they come: Wren last, since that is who a person at the machine most likely is.</summary>
    public static readonly string[] Hosts = ["june", "tomas", "pilar", "marlow", "sana", "wren"];

    private readonly Chromium chromium = new();
    private readonly List<(Guest Guest, string Where)> people = [];
    private readonly TextWriter say;

    private Company(TextWriter say) => this.say = say;

    /// <summary>Everybody is at the door when this returns; whoever is let in goes in by themselves.</summary>
    public static async Task<Company> BringAsync(string house, int people, bool lead, TextWriter say)
    {
        var company = new Company(say);
        await company.chromium.InitializeAsync();
        foreach (var (at, host) in (lead ? Hosts.Take(people).Prepend("dan") : Hosts.Take(people)).Index())
        {
            var guest = await Guest.InviteAsync(company.chromium, house, host, ColorAndTone.All[at], chat: true);
            await guest.ThroughTheDoorAsync();
            await guest.ToTheRoomAsync(await guest.TonightAsync());
            company.people.Add((guest, ""));
        }
        return company;
    }

    /// <summary>Does what each of them would do next, until it is told to stop.</summary>
    public async Task StayAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            for (var i = 0; i < people.Count; i++)
            {
                var (guest, where) = people[i];
                var now = await NextAsync(guest);
                if (now != where) await say.WriteLineAsync($"  {guest.Name} ({guest.Look.Name}) {now}");
                people[i] = (guest, now);
            }
            await Task.Delay(700, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <returns>Where they are, in words.</returns>
    private static async Task<string> NextAsync(Guest guest)
    {
        try
        {
            if (await guest.Page.Locator("#stage").CountAsync() == 0)
            {
                if (guest.Leads && await guest.Button("Open the room").IsVisibleAsync()) await guest.PressAsync("Open the room");
                return await guest.Page.Locator("#door-words h1").First.InnerTextAsync(new() { Timeout = 2000 }) is var words && words.StartsWith("You’re at", StringComparison.Ordinal) ? "is at the door" : $"reads: {words}";
            }
            if (guest.Leads)
                foreach (var waiting in await guest.Page.Locator("#leading ul.hands li").GetByRole(AriaRole.Button, new() { Name = "Let in", Exact = true }).AllAsync())
                    await waiting.ClickAsync(new() { Timeout = 1000 });
            if (await guest.Page.Locator("#mic[aria-pressed=false]").CountAsync() > 0 && await guest.Page.Locator("#you[data-muted], #you[data-on-break], #you[data-listening]").CountAsync() == 0)
                await guest.Page.Locator("#mic").ClickAsync(new() { Timeout = 1000 });
            return "is inside";
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            return "is on the way";   // the page was changing just then: looked at again in a moment
        }
    }

    public async ValueTask DisposeAsync() => await chromium.DisposeAsync();

    public static async Task<int> RunAsync(string[] args)
    {
        var (people, lead, house) = (5, false, "http://localhost:8080");
        for (var i = 0; i < args.Length; i++)
            switch (args[i])
            {
                case "--lead": lead = true; break;
                case "--port" when i + 1 < args.Length && ushort.TryParse(args[i + 1], out var port): house = $"http://localhost:{port}"; i++; break;
                case var n when int.TryParse(n, out people) && people is >= 1 and <= Most: break;
                default: return await RefuseAsync($"dev/company takes a number from 1 to {Most}, --port N and --lead; not \"{args[i]}\".");
            }

        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var ended = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        if (!await AnswersAsync(house)) return await RefuseAsync($"There is no demo at {house}/demo. Start one with ./hearth up, or say where it is with --port.");
        try
        {
            Console.WriteLine($"Bringing {people} people{(lead ? " and Dan, who leads," : "")} to {house}.");
            await using var company = await BringAsync(house, people, lead, Console.Out);
            Console.WriteLine(lead ? "They are there. Ctrl-C sends them home." : $"They are at the door: let them in as Leila, {house.Replace("localhost", "leila.localhost", StringComparison.Ordinal)}/demo/door. Ctrl-C sends them home.");
            await company.StayAsync(stop.Token);
            return 0;
        }
        catch (PlaywrightException e) when (!stop.IsCancellationRequested)
        {
            return await RefuseAsync($"They did not get there: {e.Message.Split('\n')[0]}");
        }
        catch (PlaywrightException)
        {
            return 0;   // sent home on the way
        }
    }

    private static async Task<bool> AnswersAsync(string house)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            return (await http.GetAsync(new Uri($"{house}/demo"))).IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync($"company: {why}");
        return 2;
    }
}
