using System.Text.RegularExpressions;
using Hearth.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Html;

/// <summary>Who may hear a kind of stream. Registered by the room that pushes into it, with <c>services.AddStream</c>.</summary>
/// <param name="Pattern">"session/{session}/stage": words, and values in braces.</param>
/// <param name="Open">Asked at subscription, and again whenever membership changes. In the viewer's own program and scope.</param>
public sealed record StreamDoor(string Pattern, Func<IServiceProvider, Viewer, IReadOnlyDictionary<string, string>, Task<bool>> Open);

public static class StreamDoorRegistration
{
    public static IServiceCollection AddStream(this IServiceCollection services, string pattern, Func<IServiceProvider, Viewer, IReadOnlyDictionary<string, string>, Task<bool>> open) =>
        services.AddSingleton(new StreamDoor(pattern, open));
}

/// <summary>Finds the door of a stream by its name. A name is short, and nothing but lower-case letters, digits, hyphens and slashes.</summary>
internal sealed partial class StreamDoors(IEnumerable<StreamDoor> doors)
{
    public const int LongestName = 160;

    private readonly (StreamDoor Door, string[] Parts)[] known = [.. doors.Select(d => (d, d.Pattern.Split('/')))];

    [GeneratedRegex("^[a-z0-9-]+(/[a-z0-9-]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex NameShape { get; }

    public static bool IsName(string name) => name.Length is > 0 and <= LongestName && NameShape.IsMatch(name);

    public (StreamDoor Door, IReadOnlyDictionary<string, string> Values)? Find(string name)
    {
        var said = name.Split('/');
        foreach (var (door, parts) in known)
        {
            if (parts.Length != said.Length) continue;
            var values = new Dictionary<string, string>();
            var fits = true;
            for (var i = 0; i < parts.Length && fits; i++)
            {
                if (parts[i].StartsWith('{')) values[parts[i].Trim('{', '}')] = said[i];
                else fits = parts[i] == said[i];
            }
            if (fits) return (door, values);
        }
        return null;
    }
}
