using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Hearth.SignIn;

/// <summary>Handle, password and code in one form and one answer: nothing tells which of them was wrong, or whether the handle is anybody's.</summary>
public sealed class SignInByPassword(FactorCheck check, LettingIn letting, IHttpContextAccessor http, IStringLocalizer<Words> words) : IVerb<SignInByPassword.Form>
{
    public sealed record Form(
        [property: Required(ErrorMessage = "Type your sign-in name."), MaxLength(100)] string? Handle,
        [property: MaxLength(Passwords.Longest)] string? Password,
        [property: Required(ErrorMessage = "Type the code."), MaxLength(40)] string? Code,
        [property: MaxLength(300)] string? To);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var result = await check.CompareAsync(form.Handle!, form.Password, form.Code!, DeviceCookie.WhenceOf(http.HttpContext!), cancel);
        return result.Verdict switch
        {
            FactorCheck.Verdict.TooMany => TooMany(words),
            FactorCheck.Verdict.Wrong => Wrong(words),
            _ => await letting.LetInAsync(result.Account!.Id, result.SpendAsync!, result.Code is null ? "signin.signed-in" : "signin.recovered", form.To, cancel, result.Code) ?? Wrong(words),
        };
    }

    internal static Outcome Wrong(IStringLocalizer<Words> words) =>
        Outcome.No("no-match", words["That didn’t match. Look at all three again. A code works once, and for about a minute."]);

    internal static Outcome TooMany(IStringLocalizer<Words> words) =>
        Outcome.No("slow-down", words["That was many tries in a short time. Wait two minutes, then try again, or use your passkey. Need in now? Call your program."]);
}
