using Hearth.Channels;
using Hearth.Database;
using Hearth.Notices;
using Hearth.Tests.Channels;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Notices;

/// <summary>What people of a cast were told of, whoever may see it.</summary>
internal static class Told
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<List<Notice>> NoticesOfAsync(this HearthHost host, Cast cast, Member to) =>
        host.LookAsync(cast, db => db.NoticesOfProgram().AsNoTracking().Where(n => n.PersonId == to.PersonId).OrderBy(n => n.At).ToListAsync(Cancel));

    /// <summary>The names of those who were told of a thing of that kind, in their order.</summary>
    public static async Task<string> WhoWasToldAsync(this HearthHost host, Cast cast, string kind)
    {
        var told = await host.LookAsync(cast, db => db.NoticesOfProgram().Where(n => n.Kind == kind).Select(n => n.PersonId).ToListAsync(Cancel));
        return string.Join(' ', told.Select(id => cast.Members.Single(m => m.PersonId == id).Name).Order());
    }

    /// <summary>As if it were that time: what may leave the house does.</summary>
    public static async Task SendNoticesAsync(this HearthHost host, Calling calling, Instant now)
    {
        using var sweep = ActivatorUtilities.CreateInstance<NoticeSweep>(host.Services);
        await sweep.SendDueAsync(calling.Cast.ProgramId, now, Cancel);
        await calling.SendAsync();
    }

    /// <summary>Their mailbox, by the way that they would go: the code is read out of the mail.</summary>
    public static async Task ConfirmMailboxAsync(this Calling calling, Member who, string address)
    {
        await Calling.DoneAsync(who.Client.PostFormAsync("/notices/mailbox", ("Email", address), ("Safe", "true")));
        await calling.SendAsync();
        await Calling.DoneAsync(who.Client.PostFormAsync("/notices/mailbox/confirm", ("Code", calling.LastCode(address))));
    }

    public static string LastCode(this Calling calling, string address) =>
        System.Text.RegularExpressions.Regex.Match(calling.MailServer.Messages.Last(m => m.Contains(address, StringComparison.Ordinal)), "Your code is ([0-9]{6})\\.").Groups[1].Value;

    public static IEnumerable<string> NewsTo(this Calling calling, string address) =>
        calling.MailServer.Messages.Where(m => m.Contains($"<{address}>", StringComparison.Ordinal) && m.Contains("Something is waiting for you.", StringComparison.Ordinal));
}
