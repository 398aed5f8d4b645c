using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Accounts;

public static class AccountNoticeAccess
{
    public static IQueryable<AccountNotice> NoticesOf(this HearthDb db, Guid account) => db.Set<AccountNotice>().Where(n => n.AccountId == account);

    public static IQueryable<AccountNotice> StaleNotices(this HearthDb db, Instant before) => db.Set<AccountNotice>().Where(n => n.At < before);

    /// <summary>When somebody last came in by a recovery code alone or by a new link, in the last day, and it was not undone.</summary>
    public static Task<Instant?> RecoveredAtAsync(this HearthDb db, Guid account, Instant now, CancellationToken cancel = default)
    {
        var since = now - Rules.Waiting.For;
        return db.NoticesOf(account).Where(n => (n.Kind == NoticeKind.Recovered || n.Kind == NoticeKind.WayBack) && n.UndoneAt == null && n.At > since)
            .MaxAsync(n => (Instant?)n.At, cancel);
    }
}
