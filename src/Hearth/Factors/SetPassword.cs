using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Factors;

/// <summary>Sets or changes the password. Typed once, in a field that shows it if asked: a manager fills it, a person can look.</summary>
public sealed class SetPassword(IServiceProvider services, Viewer viewer, FactorChange change, PasswordWork work, FactorBox box, HearthDb db, Clock clock, UserManager<Account> users, IStringLocalizer<Words> words) : IVerb<SetPassword.Form>
{
    public sealed record Form([property: Required(ErrorMessage = "Type a password."), MaxLength(Passwords.Longest)] string? Password);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await users.FindByIdAsync(viewer.AccountId.ToString()) is not { } before) return Outcome.Missing;
        if (await change.MissingAsync(adds: before.PasswordHash is null, cancel) is { } no) return no;
        var password = Passwords.Normal(form.Password!);
        if (Passwords.FlawOf(password, before.UserName!, KnownPasswords.Contains) is { } flaw) return Outcome.No(nameof(form.Password), "weak", Say(flaw));
        // Slow on purpose, and so before the transaction: there it would hold up every other write.
        var hash = await work.HashAsync(before, password, cancel);
        db.ChangeTracker.Clear();
        return await VerbEndpoints.InTransactionAsync(services, () => ActAsync(hash, cancel), cancel);
    }

    private async Task<Outcome> ActAsync(string hash, CancellationToken cancel)
    {
        var (account, no) = await change.BeginAsync(adds: a => a.PasswordHash is null, cancel);
        if (account is null) return no!;
        var had = account.PasswordHash is not null;
        // Whoever came back by a link sets up the app anew as well: the old one is on the phone that is gone.
        if (viewer.Enrolling && had) account.TwoFactorEnabled = false;
        account.PasswordHash = hash;
        account.PasswordSetAt = clock.Now;
        await users.UpdateSecurityStampAsync(account);
        if (had && !viewer.Enrolling) await change.EndOthersAsync(cancel);
        if (!account.TwoFactorEnabled) await ProposeAppAsync(db, box, account.Id, cancel);
        var done = await change.DoneAsync(had ? "signin.password-changed" : "signin.password-set", had ? NoticeKind.PasswordChanged : null, cancel);
        return account.TwoFactorEnabled ? done : Outcome.To("/factors");
    }

    /// <summary>A square to scan, until its first code was typed.</summary>
    internal static async Task ProposeAppAsync(HearthDb db, FactorBox box, Guid account, CancellationToken cancel)
    {
        var app = await db.AppOf(account).SingleOrDefaultAsync(cancel);
        if (app is null) db.Add(app = AuthenticatorApp.For(account));
        app.Propose(box.NewSecret(account));
    }

    private string Say(Passwords.Flaw flaw) => flaw switch
    {
        Passwords.Flaw.TooShort => words["A little longer, please: eight characters at least. Three or four words are easy to keep in mind."],
        Passwords.Flaw.Known => words["That one is on the lists that get tried first. Three or four words of your own are better."],
        Passwords.Flaw.HandleInside => words["Your sign-in name is in it. Take something that isn’t."],
        _ => words["That one is easy to guess. Three or four words of your own are better."],
    };
}
