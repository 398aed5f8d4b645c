using System.Net;
using CsCheck;
using Hearth.Holds;
using Hearth.Tests.Spaces;

namespace Hearth.Tests.Moderation;

/// <summary>Whatever is done in whatever order to what waits: each ends once, what was let in stands once, and the numbers have no gap.</summary>
public class AnyHoldTests(HearthHost host)
{
    private enum Act { Held, Plain, Release, SendBack, Rewrite, RewriteHeld, TakeBack, AskAgain }

    private static readonly Gen<(Act Act, int Which, int Who)[]> plays = Gen.Select(Gen.Int[0, 7].Select(i => (Act)i), Gen.Int[0, 5], Gen.Int[0, 2]).Array[8, 24];

    [Fact]
    public async Task Each_ends_once_and_stands_once() => await plays.SampleAsync(async play =>
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Hello.");
        var at = 0;
        foreach (var (act, which, who) in play)
        {
            var (holds, author) = (await porch.HoldsAsync(), (Member[])[cast.June, cast["Tomas"], cast.Wren]);
            var hold = holds.Count == 0 ? null : holds[which % holds.Count];
            var owner = hold is null ? cast.June : cast.Members.Single(m => m.PersonId == hold.AuthorId);
            var staff = who == 0 ? cast.Noor : cast.Leila;
            var answer = act switch
            {
                Act.Held => await Porch.ReplyAsync(author[who], topic, $"{Waits.Words} {at++}"),
                Act.Plain => await Porch.ReplyAsync(author[who], topic, $"And I, {at++}."),
                _ when hold is null => null,
                Act.Release => await hold.ReleaseAsync(staff),
                Act.SendBack => await hold.SendBackAsync(staff),
                Act.Rewrite => await hold.RewriteAsync(owner, $"Changed, {at++}."),
                Act.RewriteHeld => await hold.RewriteAsync(owner, $"{Waits.Words} changed {at++}"),
                Act.TakeBack => await owner.Client.PostFormAsync($"/held/{hold.Id}/take-back"),
                _ => await owner.Client.PostFormAsync($"/held/{hold.Id}/ask-again", ("Words", "Please.")),
            };
            Assert.True(answer?.StatusCode is null or HttpStatusCode.SeeOther or HttpStatusCode.UnprocessableEntity, $"{act}: {(int?)answer?.StatusCode}");
        }

        var (all, ends, posts) = (await porch.HoldsAsync(), await porch.EndsAsync(), await porch.PostsAsync(topic));
        Assert.Equal(Enumerable.Range(1, posts.Count), posts.Select(p => p.Number));
        Assert.Equal(ends.Select(e => e.HoldId).Distinct().Count(), ends.Count);
        // Let in: it is the one post of that press, and nothing of it is left here.
        foreach (var hold in all)
        {
            var end = ends.SingleOrDefault(e => e.HoldId == hold.Id);
            Assert.Equal(end?.Kind == HoldEndKind.Released ? 1 : 0, posts.Count(p => p.PressId == hold.PressId));
            if (end?.Kind is HoldEndKind.Released or HoldEndKind.TakenBack or HoldEndKind.Rewritten) Assert.Null(hold.Text);
            if (end is null) Assert.NotNull(hold.Text);
        }
        // Each that was asked for again was given back before, and was asked for once.
        var again = all.Where(h => h.Reason == HoldReason.AskedAgain).ToList();
        Assert.All(again, h => Assert.Equal(HoldEndKind.NotReleased, ends.Single(e => e.HoldId == h.AfterId).Kind));
        Assert.Distinct(again.Select(h => h.AfterId));
    }, iter: Chance.Times(6), threads: 1);
}
