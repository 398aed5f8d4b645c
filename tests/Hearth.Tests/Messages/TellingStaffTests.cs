using System.Net;
using System.Text.RegularExpressions;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Messages;
using Hearth.Tests.FollowUps;
using Hearth.Tests.Groups;
using Hearth.Tests.Html;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Tests.Messages;

/// <summary>In two presses to the staff, with its surroundings and nothing more. Noor is on call.</summary>
public class TellingStaffTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<HttpResponseMessage> TellAsync(Member who, Guid message, string? words = null) => who.Client.PostFormAsync($"/messages/tell/{message}", words is null ? [] : [("Words", words)]);

    /// <summary>Twelve lines of Wren's to June; line 6 is what staff are told of.</summary>
    private async Task<(Letters Letters, Guid Conversation, List<Message> Messages)> WrittenAsync()
    {
        var letters = await Letters.OpenAsync(host);
        var id = await Letters.TogetherAsync(letters.Cast.Wren, "line01", letters.Cast.June);
        for (var i = 2; i <= 12; i++) await Letters.SendAsync(letters.Cast.Wren, id, $"line{i:00}");
        return (letters, id, await letters.MessagesAsync(id));
    }

    [Fact]
    public async Task AC_27_Two_presses_and_staff_read_that_one_with_a_few_around_it_and_nothing_more()
    {
        var (letters, id, messages) = await WrittenAsync();
        var cast = letters.Cast;
        // The first press: the link below the message. The second: the page's button.
        var link = Regex.Match(await cast.June.Client.ReadAsync($"/messages/{id}"), $"href=\"(/messages/tell/{messages[5].Id})\"").Groups[1].Value;
        Assert.Contains($"action=\"{link}\"", await cast.June.Client.ReadAsync(link), StringComparison.Ordinal);
        var told = await cast.June.Client.PostFormAsync(link, ("Words", "ownword"));
        Assert.Contains("The program knows now.", await cast.June.Client.ReadAsync(told.Headers.Location!.ToString()), StringComparison.Ordinal);
        await Letters.SendAsync(cast.Wren, id, "line13");

        Assert.Contains("Staff were told about a message of Wren.", await cast.Noor.Client.ReadAsync("/today"), StringComparison.Ordinal);
        var one = await host.OnlyFollowUpAsync(cast);
        var page = await cast.Noor.Client.ReadAsync($"/follow-ups/{one.Id}");
        Assert.Equal(Enumerable.Range(3, 7).Select(i => $"line{i:00}"), Regex.Matches(page, "line\\d\\d").Select(m => m.Value));
        Assert.Contains("ownword", page, StringComparison.Ordinal);
        // Nothing else opens by it.
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Noor.Client.GetAsync($"/messages/{id}", Cancel)).StatusCode);

        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/take");
        Assert.Contains("Noor has it, since", await cast.June.Client.ReadAsync("/messages/told"), StringComparison.Ordinal);
        await cast.Noor.Client.PostFormAsync($"/follow-ups/{one.Id}/end", ("End", "Spoke"), ("Words", "staffword"));
        var after = await cast.June.Client.ReadAsync("/messages/told");
        Assert.Contains("Noor has looked after it.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("staffword", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_it_tells_both_and_not_who_told_and_each_reading_is_on_record()
    {
        var (letters, id, messages) = await WrittenAsync();
        var cast = letters.Cast;
        await using var wrens = await Page.OpenAsync(host, cast.Wren);
        await wrens.SubscribeAsync($"conversation/{id:D}");
        await TellAsync(cast.June, messages[5].Id);
        var before = await cast.Wren.Client.ReadAsync($"/messages/{id}");
        Assert.DoesNotMatch("were told|opened some", before); // telling alone is not told
        Assert.Empty(wrens.Late);
        var one = await host.OnlyFollowUpAsync(cast);
        foreach (var _ in (int[])[1, 2]) await cast.Noor.Client.ReadAsync($"/follow-ups/{one.Id}");
        await wrens.UntilAsync(p => p.Late.Count > 0);

        foreach (var who in new[] { cast.Wren, cast.June })
        {
            var page = await who.Client.ReadAsync($"/messages/{id}");
            Assert.Single(Regex.Matches(page, "Noor opened some of these messages, because staff were told about one of them"));
            var looked = await who.Client.ReadAsync("/who-looked");
            Assert.Contains("Noor opened messages of a conversation that you are in", looked, StringComparison.Ordinal);
            Assert.DoesNotMatch("June told|told by June", page + looked);
        }
        Assert.Equal(4, (await host.KindsAsync(cast)).Count(k => k == "messages.opened")); // two readings, of two people
        Assert.DoesNotContain("conversation that you are in", await cast["Tomas"].Client.ReadAsync("/who-looked"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_was_shown_a_message_tells_of_it_and_only_once()
    {
        var (letters, _, messages) = await WrittenAsync();
        var cast = letters.Cast;
        foreach (var who in (Member[])[cast["Tomas"], cast.Leila, cast.Noor, cast.Wren, (await Cast.GatherAsync(host)).June])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await TellAsync(who, messages[5].Id)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await who.Client.GetAsync($"/messages/tell/{messages[5].Id}", Cancel)).StatusCode);
        }
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => TellAsync(cast.June, messages[5].Id)));
        Assert.Single(answers.Select(a => a.Headers.Location!.ToString()).Distinct());
        await TellAsync(cast.June, messages[6].Id);
        Assert.Equal(2, (await host.KindsAsync(cast)).Count(k => k == "messages.told-staff"));
        await host.OnlyFollowUpAsync(cast);
    }

    [Fact]
    public async Task Who_is_not_called_for_it_reads_nothing_and_nobody_reads_what_is_about_them()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        // Noor is on call herself: she is not called about what she wrote.
        var id = await Letters.WriteAsync(cast.Noor, "hardword", cast.Wren);
        await TellAsync(cast.Wren, (await letters.MessagesAsync(id))[0].Id);
        var one = await host.OnlyFollowUpAsync(cast);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Noor.Client.GetAsync($"/follow-ups/{one.Id}", Cancel)).StatusCode);
        Assert.DoesNotContain("about a message of Noor", await cast.Noor.Client.ReadAsync("/today"), StringComparison.Ordinal);
        Assert.DoesNotContain(await host.LookAsync(cast, db => db.CallsOfProgram().Select(c => c.PersonId).ToListAsync(Cancel)), p => p == cast.Noor.PersonId);
        foreach (var who in new[] { cast.Leila, cast.Wren, cast.June }) Assert.Equal(HttpStatusCode.NotFound, (await who.Client.GetAsync($"/follow-ups/{one.Id}", Cancel)).StatusCode);
    }
}
