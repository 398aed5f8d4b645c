using System.Net;
using System.Text.RegularExpressions;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Invitations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Invitations;

/// <summary>An invitation as staff hold it: its page, and the token of the link that was shown once.</summary>
internal sealed record Handed(Guid Id, string Token);

internal static partial class Inviting
{
    [GeneratedRegex("/invitation/([A-Za-z0-9_-]{43})\"")]
    private static partial Regex Address { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> TryInviteAsync(this Member by, string role, string name, params (string, string)[] more) =>
        by.Client.PostFormAsync("/people/invite", [("Role", role), ("FullName", name), .. more]);

    public static async Task<Handed> InviteAsync(this Member by, string role, string name, params (string, string)[] more)
    {
        var answer = await by.TryInviteAsync(role, name, more);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return await by.LinkAfterAsync(answer);
    }

    public static async Task<Handed> SendAgainAsync(this Member by, Guid invitation)
    {
        var answer = await by.Client.PostFormAsync($"/people/invitations/{invitation}/send-again");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return await by.LinkAfterAsync(answer);
    }

    /// <summary>Follows to the page that shows the link, with the cookie that carries it.</summary>
    private static async Task<Handed> LinkAfterAsync(this Member by, HttpResponseMessage answer)
    {
        var place = answer.Headers.Location!.OriginalString;
        var kept = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-link=", StringComparison.Ordinal)).Split(';')[0];
        using var ask = new HttpRequestMessage(HttpMethod.Get, place);
        ask.Headers.Add("Cookie", $"{by.Client.DefaultRequestHeaders.GetValues("Cookie").Single()}; {kept}");
        var page = await (await by.Client.SendAsync(ask, Cancel)).Content.ReadAsStringAsync(Cancel);
        var token = Address.Match(page).Groups[1].Value;
        Assert.NotEmpty(token);
        return new(Guid.Parse(place.Split('/')[^1]), token);
    }

    public static Task<HttpResponseMessage> TakeUpAsync(this HearthHost host, string token, string name = "Robin", string zone = "America/Chicago") =>
        host.Stranger().PostFormAsync($"/invitation/{token}", ("Name", name), ("Pronouns", "they"), ("Zone", zone), ("Language", "en"));

    /// <summary>What a finished enrolment leaves behind: a way to sign in.</summary>
    public static Task EnrolAsync(this HearthHost host, Guid program, Guid person) => host.Scopes.WriteAsync(program, async services =>
    {
        var db = services.GetRequiredService<HearthDb>();
        var account = await db.MembershipsOfProgram().Where(m => m.PersonId == person).Select(m => m.AccountId).SingleAsync(Cancel);
        var users = services.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Account>>();
        var kept = (await users.FindByIdAsync(account.ToString()))!;
        (kept.PasswordHash, kept.TwoFactorEnabled) = ("set", true);
        Assert.True((await users.UpdateAsync(kept)).Succeeded);
    }, Cancel);

    public static Task<Invitation> InvitationAsync(this HearthHost host, Guid program, Guid id) =>
        host.Scopes.ReadAsync(program, s => s.GetRequiredService<HearthDb>().InvitationsOfProgram().AsNoTracking().SingleAsync(i => i.Id == id, Cancel), Cancel);
}
