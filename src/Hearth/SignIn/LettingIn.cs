using Hearth.Accounts;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.SignIn;

/// <summary>What follows when somebody has shown who they are: which membership, the ticket, the fact in its program's chain, where to.</summary>
public sealed class LettingIn(HearthDb db, Scopes scopes, IHttpContextAccessor accessor, Clock clock, KeepingWords kept, IStringLocalizer<Words> words)
{
    /// <param name="spend">Uses up what was shown (a code, a challenge): in the same transaction, so that it opens once.</param>
    /// <param name="notice">What its holder is to be told of it, in every other browser.</param>
    /// <returns>Null when it had been used up meanwhile.</returns>
    public async Task<Outcome?> LetInAsync(Guid account, Func<IServiceProvider, CancellationToken, Task<bool>> spend, string kind, string? to, CancellationToken cancel, NoticeKind? notice = null)
    {
        var http = accessor.HttpContext!;
        var open = await db.OpenMembershipsOf(account).AsNoTracking().OrderBy(m => m.StartedAt).ToListAsync(cancel);
        if (open.Count == 0)
            return Outcome.No("nowhere", words["That was right, but no program is open to you at the moment. Call your program, they can say why."]);

        var was = SignInTicket.WhoWas(http);
        var here = open.FirstOrDefault(m => m.Id == was?.Membership);
        var membership = here ?? open[0];
        var ticket = Guid.NewGuid();
        var (lineage, giveDevice) = DeviceCookie.Take(http);
        var language = "en";
        var done = await scopes.WriteAsync(membership.ProgramId, async services =>
        {
            if (!await spend(services, cancel)) return false;
            await StartAsync(services, membership, ticket, lineage, kind, notice, cancel);
            language = await services.GetRequiredService<HearthDb>().PeopleOfProgram().Where(p => p.Id == membership.PersonId).Select(p => p.Language).SingleAsync(cancel);
            if (was?.Account == account) await services.GetRequiredService<TicketDesk>().EndAsync(was.Ticket, cancel);
            return true;
        }, cancel);
        if (!done) return null;

        giveDevice();
        // A browser in which nobody chose speaks as they do elsewhere.
        if (!LanguageChoice.Made(http)) LanguageChoice.Keep(http, language);
        await SignInTicket.IssueAsync(http, membership, ticket);
        if (open.Count > 1 && here is null) return Outcome.To("/memberships");
        return Outcome.To(await kept.AnyForAsync(membership, cancel) ? "/kept" : PlaceOr(to, "/today"));
    }

    /// <summary>Goes over to another of one's own memberships: same sign-in, other place.</summary>
    public async Task<Outcome> EnterAsync(Membership membership, Guid from, CancellationToken cancel)
    {
        var go = await scopes.WriteAsync(membership.ProgramId, services => EnterInAsync(services, membership, from, cancel), cancel);
        return await go();
    }

    /// <summary>The same in a transaction of that place which is open already.</summary>
    /// <returns>What is left to do after its commit.</returns>
    public async Task<Func<Task<Outcome>>> EnterInAsync(IServiceProvider services, Membership membership, Guid from, CancellationToken cancel)
    {
        var http = accessor.HttpContext!;
        var ticket = Guid.NewGuid();
        var (lineage, giveDevice) = DeviceCookie.Take(http);
        await StartAsync(services, membership, ticket, lineage, "signin.signed-in", null, cancel, from);
        await services.GetRequiredService<TicketDesk>().EndAsync(from, cancel);
        return async () =>
        {
            giveDevice();
            await SignInTicket.IssueAsync(http, membership, ticket);
            return Outcome.To(await kept.AnyForAsync(membership, cancel) ? "/kept" : "/today");
        };
    }

    private async Task StartAsync(IServiceProvider services, Membership membership, Guid ticket, byte[] lineage, string kind, NoticeKind? notice, CancellationToken cancel, Guid? from = null)
    {
        var there = services.GetRequiredService<HearthDb>();
        var now = clock.Now;
        var recovering = notice == NoticeKind.Recovered || await there.TicketsOf(membership.AccountId).AnyAsync(t => t.Id == from && t.Recovering, cancel);
        there.Add(Ticket.Start(ticket, membership, now, DeviceCookie.FamilyOf(accessor.HttpContext!), lineage, recovering));
        if (notice is { } told) there.Add(AccountNotice.Of(membership.AccountId, told, ticket, now));
        await there.KnowDeviceAsync(membership.AccountId, lineage, now, cancel);
        await there.SaveChangesAsync(cancel);
        services.GetRequiredService<HappeningLog>().Record(kind, membership.Id, membership.PersonId, membership.PersonId);
    }

    /// <summary>A place on this server, or none: never an address that leads elsewhere.</summary>
    public static string PlaceOr(string? to, string otherwise) =>
        to is { Length: > 1 and <= 300 } && to[0] == '/' && to[1] is not ('/' or '\\') && to.All(c => c is > ' ' and < (char)127 and not '\\') ? to : otherwise;
}
