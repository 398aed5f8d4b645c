using System.Reflection;
using System.Text.RegularExpressions;
using Hearth.Channels;
using Hearth.Tests.Architecture;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Channels;

/// <summary>
/// A linter over all that leaves the house (AC-13). It finds the ways out and the kinds of call by themselves, so that a new one cannot
/// be forgotten; it fills everything that they are told with words that must not get out, and reads what they write.
/// </summary>
public partial class OutgoingTests(HearthHost host)
{
    /// <summary>Words that would say what it is about, or whose house it comes from, in both languages. In the words of a page they may stand; on a lock screen not.</summary>
    [GeneratedRegex("hearth|program|group|grupo|circle|c[ií]rculo|session|sesi[oó]n|therap|terap|clinic|cl[ií]nic|crisis|hard moment|momento dif|concern|preocup|topic|tema|agreement|acuerdo|peer|support|apoyo|patient|paciente|treatment|tratamiento|mental|health|salud|recover|recuper|relapse|reca[ií]|suicid|sober|sobri|leila|wren", RegexOptions.IgnoreCase)]
    private static partial Regex Denied { get; }

    private static readonly Instant by = Instant.FromUtc(2026, 12, 1, 22, 5);

    /// <summary>What one of these is told may stand in what it writes: the rest of a call is there to be sent by, and not to be read.</summary>
    private static string[] MaySay(IOutgoing way, CallKind kind) => (way, kind) switch
    {
        (Mail, CallKind.Code) => [nameof(Call.To), nameof(Call.Code), nameof(Call.Link)],
        (Mail, _) => [nameof(Call.To), nameof(Call.Link)],
        (Hook, CallKind.Drill) => [nameof(Call.To), nameof(Call.Link)], // the reference that the provider knows them by
        (Hook, _) => [nameof(Call.To)],
        _ => [],
    };

    /// <summary>A call with a canary in each of its texts, whatever texts a call may have by then.</summary>
    private static (Call Call, Dictionary<string, string> Canaries) Full(CallKind kind, string language, Instant? answerBy)
    {
        var canaries = new Dictionary<string, string>();
        var constructor = typeof(Call).GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var call = (Call)constructor.Invoke([.. constructor.GetParameters().Select(p => p.Name switch
        {
            nameof(Call.Kind) => kind,
            nameof(Call.Language) => language,
            nameof(Call.Zone) => "America/Chicago",
            nameof(Call.Id) => Guid.NewGuid(),
            nameof(Call.AnswerBy) => (object?)answerBy,
            nameof(Call.To) => canaries[p.Name!] = "canary-to@mail.example",
            _ when p.ParameterType == typeof(string) => canaries[p.Name!] = $"canary-{p.Name!.ToLowerInvariant()}",
            _ => throw new InvalidOperationException($"A call has something new, {p.Name}: what is to be put there so that it would be noticed?"),
        })]);
        return (call, canaries);
    }

    private static IEnumerable<string> Leaks(IOutgoing way)
    {
        foreach (var kind in Enum.GetValues<CallKind>())
            foreach (var language in (string[])["en", "es"])
                foreach (var until in (Instant?[])[null, by])
                {
                    var (call, canaries) = Full(kind, language, until);
                    var written = way.Written(call);
                    var where = $"{way.GetType().Name}, {kind}, {language}";
                    foreach (var (name, canary) in canaries)
                        if (!MaySay(way, kind).Contains(name) && written.Contains(canary, StringComparison.OrdinalIgnoreCase)) yield return $"{where}: says {name}";
                    var bare = canaries.Values.Aggregate(written, (text, canary) => text.Replace(canary, "", StringComparison.OrdinalIgnoreCase));
                    foreach (Match word in Denied.Matches(bare)) yield return $"{where}: says \"{word.Value}\"";
                }
    }

    private static IEnumerable<Type> Ways(Assembly assembly) => assembly.GetTypes().Where(t => typeof(IOutgoing).IsAssignableFrom(t) && t is { IsInterface: false, IsAbstract: false });

    [Fact]
    public void No_way_out_says_more_than_that_something_is_there()
    {
        var ways = Ways(typeof(IOutgoing).Assembly).Select(t => (IOutgoing)host.Services.GetRequiredService(t)).ToList();
        Assert.Contains(ways, w => w is Mail);
        Assert.Contains(ways, w => w is Hook);
        Assert.Contains(ways, w => w is Push);
        Report.Clean(ways.SelectMany(Leaks));
        // It read something: each writes what it is for.
        Assert.All(ways, w => Assert.NotEmpty(w.Written(Full(CallKind.NeedsAnswer, "en", by).Call)));
    }

    [Fact]
    public void Each_type_that_can_send_is_a_way_out_or_was_looked_at() => Report.Clean(Senders(Built.Rooms.Types).Except([
        .. Ways(typeof(IOutgoing).Assembly).Select(t => t.FullName!),
        "Hearth.Channels.OutsideHttp", // opens connections for the ways out, and says nothing itself
        "Hearth.Channels.Heartbeat", // asks an address that the operator set, and sends nothing
    ]), "These speak to somebody outside and the linter does not read what they say: ");

    [Fact]
    public void What_says_too_much_is_found()
    {
        var found = Leaks(new Chatty()).ToList();
        Assert.Contains("Chatty, NeedsAnswer, en: says To", found);
        Assert.Contains("Chatty, Notice, es: says Link", found);
        Assert.Contains("Chatty, Drill, en: says \"group\"", found);
        Assert.Contains("Chatty, Code, en: says \"Leila\"", found);
        Assert.Equal(["Hearth.Tests.Channels.Unnoticed"], Senders(Built.Tests.Types.Where(t => t.Type.Name == nameof(Unnoticed))));
    }

    /// <summary>What opens a connection to somebody else's machine: by http or as a mail client.</summary>
    private static IEnumerable<string> Senders(IEnumerable<Written> types) =>
        types.Where(t => t.Uses.Any(u => u.FullName is "System.Net.Http.HttpClient" or "System.Net.Http.SocketsHttpHandler" or "MailKit.Net.Smtp.SmtpClient")).Select(t => t.Type.FullName).Distinct();
}

/// <summary>Planted: a way out that says whom it is for, where it leads, and what it is about.</summary>
internal sealed class Chatty : IOutgoing
{
    public string Written(Call call) => $"For {call.To}: Leila wrote in your group. {call.Link}";
}

/// <summary>Planted: sends, and is no way out that the linter knows.</summary>
internal static class Unnoticed
{
    public static HttpClient Client() => new();
}
