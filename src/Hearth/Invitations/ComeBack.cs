using Hearth.Accounts;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Invitations.Rules;
using Hearth.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.Invitations;

/// <summary>
/// Somebody follows the link that brings them back, and sets up a new way in; until then they see nothing else. What they
/// had before stands for a day, and is told: if it wasn't them, whose it is can undo it.
/// </summary>
public sealed class ComeBack(HearthDb db, Scopes scopes, Clock clock, MissedLinks missed, IHttpContextAccessor accessor, IStringLocalizer<Words> words) : IVerb<ComeBack.Form>
{
    public sealed record Form(string? Token);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var http = accessor.HttpContext!;
        if (await db.WayBackLinkAsync(form.Token!, cancel) is not { } link) return await missed.ClosedAsync(http, words);
        var entered = await scopes.WriteAsync(link.ProgramId, services => EnterAsync(services, link, http, cancel), cancel);
        if (entered is not var (membership, ticket)) return await missed.ClosedAsync(http, words);
        await SignInTicket.IssueAsync(http, membership, ticket, enrolling: true);
        return Outcome.To("/factors");
    }

    private async Task<(Membership, Guid)?> EnterAsync(IServiceProvider services, WayBackLink link, HttpContext http, CancellationToken cancel)
    {
        var there = services.GetRequiredService<HearthDb>();
        var now = clock.Now;
        await there.HoldWayBackAsync(link.WayBackId, cancel);
        var way = await there.WaysBackOfProgram().SingleAsync(w => w.Id == link.WayBackId, cancel);
        if (way.WaitsForSecond || !(await there.StateOfAsync(way, now, cancel)).Opens()) return null;

        var membership = await there.MembershipsOfProgram().AsNoTracking().SingleAsync(m => m.Id == way.MembershipId, cancel);
        way.Begin(now);
        var ticket = SignInTicket.StartRecovering(http, there, membership);
        there.Add(AccountNotice.Of(membership.AccountId, NoticeKind.WayBack, ticket, now));
        services.GetRequiredService<HappeningLog>().Record("people.way-back-taken", way.PersonId, way.PersonId, way.PersonId);
        return (membership, ticket);
    }
}
