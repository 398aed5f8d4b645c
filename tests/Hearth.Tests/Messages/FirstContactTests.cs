using System.Net;
using Hearth.Database;
using Hearth.Messages;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Tests.Messages;

/// <summary>A peer writes to a peer for the first time: one message, then a yes or nothing.</summary>
public class FirstContactTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_message_waits_for_a_yes_and_then_both_write()
    {
        var letters = await Letters.OpenAsync(host);
        var (wren, june) = (letters.Cast.Wren, letters.Cast.June);
        var id = await Letters.WriteAsync(wren, "Hello, June. firstword", june);
        Assert.Contains("When June answers, you can write more.", await wren.Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.SendAsync(wren, id, "Are you there?")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.BeginAsync(wren, "Are you there?", june)).StatusCode);

        var asked = await june.Client.ReadAsync($"/messages/{id}");
        foreach (var said in (string[])["firstword", "Wren would like to write with you", "Rather not"]) Assert.Contains(said, asked, StringComparison.Ordinal);
        Assert.DoesNotContain("/send\"", asked, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Letters.SendAsync(june, id, "Hello.")).StatusCode);
        foreach (var _ in (int[])[1, 2]) await Letters.ActAsync(june, id, "accept");
        foreach (var who in new[] { wren, june }) Assert.Equal(HttpStatusCode.SeeOther, (await Letters.SendAsync(who, id, "Hello again.")).StatusCode);
        Assert.Equal(3, (await letters.MessagesAsync(id)).Count);
        Assert.Single(await host.KindsAsync(letters.Cast), k => k == "messages.accepted");
    }

    [Fact]
    public async Task Declined_unseen_whoever_asked_sees_the_same_as_before_and_writing_later_is_a_yes()
    {
        var letters = await Letters.OpenAsync(host);
        var (wren, june) = (letters.Cast.Wren, letters.Cast.June);
        var id = await Letters.WriteAsync(wren, "Hello, June. firstword", june);
        var (list, page) = (await BareAsync(wren, "/messages"), await BareAsync(wren, $"/messages/{id}"));
        await Letters.ActAsync(june, id, "decline");
        Assert.Equal(page, await BareAsync(wren, $"/messages/{id}"));
        Assert.Equal(list, await BareAsync(wren, "/messages"));
        await Letters.AssertNothingAsync(june, id, "Wren");
        Assert.Equal("waiting", await ReasonAsync(wren, id));

        Assert.Equal(id, await Letters.WriteAsync(june, "Hello after all.", wren));
        Assert.Equal(HttpStatusCode.SeeOther, (await Letters.SendAsync(wren, id, "Oh, hello.")).StatusCode);
        Assert.Contains("firstword", await june.Client.ReadAsync($"/messages/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Declined_among_a_few_the_line_that_says_who_can_read_stays_as_it_was()
    {
        var letters = await Letters.OpenAsync(host);
        var (wren, june, tomas) = (letters.Cast.Wren, letters.Cast.June, letters.Cast["Tomas"]);
        var id = await Letters.WriteAsync(wren, "Hello, you two.", june, tomas);
        await Letters.ActAsync(tomas, id, "accept");
        var page = await BareAsync(wren, $"/messages/{id}");
        Assert.Contains("You, June and Tomas can read this.", page, StringComparison.Ordinal);
        await Letters.ActAsync(june, id, "decline");
        Assert.Equal(page, await BareAsync(wren, $"/messages/{id}"));
        await Letters.AssertNothingAsync(june, id, "Hello, you two.");
    }

    private static async Task<string> BareAsync(Member who, string path) =>
        System.Text.RegularExpressions.Regex.Replace(await who.Client.ReadAsync(path), "data-mark=\"[^\"]*\"|name=\"Press\" value=\"[^\"]*\"", "");

    private static async Task<string> ReasonAsync(Member who, Guid conversation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/messages/{conversation}/send") { Content = new FormUrlEncodedContent([new("Text", "More."), new("Press", Guid.NewGuid().ToString("D"))]) };
        request.Headers.Add("X-Hearth", "fetch");
        var answer = await who.Client.SendAsync(request, Cancel);
        return System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("reason").GetString()!;
    }

    [Fact]
    public async Task To_five_peers_a_day_for_the_first_time_and_no_more()
    {
        var cast = await Cast.GatherAsync(host);
        await host.CircleAsync(cast, members: ["Wren", "June", "Tomas", "Pilar", "Ruth", "Idris", "Sol"]);
        foreach (var name in (string[])["June", "Tomas", "Pilar", "Ruth", "Idris"]) await Letters.WriteAsync(cast.Wren, "Hello.", cast[name]);
        var sixth = await Letters.BeginAsync(cast.Wren, "Hello.", cast["Sol"]);
        Assert.Contains("Tomorrow there is room for more.", await sixth.WordsAsync(), StringComparison.Ordinal);
        // Staff, and those who said yes, are open as ever.
        await Letters.WriteAsync(cast.Wren, "Hello.", cast.Leila);
        Assert.Equal(6, await host.LookAsync(cast, db => db.ConversationsOfProgram().CountAsync(Cancel)));
    }

    [Fact]
    public async Task Whoever_has_not_said_yes_is_asked_no_second_time_by_way_of_a_few_and_no_answer_looks_like_a_no()
    {
        var letters = await Letters.OpenAsync(host);
        var (wren, june, tomas) = (letters.Cast.Wren, letters.Cast.June, letters.Cast["Tomas"]);
        var id = await Letters.WriteAsync(wren, "Hello, June.", june);
        async Task<string> FewAsync()
        {
            var refused = await Letters.BeginAsync(wren, "Hello, both.", june, tomas);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            return System.Text.RegularExpressions.Regex.Match(await refused.WordsAsync(), "Your first message to [^<]*").Value;
        }
        var unanswered = await FewAsync();
        Assert.Contains("June", unanswered, StringComparison.Ordinal);
        await Letters.ActAsync(june, id, "decline");
        Assert.Equal(unanswered, await FewAsync());
        // Whoever was asked is free to write, and by that says yes to whoever asked.
        await Letters.WriteAsync(june, "Hello after all.", wren);
        await Letters.WriteAsync(wren, "Hello, both.", june, tomas);
    }

    [Fact]
    public async Task To_a_few_at_once_counts_as_many_as_it_asks()
    {
        var cast = await Cast.GatherAsync(host);
        await host.CircleAsync(cast, members: ["Wren", "June", "Tomas", "Pilar", "Ruth", "Idris", "Sol"]);
        foreach (var name in (string[])["June", "Tomas", "Pilar"]) await Letters.WriteAsync(cast.Wren, "Hello.", cast[name]);
        Assert.Contains("Tomorrow there is room for more.", await (await Letters.BeginAsync(cast.Wren, "Hello.", cast["Ruth"], cast["Idris"], cast["Sol"])).WordsAsync(), StringComparison.Ordinal);
        await Letters.WriteAsync(cast.Wren, "Hello.", cast["Ruth"], cast["Idris"]);
    }
}
