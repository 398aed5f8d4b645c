using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hearth.Html;
using Hearth.Tests.Html;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Matrix;

/// <summary>The open line in the table: every method of the hub, every kind of stream, every kind of frame, asked by everybody.</summary>
internal static partial class Lines
{
    /// <summary>Who cannot even open a line.</summary>
    private const string NoLine = "no-line";

    private static readonly string[] relations = ["none", "other", "program", "group", "own"];

    /// <summary>What a frame of a kind looks like. A kind that is not here is sent an empty one, and answers that it is bad.</summary>
    private static readonly Dictionary<string, Func<string, object>> frames = new()
    {
        ["room"] = session => new { session },
        ["echo"] = session => new { session },
        ["media"] = _ => new { t = "hello" },
    };

    private static readonly HashSet<string> wantSession = ["room", "echo"];

    /// <returns>What leaked.</returns>
    public static async Task<IEnumerable<string>> AskAsync(HearthHost host, World world, Table table)
    {
        var (own, group) = (new Line("STREAM", "own"), new Line("STREAM", "group"));
        await Evenings.HoldAsync(host, world, [(own, "own"), (group, "group")]);
        string Program(string relation) => relation switch
        {
            "other" => world.There.Cast.ProgramId.ToString("D"),
            Ids.None => Ids.Of("program", Ids.None, world, null, ""),
            _ => world.Here.Cast.ProgramId.ToString("D"),
        };
        string Session(string relation) => relation switch
        {
            "own" => world.Rooms[own].ToString("D"),
            "group" => world.Rooms[group].ToString("D"),
            _ => Ids.Of("session", relation is "" ? Ids.None : relation, world, null, ""),
        };

        var methods = HubMethods().ToList();
        var streams = host.Services.GetServices<StreamDoor>().Select(d => d.Pattern).Where(p => !p.StartsWith("test/", StringComparison.Ordinal) && !p.EndsWith("/test", StringComparison.Ordinal)).ToList();
        var kinds = host.Services.GetServices<LiveFrame>().Select(f => f.Kind).Where(k => !k.StartsWith("test-", StringComparison.Ordinal)).ToList();
        var leaks = new List<string>();
        foreach (var (role, member) in world.Asking)
        {
            Page? page = null;
            if (member is not null)
            {
                try
                {
                    page = await Page.OpenAsync(host, member);
                }
                catch (Exception e) when (e is HttpRequestException or InvalidOperationException or System.Net.WebSockets.WebSocketException)
                {
                    // Turned away at the handshake.
                }
            }
            async Task Ask(string endpoint, string relation, Func<HubConnection, Task<JsonElement>> ask)
            {
                var line = new Line(endpoint, relation);
                table.Lines.TryAdd(line, []);
                table.Lines[line][role] = page is null ? NoLine : ClassOf(await ask(page.Hub));
            }

            foreach (var method in methods) await Ask($"HUB {method.Name}", "", hub => hub.InvokeCoreAsync<JsonElement>(method.Name, new object?[method.GetParameters().Length], TestContext.Current.CancellationToken));
            foreach (var stream in streams)
                foreach (var relation in stream.Contains("{space}", StringComparison.Ordinal) || stream.Contains("{topic}", StringComparison.Ordinal) ? Ids.RelationsOf("space") : stream.Contains("{conversation}", StringComparison.Ordinal) ? Ids.RelationsOf("conversation") : relations)
                    foreach (var person in stream.Contains("{person}", StringComparison.Ordinal) ? new[] { "own", "group" } : [""])
                    {
                        var name = Value().Replace(stream, m => m.Value switch { "{person}" => Ids.Of("person", person, world, member, ""), "{program}" => Program(relation), "{space}" => Ids.Of("space", relation, world, member, ""), "{conversation}" => Ids.Of("conversation", relation, world, member, ""), "{topic}" => Ids.Of("topic", relation, world, member, ""), _ => Session(relation) });
                        await Ask($"STREAM {stream}", person == "group" ? $"{relation}+person=group" : relation, hub => hub.InvokeAsync<JsonElement>("Subscribe", name, null, TestContext.Current.CancellationToken));
                    }
            foreach (var kind in kinds.Order(StringComparer.Ordinal))
                foreach (var relation in wantSession.Contains(kind) ? relations : [""])
                    await Ask($"FRAME {kind}", relation, hub => hub.InvokeAsync<JsonElement>("Frame", kind, frames.TryGetValue(kind, out var make) ? make(Session(relation)) : new { }, TestContext.Current.CancellationToken));
            if (page is not null) await page.DisposeAsync();

            foreach (var (line, cells) in table.Lines.Where(l => l.Key is { Relation: "other", Endpoint: var asked } && (asked.StartsWith("STREAM ", StringComparison.Ordinal) || asked.StartsWith("FRAME ", StringComparison.Ordinal))))
                if (cells[role] != table.Lines[line with { Relation = "none" }][role]) leaks.Add($"existence shows: {line.Endpoint} for {role}: {cells[role]}");
        }
        return leaks;
    }

    public static IEnumerable<MethodInfo> HubMethods() => typeof(StreamDoor).Assembly.GetType("Hearth.Html.LiveHub", throwOnError: true)!
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.GetBaseDefinition() == m).OrderBy(m => m.Name, StringComparer.Ordinal);

    private static string ClassOf(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("refused", out var why) ? why.GetString() == "not-found" ? "hidden" : "refused:" + why.GetString() : "ok";

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Value();
}
