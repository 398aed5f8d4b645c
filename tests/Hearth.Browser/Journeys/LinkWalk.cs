using System.Text.RegularExpressions;

namespace Hearth.Browser.Journeys;

/// <summary>Goes to each page that somebody can come to by links, and looks at it.</summary>
internal static partial class LinkWalk
{
    private const int MostPages = 60;

    /// <returns>How many pages of each kind there were, ids left out.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> EachPageAsync(Guest guest, Func<string, int, Task> look)
    {
        var ahead = new Queue<string>([new Uri(guest.Page.Url).AbsolutePath, "/hard-moment", "/account"]);
        var (seen, kinds) = (new HashSet<string>(), new Dictionary<string, int>());
        while (ahead.TryDequeue(out var path) && seen.Count < MostPages)
        {
            // Of pages that differ only in whose they are, two.
            var kind = Ids().Replace(path, "*").Split('?')[0];
            if (!seen.Add(path) || kinds.GetValueOrDefault(kind) == 2) continue;
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            var answer = await guest.Page.GotoAsync(guest.Home + path);
            await look(path, answer!.Status);
            foreach (var to in await guest.Page.EvaluateAsync<string[]>("() => Array.from(document.querySelectorAll('a[href]')).filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.pathname + a.search)"))
                ahead.Enqueue(to);
        }
        return kinds;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=^/leaving/)[^/]+")]
    private static partial Regex Ids();
}
