using System.Net;
using System.Text.RegularExpressions;
using Hearth.Moderation;
using Hearth.Spaces;
using Hearth.Tests.Groups;
using Hearth.Tests.Notices;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;

namespace Hearth.Tests.Moderation;

/// <summary>Whom what staff do is told to: whoever it concerns, and nobody besides.</summary>
public class ModerationNoticeTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task ToldAsync(Porch porch, params (string Kind, string Whom)[] expected)
    {
        foreach (var (kind, whom) in expected) Assert.Equal(whom, await host.WhoWasToldAsync(porch.Cast, kind));
        // And of nothing else.
        foreach (var kind in ModerationNotices.Kinds.Select(k => k.Name).Except(expected.Select(e => e.Kind))) Assert.Equal("", await host.WhoWasToldAsync(porch.Cast, kind));
    }

    /// <summary>The notice that they press leads to a page that is there for them, and says what it says without a word of anybody's.</summary>
    private async Task<string> LookAsync(Member who, string sentence, string never)
    {
        var list = await who.Client.ReadAsync("/notices");
        Assert.DoesNotContain(never, list, StringComparison.Ordinal);
        var at = list.IndexOf(sentence, StringComparison.Ordinal);
        Assert.True(at > 0, $"{who.Name} reads no “{sentence}”");
        var opened = await who.Client.PostFormAsync(Regex.Match(list[at..], "/notices/[0-9a-f-]{36}/open").Value);
        var path = opened.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.OK, (await who.Client.GetAsync(path.Split('#')[0], Cancel)).StatusCode);
        return path;
    }

    [Fact]
    public async Task Given_back_and_put_up_its_author_hears_of_and_nobody_else()
    {
        var porch = await Porch.OpenAsync(host);
        var (june, leila) = (porch.Cast.June, porch.Cast.Leila);
        var topic = await porch.StartAsync(porch.Cast.Wren, "Sundays are long.");
        var hold = await porch.HeldAsync(topic);
        await ToldAsync(porch);
        await hold.SendBackAsync(leila, "Not like this. wordcanary");
        await ToldAsync(porch, (ModerationNotices.SentBack, "June"));
        Assert.Equal($"/held/{hold.Id}", await LookAsync(june, "Something you wrote was given back to you.", "wordcanary"));

        var second = await porch.HeldAsync(topic, Waits.Words + " too");
        await second.ReleaseAsync(leila);
        await ToldAsync(porch, (ModerationNotices.SentBack, "June"), (ModerationNotices.LetIn, "June"));
        Assert.Equal($"/held/{second.Id}", await LookAsync(june, "Something you wrote has been read and stands now.", "heldcanary"));

        // What she does herself is no news to her.
        var third = await porch.HeldAsync(topic, Waits.Words + " as well");
        await june.Client.PostFormAsync($"/held/{third.Id}/take-back");
        await ToldAsync(porch, (ModerationNotices.SentBack, "June"), (ModerationNotices.LetIn, "June"));
    }

    [Fact]
    public async Task Who_told_hears_who_has_it_and_its_author_of_the_word_alone()
    {
        var porch = await Porch.OpenAsync(host);
        var (cast, tomas) = (porch.Cast, porch.Cast["Tomas"]);
        var topic = await porch.StartAsync(cast.Wren, "Sundays are long.");
        await Porch.ReplyAsync(tomas, topic, "You lot never listen.");
        var post = (await porch.PostAsync(topic, 2)).Id;
        var report = await TellAsync(cast.June, post);
        await ToldAsync(porch);
        await cast.Leila.Client.PostFormAsync($"/reports/{report}/take");
        await ToldAsync(porch, (ModerationNotices.Taken, "June"));
        Assert.Equal("/held/mine", await LookAsync(cast.June, "Somebody has what you told the staff.", "Tomas"));
        await cast.Leila.Client.PostFormAsync($"/reports/{report}/end", ("End", "PrivateWord"), ("Words", "Could you say it from yourself? wordcanary"));
        await ToldAsync(porch, (ModerationNotices.Taken, "June"), (ModerationNotices.LookedAt, "June"), (ModerationNotices.WordWritten, "Tomas"));
        Assert.Equal($"/topics/{topic}", await LookAsync(tomas, "Somebody from the program wrote to you alone", "wordcanary"));
        await LookAsync(cast.June, "What you told the staff was looked at.", "wordcanary");

        var word = Regex.Match(await tomas.Client.ReadAsync($"/topics/{topic}"), "/words/([0-9a-f-]{36})").Groups[1].Value;
        await tomas.Client.PostFormAsync($"/words/{word}", ("Words", "I am sorry. answercanary"));
        Assert.Equal("Leila", await host.WhoWasToldAsync(cast, ModerationNotices.WordAnswered));
        Assert.Equal($"/topics/{topic}", await LookAsync(cast.Leila, "Somebody answered what you wrote to them alone.", "answercanary"));

        // Hidden at the end of one, its author hears of that as of any other.
        Assert.Equal("", await host.WhoWasToldAsync(cast, SpaceNotices.Hidden));
        await cast.Noor.Client.PostFormAsync($"/reports/{await TellAsync(cast.Wren, post)}/end", ("End", "Hidden"), ("Words", "Not like this."));
        Assert.Equal("Tomas", await host.WhoWasToldAsync(cast, SpaceNotices.Hidden));
    }

    [Fact]
    public async Task A_pause_its_end_and_what_came_of_asking_again_are_told_to_whom_they_concern()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Leila.Client.PostFormAsync($"/people/{cast.June.PersonId}/pause", ("For", "Day"), ("Words", "Let it rest. pausecanary"))).StatusCode);
        await ToldAsync(porch, (ModerationNotices.Paused, "June"));
        Assert.Equal("/held/mine", await LookAsync(cast.June, "Your writing to others is paused for a time.", "pausecanary"));
        var pause = Regex.Match(await cast.June.Client.ReadAsync("/held/mine"), "/pauses/([0-9a-f-]{36})/ask-again").Groups[1].Value;
        await cast.June.Client.PostFormAsync($"/pauses/{pause}/ask-again", ("Words", "I slept. pleacanary"));
        await ToldAsync(porch, (ModerationNotices.Paused, "June"), (ModerationNotices.PauseAsked, "Leila"));
        Assert.Equal("/held#paused", await LookAsync(cast.Leila, "Somebody asks you to look at a pause again.", "pleacanary"));
        await cast.Noor.Client.PostFormAsync($"/pauses/{pause}/leave");
        await cast.Leila.Client.PostFormAsync($"/pauses/{pause}/end");
        await ToldAsync(porch, (ModerationNotices.Paused, "June"), (ModerationNotices.PauseAsked, "Leila"), (ModerationNotices.PauseLeft, "June"), (ModerationNotices.PauseEnded, "June"));
        await LookAsync(cast.June, "Somebody looked again, and the pause stays until its time.", "Noor");
        await LookAsync(cast.June, "You can write to others again.", "Leila");
    }

    private static async Task<Guid> TellAsync(Member who, Guid post) =>
        Guid.Parse((await who.Client.PostFormAsync($"/posts/{post}/tell", ("Reason", "Hurtful"))).Headers.Location!.ToString()["/held/mine?told=".Length..]);
}
