using Hearth.Database;
using Hearth.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Groups;

/// <summary>Groups of a cast, made without the pages.</summary>
internal static class Circles
{
    public static Task<Group> CircleAsync(this HearthHost host, Cast cast, string name = "Porch Light", LedBy ledBy = LedBy.Therapist, int cap = 9,
        string[]? leaders = null, string[]? members = null) =>
        host.Scopes.WriteAsync(cast.ProgramId, s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            var now = s.GetRequiredService<Clock>().Now;
            var group = Group.Make(cast.ProgramId, name, "A place to say how the week was.", ledBy, cap, now);
            db.Add(group);
            foreach (var leader in leaders ?? ["Leila"]) db.Add(GroupLeader.Of(group, cast[leader].PersonId));
            foreach (var member in members ?? ["Wren", "June", "Tomas"]) db.Add(GroupMember.Join(group, cast[member].PersonId, now));
            return Task.FromResult(group);
        });

    public static Task<List<GroupMember>> RowsOfAsync(this HearthHost host, Cast cast, Guid group) =>
        host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().MembershipsLedBy(AsAdmin(cast)).Where(m => m.GroupId == group).AsNoTracking().ToListAsync());

    /// <summary>Somebody who sees all of a program, for looking at what was stored.</summary>
    public static Viewer AsAdmin(Cast cast)
    {
        var viewer = new Viewer();
        viewer.Become(cast.Ada.AccountId, cast.Ada.MembershipId, cast.ProgramId, cast.Ada.PersonId, Role.Admin, "Ada", "UTC", signedAt: NodaConstants.UnixEpoch);
        return viewer;
    }

    public static async Task<string> ReadAsync(this HttpClient client, string path)
    {
        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static async Task<string> WordsAsync(this HttpResponseMessage answer) =>
        System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
