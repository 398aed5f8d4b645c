using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Html;
using Hearth.SignIn.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.SignIn;

/// <summary>
/// Whether whoever is signed in here has shown again, in the last ten minutes, who they are. In a verb:
/// <c>if (await stepUp.MissingAsync(cancel) is { } no) return no;</c>
/// </summary>
public sealed class StepUp(HearthDb db, Viewer viewer, Clock clock, IHttpContextAccessor accessor, IStringLocalizer<Words> words)
{
    /// <param name="Shown">They have.</param>
    /// <param name="WaitsUntil">They have, but somebody came in by a recovery code since: what was asked for waits until then, or for an older way in.</param>
    public sealed record Standing(bool Shown, Instant? WaitsUntil)
    {
        public bool Suffices => Shown && WaitsUntil is null;
    }

    public async Task<Standing> StandingAsync(CancellationToken cancel)
    {
        // An account without any way to show it (it is being set up, or plays in the demo) has nothing to be asked for.
        if (!await db.HasFactorsAsync(viewer.AccountId, cancel)) return new(true, null);
        var (id, now) = (SignInTicket.TicketOf(accessor.HttpContext!), clock.Now);
        var ticket = await db.TicketsOf(viewer.AccountId).AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancel);
        var shown = !viewer.Enrolling && ticket?.ProvedAt > now - TicketLimits.Proof;
        return new(shown, Waiting.Until(await db.RecoveredAtAsync(viewer.AccountId, now, cancel), shown ? ticket!.ProofSince : null, now));
    }

    /// <returns>Null: go on. Else why not, in words.</returns>
    public async Task<Outcome?> MissingAsync(CancellationToken cancel)
    {
        var standing = await StandingAsync(cancel);
        return !standing.Shown ? Outcome.No("prove-first", words["Show once more that it’s you, then do this again."])
            : standing.WaitsUntil is { } until ? Outcome.No("waits", WaitWords(until))
            : null;
    }

    public string WaitWords(Instant until) =>
        words["Somebody came in with a recovery code or a new link, so this waits until {0}. If you still have the way you signed in before, show it’s you with that, and it doesn’t wait.", Say(until)];

    public string Say(Instant at) => Times.Say(at, viewer.Zone, "both");
}
