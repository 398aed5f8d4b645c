using System.Net;
using Hearth.Database;
using Hearth.Holds;
using Hearth.Moderation;
using Hearth.Tests.Sessions;
using Hearth.Tests.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Moderation;

/// <summary>What waits in a porch, and the steps of those who have to do with it.</summary>
internal static class Waits
{
    /// <summary>How somebody is reached outside, and a word to look for.</summary>
    public const string Words = "heldcanary: write to me at june@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<List<Hold>> HoldsAsync(this Porch porch) => porch.Host.LookAsync(porch.Cast, db => db.HoldsOfProgram().AsNoTracking().OrderBy(h => h.HeldAt).ToListAsync(Cancel));

    public static Task<List<HoldEnd>> EndsAsync(this Porch porch) => porch.Host.LookAsync(porch.Cast, db => db.HoldEndsOfProgram().AsNoTracking().ToListAsync(Cancel));

    /// <summary>June's answer to that topic, which waits.</summary>
    public static async Task<Hold> HeldAsync(this Porch porch, Guid topic, string text = Words, Member? who = null)
    {
        var sent = await Porch.ReplyAsync(who ?? porch.Cast.June, topic, text);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var hold = (await porch.HoldsAsync())[^1];
        Assert.Equal($"/topics/{topic}#held-{hold.Id:N}", sent.Headers.Location!.ToString());
        return hold;
    }

    public static Task<HttpResponseMessage> ReleaseAsync(this Hold hold, Member staff) => staff.Client.PostFormAsync($"/held/{hold.Id}/release");

    public static Task<HttpResponseMessage> SendBackAsync(this Hold hold, Member staff, string words = "Please leave the address out.") => staff.Client.PostFormAsync($"/held/{hold.Id}/send-back", ("Words", words));

    public static Task<HttpResponseMessage> RewriteAsync(this Hold hold, Member author, string text, Guid? press = null) => author.Client.PostFormAsync($"/held/{hold.Id}/rewrite", ("Text", text), ("Press", (press ?? Guid.NewGuid()).ToString("D")));

    public static Task SweepAsync(this Porch porch, Instant now) => porch.Host.Services.GetRequiredService<ModerationSweep>().CallDueAsync(porch.Cast.ProgramId, now, Cancel);

    /// <summary>The words of somebody's list: kept in the program's settings.</summary>
    public static async Task AddWordAsync(this Porch porch, string word) => Assert.Equal(HttpStatusCode.SeeOther, (await porch.Cast.Noor.Client.PostFormAsync("/program/holds/words/add", ("NewWord", word))).StatusCode);
}
