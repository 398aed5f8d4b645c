using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Hearth.Agreements;
using Hearth.Database;
using Hearth.Tests.Architecture;
using Hearth.Tests.Matrix;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Walls;

/// <summary>
/// AC-27. Whatever a page names, its reader may read: each id on each page that each role reaches is a row which one of the access queries
/// gives them, and each address of ours that a page leads to opens for them.
/// </summary>
public partial class ShownIdsTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Where an id stands that is no row's, each with its reason.</summary>
    private static readonly (string Selector, string Why)[] noRows =
    [
        ("input[name=Press]", "names a press that has not been made yet"),
    ];

    /// <summary>Rows that are named to people for whom there is no query of their own, each with its reason.</summary>
    private static readonly Dictionary<string, string> byAnotherRight = new()
    {
        [nameof(Agreement)] = "the words that everybody of a program is asked to sign, read by whoever is asked",
    };

    [Fact]
    public async Task AC_27_Every_id_on_a_page_is_a_row_that_its_reader_may_read()
    {
        var world = await World.OfAsync(host);
        var (found, seen) = (new List<string>(), 0);
        foreach (var (role, member) in world.Asking)
        {
            if (member is null) continue;
            var shown = Shown(await Crawler.OnceAsync(host, role, member.Client));
            seen += shown.Count;
            found.AddRange((await UnreadableAsync(member, shown)).Select(f => $"{role}: {f}"));
        }
        Report.Clean(found);
        Assert.True(seen > 500, $"Only {seen} ids were looked at.");
    }

    [Fact]
    public async Task AC_27_Every_address_on_a_page_opens_for_its_reader()
    {
        var world = await World.OfAsync(host);
        var found = new List<string>();
        foreach (var (role, member) in world.Asking)
        {
            var client = member?.Client ?? world.Stranger;
            var pages = await Crawler.OnceAsync(host, role, client);
            var links = from page in pages
                        where page.Status == 200
                        from element in page.Document.QuerySelectorAll("a[href], img[src]")
                        let to = (element.GetAttribute("href") ?? element.GetAttribute("src"))!.Split('#')[0]
                        where to.StartsWith('/') && Id.IsMatch(to)
                        group page.Path by to into g
                        select (To: g.Key, On: g.First());
            foreach (var (to, on) in links) found.AddRange((await ShutAsync(client, to)).Select(f => $"{role}: {on} leads to {f}"));
        }
        Report.Clean(found);
    }

    /// <summary>Robin's post and topic are another group's: named on a page of June's, they are found; and their address does not open.</summary>
    [Fact]
    public async Task What_its_reader_may_not_read_is_found()
    {
        var world = await World.OfAsync(host);
        var wren = world.Here.Cast.Wren;
        Guid own = world.Here.Written.Topics["own"], foreign = world.Here.Written.Topics["program"], nobodys = Guid.NewGuid(), elsewhere = world.There.Written.Topics["own"];
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument($"<a href='/topics/{own}'>a</a><div data-stream='topic/{foreign}'></div><p>{nobodys}</p><p>{elsewhere}</p><input name=Press value='{Guid.NewGuid()}'>");
        var found = await UnreadableAsync(wren, Shown([new("/planted", 200, new(), document.DocumentElement.OuterHtml, document)]));
        Assert.Equal([$"/planted: Topic {foreign} is not theirs to read", .. new[] { nobodys, elsewhere }.Order().Select(id => $"/planted: {id} is no row of this program")], found.Order(StringComparer.Ordinal).OrderBy(f => f.Contains("no row", StringComparison.Ordinal)));
        Assert.Single(await ShutAsync(wren.Client, $"/topics/{foreign}"));
        Assert.Empty(await ShutAsync(wren.Client, $"/topics/{own}"));
    }

    private static async Task<IEnumerable<string>> ShutAsync(HttpClient client, string to)
    {
        using var answer = await client.GetAsync(to, Cancel);
        return (int)answer.StatusCode is 200 or 302 or 303 ? [] : [$"{to}: {(int)answer.StatusCode}"];
    }

    /// <summary>Each id and the first page on which it stands as something else than what is no row.</summary>
    private static Dictionary<Guid, string> Shown(IEnumerable<Visited> pages)
    {
        var shown = new Dictionary<Guid, string>();
        foreach (var page in pages)
        {
            var none = noRows.SelectMany(n => page.Document.QuerySelectorAll(n.Selector)).Select(e => e.GetAttribute("value") ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var id in Id.Matches(page.Html).Select(m => m.Value).Where(m => !none.Contains(m))) shown.TryAdd(Guid.Parse(id), page.Path);
        }
        return shown;
    }

    private Task<List<string>> UnreadableAsync(Member member, Dictionary<Guid, string> shown) => host.Scopes.ReadAsync(member.ProgramId, async services =>
    {
        var (db, viewer, left, found) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Viewer>(), shown.Keys.ToHashSet(), new List<string>());
        var now = services.GetRequiredService<Clock>().Now;
        var signed = await db.SignaturesOfCurrent(member.PersonId).AnyAsync(Cancel);
        viewer.Become(member.AccountId, member.MembershipId, member.ProgramId, member.PersonId, member.Role, member.Name, "UTC", signed ? NodaConstants.UnixEpoch : null);
        left.ExceptWith([viewer.ProgramId, viewer.MembershipId]); // where they are, and as whom: rows without a program, and their own
        foreach (var table in db.Model.GetEntityTypes().Where(HasId))
        {
            var queries = Queries.Where(q => q.ReturnType.GenericTypeArguments[0] == table.ClrType).ToList();
            var there = await InAsync(All(db, table.ClrType), table.ClrType, left);
            left.ExceptWith(there);
            foreach (var query in queries)
                if (there.Count > 0) there.ExceptWith(await InAsync((IQueryable)query.Invoke(null, query.GetParameters().Length == 2 ? [db, viewer] : [db, viewer, now])!, table.ClrType, there));
            if (!byAnotherRight.ContainsKey(table.ClrType.Name)) found.AddRange(there.Select(id => $"{shown[id]}: {table.ClrType.Name} {id} is not theirs to read"));
        }
        found.AddRange(left.Order().Select(id => $"{shown[id]}: {id} is no row of this program"));
        return found;
    }, Cancel);

    private static bool HasId(IEntityType table) => typeof(IProgramOwned).IsAssignableFrom(table.ClrType) && table.FindPrimaryKey() is { Properties: [_, { Name: "Id" } id] } && id.ClrType == typeof(Guid);

    /// <summary>Every access query of the house: what begins with the database and a viewer, and needs no more than the time.</summary>
    private static readonly List<MethodInfo> Queries = [.. from type in typeof(HearthDb).Assembly.GetTypes()
        where type is { IsAbstract: true, IsSealed: true }
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where method.IsDefined(typeof(ExtensionAttribute)) && !method.IsGenericMethod && method.GetParameters().Select(p => p.ParameterType).ToArray() is [var first, var second, .. var more] && first == typeof(HearthDb) && second == typeof(Viewer) && (more.Length == 0 || more is [var third] && third == typeof(Instant))
        where method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(IQueryable<>)
        select method];

    private static IQueryable All(HearthDb db, Type row) => (IQueryable)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(row).Invoke(db, null)!;

    private static Task<HashSet<Guid>> InAsync(IQueryable rows, Type row, HashSet<Guid> ids) =>
        (Task<HashSet<Guid>>)typeof(ShownIdsTests).GetMethod(nameof(OfThoseAsync), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(row).Invoke(null, [rows, ids])!;

    private static async Task<HashSet<Guid>> OfThoseAsync<T>(IQueryable<T> rows, HashSet<Guid> ids) where T : class
    {
        var wanted = ids.ToList();
        return [.. await rows.Select(r => EF.Property<Guid>(r, "Id")).Where(id => wanted.Contains(id)).Distinct().ToListAsync(Cancel)];
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex Id { get; }
}
