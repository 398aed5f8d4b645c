using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.People;
using Hearth.Sealing;
using Hearth.SignIn;
using Hearth.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Hearth.Browser.SignIn;

/// <summary>The real server on a real port of this process, SQLite in a folder thrown away after, and people who were just let in.</summary>
public sealed class SignInHost : WebApplicationFactory<Program>
{
    private readonly string folder = Directory.CreateTempSubdirectory("hearth-signin-").FullName;

    public SignInHost()
    {
        Port = Ports.Free();
        UseKestrel(kestrel => kestrel.ListenLocalhost(Port));
        StartServer();
    }

    public int Port { get; }

    /// <summary>By name: authenticators know no numbers.</summary>
    public string Address => $"http://localhost:{Port}";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Hearth:Data", Path.Combine(folder, "data"));
        builder.UseSetting("Hearth:Keys", Path.Combine(folder, "keys"));
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
    }

    /// <summary>A new person in a program of their own, and the cookie of the invitation they have just taken up.</summary>
    /// <param name="signed">They have signed the agreement as well.</param>
    public async Task<Cookie> InviteAsync(string name, Role role = Role.Participant, bool signed = false)
    {
        await using var scope = Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<HearthDb>();
        var now = services.GetRequiredService<Clock>().Now;
        var program = CareProgram.Found("North House", "America/Chicago", "US", now);
        program.Reach("218-555-0142", "8 am to 8 pm", "988 | 988 | tel");
        program.Open(now);
        services.GetRequiredService<ProgramScope>().Enter(program.Id);
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            db.Add(program);
            var account = Account.Open();
            Assert.True((await services.GetRequiredService<UserManager<Account>>().CreateAsync(account)).Succeeded);
            var person = Person.Join(program.Id, name, "America/Chicago", role, now);
            db.Add(person);
            await db.SaveChangesAsync();
            var membership = Membership.Start(account.Id, program.Id, person.Id, role, now);
            db.Add(membership);
            if (signed)
            {
                var agreement = Agreement.Publish(program.Id, 1, "What is said here stays here.", "Speak from the I.", Guid.Empty, now);
                db.Add(agreement);
                db.Add(Signature.Under(agreement, person.Id, await services.GetRequiredService<Sealer>().SealAsync(person.Id, Signature.Place(person.Id, agreement.Id), name), now));
            }
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            var http = new DefaultHttpContext { RequestServices = services };
            (http.Request.Scheme, http.Request.Host) = ("http", new HostString("localhost", Port));
            await SignInTicket.IssueAsync(http, membership, enrolling: true);
            var value = http.Response.Headers.SetCookie.Single(c => c!.StartsWith("__Host-hearth=", StringComparison.Ordinal))!.Split(';')[0].Split('=', 2)[1];
            return new Cookie { Name = "__Host-hearth", Value = value, Url = $"https://localhost:{Port}/", Secure = true, HttpOnly = true, SameSite = SameSiteAttribute.Lax };
        }
    }

    /// <summary>Nobody has used any sign-in for so long.</summary>
    public async Task LeaveUnusedAsync(TimeSpan time)
    {
        await using var scope = Services.CreateAsyncScope();
        var then = scope.ServiceProvider.GetRequiredService<Clock>().Now - NodaTime.Duration.FromTimeSpan(time);
        await scope.ServiceProvider.GetRequiredService<HearthDb>().Tickets().ExecuteUpdateAsync(t => t.SetProperty(x => x.SeenAt, then));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) Directory.Delete(folder, recursive: true);
    }
}
