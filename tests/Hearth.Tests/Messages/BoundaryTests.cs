using System.Net;
using Hearth.Boundaries;
using Hearth.Messages.Rules;
using Hearth.Tests.Groups;
using Hearth.Tests.Html;
using Hearth.Tests.Sessions;

namespace Hearth.Tests.Messages;

/// <summary>Somebody whom one does not want to read, and two who are kept apart.</summary>
public class BoundaryTests(HearthHost host)
{
    private static async Task ApartAsync(Cast cast, Member one, Member other) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync("/apart/keep", ("One", one.PersonId.ToString("D")), ("Other", other.PersonId.ToString("D")), ("Reason", Enum.GetNames<SeparationReason>()[0]))).StatusCode);

    [Fact]
    public async Task Whom_somebody_does_not_want_to_read_they_do_not_and_the_other_notices_nothing()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        var two = await Letters.TogetherAsync(cast.Wren, "beforeword", cast.June);
        await Letters.SendAsync(cast.June, two, "Hello, Wren.");
        var some = await Letters.TogetherAsync(cast.Wren, "somebeforeword", cast.June, cast["Tomas"]);
        await Letters.ActAsync(cast.June, some, "quiet", ("Person", cast.Wren.PersonId.ToString("D")));
        Assert.Contains("Wren", await cast.June.Client.ReadAsync("/quiet"), StringComparison.Ordinal);
        await using var junes = await Page.OpenAsync(host, cast.June);
        await junes.SubscribeAsync($"messages/{cast.June.PersonId:D}");
        foreach (var id in new[] { two, some }) Assert.Equal(HttpStatusCode.SeeOther, (await Letters.SendAsync(cast.Wren, id, "wrenword")).StatusCode);
        await Letters.SendAsync(cast["Tomas"], some, "tomasword");

        var list = await cast.June.Client.ReadAsync("/messages");
        Assert.Contains("Resting", list, StringComparison.Ordinal);
        Assert.DoesNotMatch("wrenword|beforeword", await cast.June.Client.ReadAsync($"/messages/{two}") + await cast.June.Client.ReadAsync($"/messages/{some}"));
        Assert.Contains("tomasword", await cast.June.Client.ReadAsync($"/messages/{some}"), StringComparison.Ordinal);
        await junes.UntilAsync(p => p.Late.Count == 1); // of Tomas, and of nothing else
        foreach (var id in new[] { two, some }) Assert.Contains("wrenword", await cast.Wren.Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
        Assert.Contains("wrenword", await cast["Tomas"].Client.ReadAsync($"/messages/{some}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AC_18_Two_who_are_kept_apart_begin_nothing_are_in_nothing_together_and_read_nothing_of_each_other()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        var before = await Letters.TogetherAsync(cast.Wren, "beforeword", cast.June);
        Assert.Equal(HttpStatusCode.SeeOther, (await Letters.SendAsync(cast.June, before, "juneword")).StatusCode); // as long as nobody keeps them apart
        await ApartAsync(cast, cast.Wren, cast.June);

        Assert.DoesNotContain("June", await cast.Wren.Client.ReadAsync("/messages/new"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.BeginAsync(cast.Wren, "Hello.", cast.June)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.BeginAsync(cast["Tomas"], "Hello, you two.", cast.Wren, cast.June)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.BeginAsync(cast.Leila, "Hello, you two.", cast.Wren, cast.June)).StatusCode);
        foreach (var who in new[] { cast.Wren, cast.June })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.SendAsync(who, before, "More.")).StatusCode);
            Assert.DoesNotContain(who == cast.Wren ? "juneword" : "beforeword", await who.Client.ReadAsync($"/messages/{before}"), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.SeeOther, (await Letters.BeginAsync(cast["Tomas"], "Just you.", cast.June)).StatusCode);
    }

    [Fact]
    public async Task AC_19_A_newcomer_is_written_to_once_says_yes_or_not_and_tells_staff_in_two_presses()
    {
        var letters = await Letters.OpenAsync(host);
        var (wren, june) = (letters.Cast.Wren, letters.Cast.June);
        var id = await Letters.WriteAsync(wren, "Text me at 218-555-0199, not here.", june);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.SendAsync(wren, id, "Well?")).StatusCode);
        // A word of caution stands beside every box, and one pattern is read by the page and by us.
        foreach (var box in (string[])["/messages/new", $"/messages/{await Letters.TogetherAsync(june, "Hello.", letters.Cast["Tomas"])}"]) Assert.Contains("data-nudge=\"" + ContactRule.Joined, await june.Client.ReadAsync(box), StringComparison.Ordinal);
        Assert.True(ContactRule.Finds("Text me at 218-555-0199, not here."));

        var message = (await letters.MessagesAsync(id))[0];
        var first = await june.Client.ReadAsync($"/messages/{id}");
        Assert.Contains($"href=\"/messages/tell/{message.Id}\"", first, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await june.Client.PostFormAsync($"/messages/tell/{message.Id}")).StatusCode);
        Assert.Contains("about a message of Wren", await letters.Cast.Noor.Client.ReadAsync("/today"), StringComparison.Ordinal);
    }
}
