using System.Net;
using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace Hearth.Tests.SignIn;

/// <summary>A browser as far as signing in goes: it keeps cookies, and posts as our own pages do.</summary>
internal sealed class Browser(HearthHost host, string? from = null, string? agent = null)
{
    private readonly HttpClient client = host.Stranger();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public Dictionary<string, string> Cookies { get; } = [];

    public async Task<Answer> GetAsync(string path) => await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public async Task<Answer> PostAsync(string path, params (string Name, string Value)[] fields) =>
        await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) });

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        if (from is not null) request.Headers.Add(FromSomewhere.Header, from);
        if (request.Method == HttpMethod.Post) request.Headers.Add("Origin", "https://localhost"); // as browsers do, and passkeys ask
        if (agent is not null) request.Headers.UserAgent.ParseAdd(agent);
        if (Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        var response = await client.SendAsync(request, cancel);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set.Select(c => c.Split(';')[0].Split('=', 2)))
                if (cookie[1].Length == 0) Cookies.Remove(cookie[0]);
                else Cookies[cookie[0]] = cookie[1];
        }
        return new(response.StatusCode, response.Headers.Location is { IsAbsoluteUri: true, Host: "localhost" } own ? own.PathAndQuery : response.Headers.Location?.ToString(), await response.Content.ReadAsStringAsync(cancel), response);
    }

    /// <summary>By password and a code, or a recovery code alone.</summary>
    public Task<Answer> SignInAsync(Keyed who, string code, string? password = Keyed.Password) =>
        PostAsync("/sign-in", ("Handle", who.Handle), ("Password", password ?? ""), ("Code", code));

    /// <summary>Shows again who it is.</summary>
    public Task<Answer> ProveAsync(Keyed who, string code, string to = "/account", string? password = Keyed.Password) =>
        PostAsync("/prove", ("Password", password ?? ""), ("Code", code), ("To", to));

    public void Take(string cookie) => Cookies[cookie.Split('=', 2)[0]] = cookie.Split('=', 2)[1];
}

internal sealed record Answer(HttpStatusCode Status, string? Location, string Body, HttpResponseMessage Response)
{
    /// <summary>What a person reads, without entities.</summary>
    public string Text => WebUtility.HtmlDecode(Body);
}

/// <summary>Somebody with factors, and what only their owner knows.</summary>
internal sealed class Keyed
{
    public const string Password = "lantern over slow water";

    public required Guid AccountId { get; init; }
    public required string Handle { get; init; }
    public required byte[] Secret { get; init; }
    public required IReadOnlyList<string> Codes { get; init; }

    /// <summary>A code of now, or of a step nearby: each opens once.</summary>
    public string Code(int steps = 0) => new Totp(Secret).ComputeTotp(DateTime.UtcNow.AddSeconds(30 * steps));

    /// <summary>Gives a member of the cast a password, an app and recovery codes.</summary>
    public static async Task<Keyed> GiveAsync(HearthHost host, Member member, bool password = true)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<HearthDb>();
        var box = services.GetRequiredService<FactorBox>();
        var users = services.GetRequiredService<UserManager<Account>>();
        var now = services.GetRequiredService<Clock>().Now;
        var account = (await users.FindByIdAsync(member.AccountId.ToString()))!;
        account.UserName = Handles.Make() + Guid.NewGuid().ToString("N")[..6];
        account.TwoFactorEnabled = password;
        if (password) account.PasswordHash = await services.GetRequiredService<PasswordWork>().HashAsync(account, Password, TestContext.Current.CancellationToken);
        Assert.True((await users.UpdateAsync(account)).Succeeded);
        var closed = box.NewSecret(account.Id);
        if (password)
        {
            var app = AuthenticatorApp.For(account.Id);
            app.Propose(closed);
            app.Confirm(0, now);
            db.Add(app);
        }
        var codes = RecoveryCodes.Make();
        foreach (var code in codes) db.Add(RecoveryCode.Of(account.Id, box.HashOf(account.Id, RecoveryCodes.Normal(code)!), now));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return new() { AccountId = account.Id, Handle = account.UserName!, Secret = box.OpenSecret(account.Id, closed), Codes = codes };
    }
}

internal static class Seen
{
    /// <summary>What was recorded in a program about somebody's signing in.</summary>
    public static Task<List<string>> SignInHappeningsAsync(this HearthHost host, Member member) =>
        host.Scopes.ReadAsync(member.ProgramId, services => services.GetRequiredService<HearthDb>().ChainOf(member), TestContext.Current.CancellationToken);

    private static async Task<List<string>> ChainOf(this HearthDb db, Member member) =>
        await Hearth.Happenings.HappeningAccess.Chain(db).Where(h => h.Subject == member.MembershipId.ToString() && h.Kind.StartsWith("signin.")).Select(h => h.Kind).ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>Moves the moment at which somebody's sign-ins were last used, or end.</summary>
    public static async Task SetTicketsAsync(this HearthHost host, Member member, NodaTime.Duration? unusedFor = null, NodaTime.Duration? overFor = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
        var now = scope.ServiceProvider.GetRequiredService<Clock>().Now;
        if (unusedFor is { } idle) await db.TicketsOf(member.AccountId).ExecuteUpdateAsync(t => t.SetProperty(x => x.SeenAt, now - idle));
        if (overFor is { } over) await db.TicketsOf(member.AccountId).ExecuteUpdateAsync(t => t.SetProperty(x => x.EndsAt, now - over));
    }
}
