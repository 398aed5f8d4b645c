using System.Net;
using System.Security.Claims;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.SignIn;
using Hearth.Tests.SignIn;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hearth.Tests.Factors;

/// <summary>A ticket without factors opens the pages that set them up, and nothing else.</summary>
public class EnrollingTests(HearthHost host)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sees_only_setting_up_until_it_is_done()
    {
        var cast = await Cast.GatherAsync(host);
        var whole = await host.IssuedAsync(cast.Wren, enrolling: false);
        var enrolling = await host.IssuedAsync(cast.Wren, enrolling: true);
        Assert.Equal(HttpStatusCode.NotFound, (await whole.GetAsync("/_kit", cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await whole.GetAsync("/hub", cancel)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await enrolling.GetAsync("/hub", cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await enrolling.GetAsync("/factors", cancel)).StatusCode);
    }

    [Fact]
    public async Task Is_void_once_the_account_has_factors()
    {
        var cast = await Cast.GatherAsync(host);
        var first = await host.IssuedAsync(cast.Wren, enrolling: true);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/factors", cancel)).StatusCode);

        await using (var scope = host.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            var account = (await users.FindByIdAsync(cast.Wren.AccountId.ToString()))!;
            account.TwoFactorEnabled = true;
            Assert.True((await users.AddPasswordAsync(account, "Four words, all of them calm 1")).Succeeded);
            Assert.True(await scope.ServiceProvider.GetRequiredService<HearthDb>().HasFactorsAsync(account.Id, cancel));
        }
        var answer = await first.GetAsync("/factors", cancel);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Wren", 24)]
    [InlineData("Leila", 12)]
    public async Task A_ticket_ends_by_the_clock_however_much_it_is_used(string name, int hours)
    {
        var cast = await Cast.GatherAsync(host);
        var options = host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        Assert.False(options.SlidingExpiration);
        var ticket = options.TicketDataFormat.Unprotect((await host.IssuedCookieAsync(cast[name], enrolling: false)).Split('=', 2)[1])!;
        Assert.Equal(TimeSpan.FromHours(hours), ticket.Properties.ExpiresUtc - ticket.Properties.IssuedUtc);
        Assert.Null(ticket.Principal.FindFirstValue(ClaimTypes.Name));
    }
}

internal static class Issued
{
    /// <summary>The cookie that the sign-in seam itself hands out.</summary>
    public static async Task<string> IssuedCookieAsync(this HearthHost host, Member member, bool enrolling)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
        var membership = await db.MembershipsOf(member.AccountId).SingleAsync(m => m.Id == member.MembershipId);
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (http.Request.Scheme, http.Request.Host) = ("https", new HostString("localhost"));
        await SignInTicket.IssueAsync(http, membership, enrolling);
        return http.Response.Headers.SetCookie.Single(c => c!.StartsWith("__Host-hearth=", StringComparison.Ordinal))!.Split(';')[0];
    }

    public static async Task<HttpClient> IssuedAsync(this HearthHost host, Member member, bool enrolling)
    {
        var client = host.Stranger();
        client.DefaultRequestHeaders.Add("Cookie", await host.IssuedCookieAsync(member, enrolling));
        return client;
    }
}
