using System.Net;
using System.Text.RegularExpressions;
using Hearth.Database;
using Hearth.GroupLife;
using Hearth.Groups;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Tests.GroupLife;

/// <summary>Porch Light writes down what it is like: Wren, June and Tomas, led by Leila.</summary>
public class GroupLifeTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_writes_down_the_others_read_and_change_and_its_history_has_names()
    {
        var (cast, group) = await GatherAsync();
        await AddAsync(cast.Wren, group, "Word", "Foggy", "A day without edges.");
        await AddAsync(cast.June, group, "Norm", null, "We let silence be.");
        await AddAsync(cast.Leila, group, "Ritual", "The candle", "Somebody lights one at six.");
        foreach (var who in (Member[])[cast.Wren, cast["Tomas"], cast.Leila, cast.Noor])
        {
            var page = await cast.Wren.Client.ReadAsync($"/groups/{group}/words");
            foreach (var said in (string[])["Foggy", "A day without edges.", "We let silence be.", "The candle"]) Assert.Contains(said, page, StringComparison.Ordinal);
        }

        var word = await EntryAsync(cast, EntryKind.Word);
        Assert.Equal(HttpStatusCode.SeeOther, (await ChangeAsync(cast["Tomas"], word, 1, "Foggy", "When the day has no edges.")).StatusCode);
        var history = await cast.June.Client.ReadAsync($"/groups/words/{word}");
        foreach (var said in (string[])["Tomas changed it", "Wren wrote it", "A day without edges.", "When the day has no edges."]) Assert.Contains(said, history, StringComparison.Ordinal);
        Assert.Equal(["grouplife.entry-added", "grouplife.entry-changed"], (await host.KindsAsync(cast)).Where(k => k.StartsWith("grouplife.", StringComparison.Ordinal)).Distinct());

        // The group's own sentences stand where one comes in.
        Assert.Contains("We let silence be.", await cast["Tomas"].Client.ReadAsync($"/spaces/{group}/about"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_of_another_group_no_admin_and_no_alum_reads_or_writes_it()
    {
        var (cast, group) = await GatherAsync();
        await AddAsync(cast.Wren, group, "Word", "Foggy", cast.Canary);
        var word = await EntryAsync(cast, EntryKind.Word);
        var there = await Cast.GatherAsync(host);
        Assert.Contains(cast.Canary, await cast.June.Client.ReadAsync($"/groups/{group}/words"), StringComparison.Ordinal);
        foreach (var who in (Member[])[cast["Pilar"], cast.Dan, cast["Ruth"], cast.Ada, cast["Sol"], there.Noor])
        {
            foreach (var page in (string[])[$"/groups/{group}/words", $"/groups/words/{word}"]) Assert.Equal(HttpStatusCode.NotFound, (await who.Client.GetAsync(page, Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await ChangeAsync(who, word, 1, "Foggy", "Changed.")).StatusCode);
        }
        // A supervisor reads along, and writes nothing.
        Assert.DoesNotContain("Add a word", await cast.Noor.Client.ReadAsync($"/groups/{group}/words"), StringComparison.Ordinal);
        foreach (var (path, fields) in new[] { ($"/groups/words/{word}/change", new[] { ("Seen", "1"), ("Title", "Foggy"), ("Text", "Changed.") }), ($"/groups/words/{word}/remove", [("On", "true")]), ($"/groups/{group}/words/add", [("Kind", "Norm"), ("Text", "More.")]), ($"/groups/{group}/name/propose", [("Name", "Lamplight")]) })
            Assert.Equal(HttpStatusCode.NotFound, (await cast.Noor.Client.PostFormAsync(path, fields)).StatusCode);
    }

    [Fact]
    public async Task Of_two_who_change_it_at_once_the_second_is_told_and_loses_nothing()
    {
        var (cast, group) = await GatherAsync();
        await AddAsync(cast.Wren, group, "Word", "Foggy", "A day without edges.");
        var word = await EntryAsync(cast, EntryKind.Word);
        await ChangeAsync(cast.June, word, 1, "Foggy", "June’s words.");
        var refused = await ChangeAsync(cast["Tomas"], word, 1, "Foggy", "The words of Tomas.");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.WordsAsync();
        foreach (var said in (string[])["changed it meanwhile", "June’s words.", "The words of Tomas."]) Assert.Contains(said, page, StringComparison.Ordinal);

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => ChangeAsync(cast.June, word, 2, "Foggy", $"At once, {i}.")));
        Assert.Single(all, a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.All(all, a => Assert.True(a.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task Taken_away_it_is_put_back_with_all_of_its_history()
    {
        var (cast, group) = await GatherAsync();
        await AddAsync(cast.Wren, group, "Word", "Foggy", "A day without edges.");
        var word = await EntryAsync(cast, EntryKind.Word);
        foreach (var _ in (int[])[1, 2]) Assert.Equal($"/groups/{group}/words?gone={word}", (await cast.June.Client.PostFormAsync($"/groups/words/{word}/remove", ("On", "true"))).Headers.Location!.ToString());
        Assert.DoesNotContain("Foggy", await cast.Wren.Client.ReadAsync($"/groups/{group}/words"), StringComparison.Ordinal);
        Assert.Contains("Put it back", await cast.June.Client.ReadAsync($"/groups/{group}/words?gone={word}"), StringComparison.Ordinal);
        await cast.Wren.Client.PostFormAsync($"/groups/words/{word}/remove", ("On", "false"));
        Assert.Contains("Foggy", await cast.June.Client.ReadAsync($"/groups/{group}/words"), StringComparison.Ordinal);
        Assert.Contains("June took it away", await cast.June.Client.ReadAsync($"/groups/words/{word}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_the_groups_once_two_of_it_want_it()
    {
        var (cast, group) = await GatherAsync();
        await cast.Wren.Client.PostFormAsync($"/groups/{group}/name/propose", ("Name", "Lamplight"));
        var proposal = Regex.Match(await cast.June.Client.ReadAsync($"/groups/{group}/words"), "name=\"Proposal\" value=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SettleAsync(cast.Wren, true)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.June.Client.PostFormAsync($"/groups/{group}/name/propose", ("Name", "Harborlight"))).StatusCode);
        Assert.Contains("Porch Light", await cast["Tomas"].Client.ReadAsync("/group"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await SettleAsync(cast["Pilar"], true)).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await SettleAsync(cast.June, true)).StatusCode);
        Assert.Contains("Lamplight", await cast["Tomas"].Client.ReadAsync("/group"), StringComparison.Ordinal);
        Assert.Matches("was called “Porch Light”. Wren proposed the new name, and June agreed", await cast.Leila.Client.ReadAsync($"/groups/{group}/words"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SettleAsync(cast["Tomas"], false)).StatusCode);

        Task<HttpResponseMessage> SettleAsync(Member who, bool agree) => who.Client.PostFormAsync($"/groups/{group}/name/settle", ("Proposal", proposal), ("Agree", agree ? "true" : "false"));
    }

    [Fact]
    public async Task What_is_missing_or_there_already_is_refused_in_words()
    {
        var (cast, group) = await GatherAsync();
        await AddAsync(cast.Wren, group, "Word", "Foggy", "A day without edges.");
        foreach (var (title, text, said) in ((string?, string, string)[])[(null, "Something.", "say what it is called"), ("Foggy", "Again.", "stands there already"), ("Slow", "", "write a few words")])
        {
            var refused = await cast.June.Client.PostFormAsync($"/groups/{group}/words/add", [("Kind", "Word"), .. title is null ? Array.Empty<(string, string)>() : [("Title", title)], ("Text", text)]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(said, await refused.WordsAsync(), StringComparison.Ordinal);
        }
    }

    private async Task<(Cast Cast, Guid Group)> GatherAsync()
    {
        var porch = await Porch.OpenAsync(host);
        return (porch.Cast, porch.Space);
    }

    private static async Task AddAsync(Member who, Guid group, string kind, string? title, string text) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await who.Client.PostFormAsync($"/groups/{group}/words/add", [("Kind", kind), .. title is null ? Array.Empty<(string, string)>() : [("Title", title)], ("Text", text)])).StatusCode);

    private static Task<HttpResponseMessage> ChangeAsync(Member who, Guid entry, int seen, string title, string text) =>
        who.Client.PostFormAsync($"/groups/words/{entry}/change", ("Seen", $"{seen}"), ("Title", title), ("Text", text));

    private Task<Guid> EntryAsync(Cast cast, EntryKind kind)
    {
        var viewer = new Viewer();
        viewer.Become(cast.Noor.AccountId, cast.Noor.MembershipId, cast.ProgramId, cast.Noor.PersonId, Role.Supervisor, "Noor", "UTC", signedAt: NodaTime.NodaConstants.UnixEpoch);
        return host.LookAsync(cast, db => db.EntriesReadBy(viewer).Where(e => e.Kind == kind).Select(e => e.Id).SingleAsync(Cancel));
    }
}
