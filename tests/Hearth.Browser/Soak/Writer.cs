using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Hearth.Browser.Soak;

/// <summary>Somebody who writes a numbered line again and again, each sent under one id until it is taken, as the page's script does it.</summary>
public sealed class Writer
{
    private static int times;
    private readonly CancellationTokenSource stop = new();
    private readonly LoadedPerson person;
    private readonly Task writing;

    public Writer(LoadedPerson person, TimeSpan pause)
    {
        this.person = person;
        Name = $"line{Interlocked.Increment(ref times)}";
        writing = WriteAsync(pause);
    }

    /// <summary>What each of its lines begins with.</summary>
    public string Name { get; }

    /// <summary>What was acknowledged, in order.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>When the last of them was, and when it was last sent.</summary>
    public (long Sent, long Taken) Last { get; private set; }

    /// <summary>Answers that were none, or not the one that was due: each was sent again.</summary>
    public int Failed => Answers.Values.Sum();

    /// <summary>Of those, the ones in which the server called it a defect of its own.</summary>
    public int Defects => Answers.GetValueOrDefault("500");

    /// <summary>The same, by what was answered: a status, or none.</summary>
    public ConcurrentDictionary<string, int> Answers { get; } = [];

    /// <summary>What of mine stands in a page, in its order.</summary>
    public List<string> In(string page) => [.. Regex.Matches(page, $@"\b{Name} \d+\.").Select(m => m.Value)];

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await writing;
    }

    private async Task WriteAsync(TimeSpan pause)
    {
        await Task.Delay(pause * Random.Shared.NextDouble());
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var (line, press) = ($"{Name} {i}.", Guid.NewGuid());
            long sent;
            while (true)
            {
                sent = Stopwatch.GetTimestamp();
                var answer = await person.TryAsync("say", press, ("Text", line));
                if (answer == HttpStatusCode.NoContent) break;
                var said = answer is { } status ? ((int)status).ToString(CultureInfo.InvariantCulture) : "none";
                Answers.AddOrUpdate(said, 1, (_, n) => n + 1);
                await Task.Delay(200);
            }
            Taken.Add(line);
            Last = (sent, Stopwatch.GetTimestamp());
            await Task.Delay(pause, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}
