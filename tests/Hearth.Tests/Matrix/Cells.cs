using Hearth.Html;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Hearth.Tests.Matrix;

/// <summary>One line of the table: an endpoint, and how the rows it names stand to whoever asks ("own", "other", "Person=none").</summary>
internal sealed record Line(string Endpoint, string Relation) : IComparable<Line>
{
    public int CompareTo(Line? other) => string.CompareOrdinal($"{Endpoint},{Relation}", other is null ? "" : $"{other.Endpoint},{other.Relation}");
}

/// <summary>A way to ask: method, address and fields for a given person.</summary>
/// <param name="Live">
/// What happens in a live room is stored by the room itself and cannot be left out: such a line has a room of its own,
/// and is asked as its script asks, leaders last.
/// </param>
internal sealed record Cell(Line Line, string Method, bool Live, Func<World, Member?, (string Path, Dictionary<string, string>? Fields)> Ask)
{
    /// <summary>Whose session this line is about, when it is a live room that the asker can come near.</summary>
    public string? Room => !Live ? null : Line.Relation is "group" or "session=group" ? "group" : Line.Relation is "own" or "" || Line.Relation.StartsWith("Person=", StringComparison.Ordinal) ? "own" : null;

    /// <summary>The same question about a row that does not exist; null when this is it, or none is named.</summary>
    public Line? SameAsNone => Line.Relation.Contains("none", StringComparison.Ordinal) || Line.Relation.Length == 0 ? null
        : Line with { Relation = Line.Relation.Contains('=', StringComparison.Ordinal) ? Line.Relation.Split('=')[0] + "=none" : "none" };
}

/// <summary>Reads from the running server what there is to ask.</summary>
internal static class Cells
{
    public static IEnumerable<Cell> Of(IEnumerable<Endpoint> endpoints) => endpoints.OfType<RouteEndpoint>().SelectMany(Of);

    private static IEnumerable<Cell> Of(RouteEndpoint endpoint)
    {
        // Files are the same for everybody, and the hub is asked in its own way.
        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.DisplayName is "Fallback {**path:file}" or "Blazor Opaque Redirection") yield break;
        var page = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
        var shape = endpoint.Metadata.GetMetadata<VerbShape>();
        var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        var live = pattern.StartsWith("/sessions/{session:guid}/room/", StringComparison.Ordinal);
        var inRoute = endpoint.RoutePattern.Parameters.Select(p => p.Name).ToList();
        foreach (var method in page is not null ? ["GET"] : endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
        {
            var inForm = shape is null ? [] : Fields.IdsIn(shape.Form, inRoute).ToList();
            List<string> ids = [.. inRoute, .. inForm];
            foreach (var (varied, relation) in Variations(ids))
            {
                var label = varied is null ? "" : ids.Count == 1 ? relation : relation.StartsWith("first", StringComparison.Ordinal) ? "own" : $"{varied}={relation}";
                var line = new Line($"{method} {pattern}", label);
                yield return new(line, method, live, (world, asking) =>
                {
                    string Id(string name) => live && string.Equals(name, "session", StringComparison.OrdinalIgnoreCase) && world.Rooms.TryGetValue(line, out var room) ? room.ToString("D") : Ids.Of(name, name == varied && relation != "first" ? relation : Ids.RelationsOf(name)[0], world, asking, (shape?.Verb ?? page)?.Name ?? pattern);
                    var path = pattern;
                    foreach (var part in endpoint.RoutePattern.Parameters)
                        path = System.Text.RegularExpressions.Regex.Replace(path, @"\{\*{0,2}" + part.Name + @"(:[^}]*)?\??\}", Id(part.Name));
                    return (path, method == "GET" ? null : shape is null ? [] : Fields.For(shape.Form, inRoute, Id));
                });
            }
        }
    }

    private static IEnumerable<(string? Varied, string Relation)> Variations(List<string> ids)
    {
        if (ids.Count == 0) yield return (null, "");
        else if (ids.Count == 1)
        {
            foreach (var relation in Ids.RelationsOf(ids[0])) yield return (ids[0], relation);
        }
        else
        {
            yield return (ids[0], "first");
            foreach (var id in ids)
                foreach (var relation in Ids.RelationsOf(id).Skip(Ids.RelationsOf(id).Count > 1 ? 1 : 0)) yield return (id, relation);
        }
    }
}
