using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Hearth.SignIn;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Factors;

/// <summary>What this sign-in's holder has not seen yet about how their account is signed in to. Filled once a request.</summary>
public sealed class Noticed(HearthDb db, Viewer viewer, Clock clock)
{
    /// <param name="Undoable">It can be undone here, now.</param>
    public sealed record Notice(Guid Id, NoticeKind Kind, Instant At, bool Undoable);

    public IReadOnlyList<Notice> All { get; private set; } = [];

    /// <summary>It can be undone with one touch.</summary>
    public bool ByPasskey { get; private set; }

    public async Task FillAsync(Guid ticket, CancellationToken cancel)
    {
        var now = clock.Now;
        var told = now - AccountNotice.Told;
        var rows = await db.NoticesOf(viewer.AccountId).AsNoTracking()
            .Where(n => n.SettledAt == null && n.At > told && n.TicketId != ticket && !db.TicketsOf(viewer.AccountId).Any(t => t.Id == ticket && t.NoticedAt >= n.At)).OrderByDescending(n => n.At).Take(5).ToListAsync(cancel);
        All = [.. rows.Select(n => new Notice(n.Id, n.Kind, n.At, n.CanBeUndone(now)))];
        if (All.Any(n => n.Undoable)) ByPasskey = await db.PasskeysOf(viewer.AccountId).AnyAsync(cancel);
    }

    /// <summary>In English; said through the localizer, with the moment.</summary>
    public static string Words(NoticeKind kind) => kind switch
    {
        NoticeKind.PasskeyAdded => "A new passkey was added {0}.",
        NoticeKind.PasskeyRemoved => "A passkey was removed {0}.",
        NoticeKind.PasswordAdded => "A password and a code were set up {0}.",
        NoticeKind.PasswordChanged => "The password was changed {0}.",
        NoticeKind.AppChanged => "The app that makes codes was changed {0}.",
        NoticeKind.CodesMade => "New recovery codes were made {0}. The old ones stopped working.",
        NoticeKind.CodeUsed => "Somebody signed in with the password and a recovery code {0}.",
        NoticeKind.Recovered => "Somebody signed in with a recovery code {0}.",
        _ => "Somebody came in by a new link {0}.",
    };
}

/// <summary>Fills it for pages, before they are rendered.</summary>
public sealed class NoticesMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, Viewer viewer, ViewerLoader loader, Noticed noticed)
    {
        var page = http.GetEndpoint()?.Metadata is { } all && (all.GetMetadata<ComponentTypeMetadata>() is not null || all.GetMetadata<VerbPage>() is not null);
        if (page && loader.HasNotices && viewer.SignedIn && !viewer.Enrolling) await noticed.FillAsync(SignInTicket.TicketOf(http), http.RequestAborted);
        await next(http);
    }
}
