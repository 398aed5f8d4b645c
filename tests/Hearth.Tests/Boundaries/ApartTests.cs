using System.Net;
using Hearth.Boundaries;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Tests.Boundaries;

/// <summary>AC-18. Two whom staff keep apart don't meet, and learn of it only where staff chose so.</summary>
public class ApartTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<HttpResponseMessage> KeepAsync(Member staff, Member one, Member other, params (string, string)[] more) =>
        staff.Client.PostFormAsync("/apart/keep", [("One", one.PersonId.ToString("D")), ("Other", other.PersonId.ToString("D")), ("Reason", "OneAsked"), .. more]);

    [Fact]
    public async Task AC_18_Neither_reads_the_other_and_neither_learns_that_the_other_is_there()
    {
        var porch = await Porch.OpenAsync(host, members: ["June"]);
        var cast = porch.Cast;
        var wide = await porch.OpenWideAsync();
        foreach (var name in (string[])["Wren", "June", "Tomas", "Leila"]) await Porch.EnterAsync(cast[name], wide);
        var junes = await porch.StartAsync(cast.June, "junecanary", space: wide);
        var tomass = await porch.StartAsync(cast["Tomas"], "Something else", space: wide);
        Assert.Equal(HttpStatusCode.SeeOther, (await KeepAsync(cast.Leila, cast.Wren, cast.June)).StatusCode);

        var wrens = await porch.StartAsync(cast.Wren, "wrencanary", space: wide);
        await Porch.ReplyAsync(cast.Wren, tomass, "wrencanary below");
        await Porch.ReplyAsync(cast.June, tomass, "junecanary below");
        foreach (var (reader, own, other, theirs) in ((Member, string, string, Guid)[])[(cast.Wren, "wrencanary", "junecanary", junes), (cast.June, "junecanary", "wrencanary", wrens)])
        {
            foreach (var page in (string[])[$"/spaces/{wide}", $"/topics/{tomass}"])
            {
                var seen = await reader.Client.ReadAsync(page);
                Assert.Contains(own, seen, StringComparison.Ordinal);
                Assert.DoesNotContain(other, seen, StringComparison.Ordinal);
                Assert.DoesNotContain(reader == cast.Wren ? ">June" : ">Wren", seen, StringComparison.Ordinal);
            }
            Assert.Equal(HttpStatusCode.NotFound, (await reader.Client.GetAsync($"/topics/{theirs}", Cancel)).StatusCode);
            Assert.DoesNotContain(reader == cast.Wren ? "June" : "Wren", await reader.Client.ReadAsync("/quiet"), StringComparison.Ordinal);
        }
        Assert.Contains("wrencanary", await cast["Tomas"].Client.ReadAsync($"/topics/{tomass}"), StringComparison.Ordinal);

        // Into one group they don't come, whoever is there first, and whoever leads it.
        var refused = await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/members/add", ("Person", cast.Wren.PersonId.ToString("D")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("kept apart", await refused.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/members/add", ("Person", cast["Tomas"].PersonId.ToString("D")))).StatusCode);

        // They may meet again.
        var pair = Assert.Single(await host.LookAsync(cast, db => db.ApartFrom(cast.Wren.PersonId).ToListAsync(Cancel)));
        Assert.Equal(cast.June.PersonId, pair);
        var page2 = await cast.Leila.Client.ReadAsync("/apart");
        var id = System.Text.RegularExpressions.Regex.Match(page2, "/apart/([0-9a-f-]{36})/end").Groups[1].Value;
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Dan.Client.PostFormAsync($"/apart/{id}/end")).StatusCode);
        Assert.Contains("junecanary", await cast.Wren.Client.ReadAsync($"/spaces/{wide}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/groups/{porch.Space}/members/add", ("Person", cast.Wren.PersonId.ToString("D")))).StatusCode);
    }

    [Fact]
    public async Task Whom_staff_tell_learns_it_with_a_name_and_the_other_does_not()
    {
        var cast = await Cast.GatherAsync(host);
        await KeepAsync(cast.Leila, cast.Wren, cast.June, ("TellOne", "true"));
        Assert.Contains("Leila decided that you and June", await cast.Wren.Client.ReadAsync("/quiet"), StringComparison.Ordinal);
        Assert.Contains("Leila decided that you and somebody else don’t meet here.", await cast.Wren.Client.ReadAsync("/who-looked"), StringComparison.Ordinal);
        Assert.DoesNotContain("Wren", await cast.June.Client.ReadAsync("/quiet"), StringComparison.Ordinal);
        Assert.DoesNotContain("don’t meet here", await cast.June.Client.ReadAsync("/who-looked"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_presses_keep_two_apart_once_in_whatever_order_they_are_named()
    {
        var cast = await Cast.GatherAsync(host);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => i % 2 == 0 ? KeepAsync(cast.Leila, cast.Wren, cast.June) : KeepAsync(cast.Noor, cast.June, cast.Wren)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        Assert.Single(await host.LookAsync(cast, db => db.ApartFrom(cast.Wren.PersonId).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Not_oneself_not_staff_and_nobody_of_another_program()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        foreach (var (one, two) in ((Member, Member)[])[(cast.Wren, cast.Wren), (cast.Wren, cast.Dan), (cast.Wren, other.June)])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await KeepAsync(cast.Leila, one, two)).StatusCode);
        Assert.Empty(await host.LookAsync(cast, db => db.ApartFrom(cast.Wren.PersonId).ToListAsync(Cancel)));
    }
}
