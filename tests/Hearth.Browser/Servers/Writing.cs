using Hearth.Browser.Journeys;
using Hearth.Browser.Media;

namespace Hearth.Browser.Servers;

/// <summary>
/// People who write all the while, through their own pages, one numbered line after the other: each is sent until it is taken, as
/// the page's script does it. In the end all that was taken stands in the log and on every page, once, in its order.
/// </summary>
public sealed class Writing
{
    private static int times;
    private readonly TwoServerEvening evening;
    private readonly Dictionary<Guest, string> writers;

    private Writing(TwoServerEvening evening, Dictionary<Guest, string> writers) => (this.evening, this.writers) = (evening, writers);

    public static async Task<Writing> BeginAsync(TwoServerEvening evening, params string[] hosts)
    {
        var writing = new Writing(evening, hosts.ToDictionary(h => evening[h], h => $"{h}{++times}"));
        foreach (var (guest, name) in writing.writers)
            await guest.Page.EvaluateAsync(
                """
                (name) => {
                  window.taken = [];
                  window.unanswered = 0;
                  window.writing = true;
                  void (async () => {
                    const url = location.pathname.replace(/\/$/, "") + "/say";
                    for (let i = 0; window.writing; i++) {
                      const text = `${name} ${i}.`;
                      const press = crypto.randomUUID();
                      for (;;) {
                        try {
                          const answer = await fetch(url, { method: "POST", body: new URLSearchParams({ Text: text }), headers: { "X-Hearth": "fetch", "X-Hearth-Press": press } });
                          if (answer.status === 204) break;
                        } catch {}
                        window.unanswered++;
                        await new Promise((done) => setTimeout(done, 200));
                      }
                      window.taken.push(text);
                      await new Promise((done) => setTimeout(done, 300));
                    }
                    window.stopped = true;
                  })();
                }
                """, name);
        await writing.GoesOnAsync();
        return writing;
    }

    private static Task<int> CountAsync(Guest guest) => guest.Page.EvaluateAsync<int>("() => window.taken.length");

    /// <summary>Some more lines are taken, and everybody reads them.</summary>
    public async Task GoesOnAsync()
    {
        foreach (var (guest, name) in writers)
        {
            var from = await CountAsync(guest);
            await Circle.UntilAsync(async () => await CountAsync(guest) >= from + 3, $"what {guest.Name} writes is taken", 60);
            await evening.AllReadAsync($"{name} {from + 2}.");
        }
    }

    public async Task EndAsync()
    {
        foreach (var (guest, name) in writers)
        {
            await guest.Page.EvaluateAsync("() => { window.writing = false; }");
            await Circle.UntilAsync(() => guest.Page.EvaluateAsync<bool>("() => window.stopped === true"), $"{guest.Name}’s last line is taken", 60);
            await guest.Page.EvaluateAsync("() => { window.stopped = false; }");
            var taken = await guest.Page.EvaluateAsync<string[]>("() => window.taken");
            await evening.AllReadAsync(taken[^1]);
            foreach (var reader in evening.Guests) Assert.Equal(taken, await TwoServerEvening.NumberedAsync(reader, name));
        }
    }
}
