using Hearth.Accounts;
using Hearth.Agreements;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Holds;
using Hearth.People;
using Hearth.Sealing;
using Hearth.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hearth.Tests;

/// <summary>Somebody in the cast, and a browser-like client signed in as them.</summary>
public sealed record Member(Guid ProgramId, Guid PersonId, Guid AccountId, Guid MembershipId, string Name, Role Role, HttpClient Client);

/// <summary>
/// The named people that tests play with, in a new program each time: Porch Light's participants Wren, June, Tomas and Pilar,
/// facilitators Leila and Dan, mentor Ruth, peer facilitator Idris, therapist Anand, supervisor Noor, admin Ada, alum Sol;
/// and newcomer Kit, who has not signed.
/// </summary>
public sealed class Cast
{
    private Cast(HearthHost host) => this.host = host;

    private readonly HearthHost host;
    private readonly Dictionary<string, Member> members = [];

    public Guid ProgramId { get; private set; }

    /// <summary>A word that stands in this program's texts and must never be seen from another.</summary>
    public string Canary { get; } = "canary" + Guid.NewGuid().ToString("N")[..12];

    public Member this[string name] => members[name];
    public IEnumerable<Member> Members => members.Values;

    public Member Wren => this["Wren"];
    public Member June => this["June"];
    public Member Leila => this["Leila"];
    public Member Dan => this["Dan"];
    public Member Noor => this["Noor"];
    public Member Ada => this["Ada"];
    public Member Kit => this["Kit"];

    public static readonly (string Name, Role Role)[] Parts =
    [
        ("Wren", Role.Participant), ("June", Role.Participant), ("Tomas", Role.Participant), ("Pilar", Role.Participant), ("Kit", Role.Participant),
        ("Leila", Role.Facilitator), ("Dan", Role.Facilitator), ("Ruth", Role.Mentor), ("Idris", Role.PeerFacilitator),
        ("Anand", Role.Therapist), ("Noor", Role.Supervisor), ("Ada", Role.Admin), ("Sol", Role.Alum),
    ];

    /// <summary>A new program with everybody in it. Two casts are two programs.</summary>
    public static async Task<Cast> GatherAsync(HearthHost host)
    {
        var cast = new Cast(host);
        await using var scope = host.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<HearthDb>();
        var now = services.GetRequiredService<Clock>().Now;
        var users = services.GetRequiredService<UserManager<Account>>();

        var program = CareProgram.Found("North House " + cast.Canary, "America/Chicago", "US", now);
        cast.ProgramId = program.Id;
        program.Reach("218-555-0142", "8 am to 8 pm", "988 | 988 | tel");
        program.AllowPeerLed(true);
        program.Open(now);
        services.GetRequiredService<ProgramScope>().Enter(program.Id);
        var sealer = services.GetRequiredService<Sealer>();

        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(program);
        // What somebody new writes first stands at once here: most tests are about something else.
        var settings = HoldSettings.Usual(program.Id);
        settings.Set(false, 4, new(8, 0), new(20, 0), Guid.Empty, now);
        db.Add(settings);
        var agreement = Agreement.Publish(program.Id, 1, "What is said here stays here. " + cast.Canary, "Speak from the I.", Guid.Empty, now);
        db.Add(agreement);
        await db.SaveChangesAsync();
        foreach (var (name, role) in Parts)
        {
            var account = new Account { Id = Guid.NewGuid(), UserName = $"{name}-{program.Id:N}" };
            Assert.True((await users.CreateAsync(account)).Succeeded);
            var person = Person.Join(program.Id, name, "America/Chicago", role, now);
            db.Add(person);
            await db.SaveChangesAsync();
            var membership = Membership.Start(account.Id, program.Id, person.Id, role, now);
            db.Add(membership);
            db.Add(LegalIdentity.Of(person, await sealer.SealAsync(person.Id, $"{LegalIdentity.Place}/{person.Id}", $"{name} Legalname {cast.Canary}")));
            if (name != "Kit") db.Add(Signature.Under(agreement, person.Id, await sealer.SealAsync(person.Id, Signature.Place(person.Id, agreement.Id), name), now));
            if (role is Role.Facilitator or Role.Therapist or Role.PeerFacilitator)
            {
                var kind = role == Role.PeerFacilitator ? QualificationKind.Training : QualificationKind.Licence;
                var today = now.InUtc().Date;
                db.Add(Qualification.Record(program.Id, person.Id, kind, "LCSW, Minnesota", today.PlusDays(-100), today.PlusDays(300), person.Id, now, "US-MN"));
            }
            if (name == "Noor") program.PutOnCall(person.Id);
            await db.SaveChangesAsync();
            cast.members[name] = new(program.Id, person.Id, account.Id, membership.Id, name, role, host.ClientOf(membership));
        }
        await transaction.CommitAsync();
        return cast;
    }

    /// <summary>Other words are promised from now on, and nobody has signed them yet.</summary>
    public Task PromiseAnewAsync(HearthHost host) => host.Scopes.WriteAsync(ProgramId, services =>
    {
        services.GetRequiredService<HearthDb>().Add(Agreement.Publish(ProgramId, 2, "Other words.", "Kindly.", Ada.PersonId, services.GetRequiredService<Clock>().Now));
        return Task.CompletedTask;
    });
}

public static class SignedInClients
{
    /// <summary>The cookie that a signed-in browser of this membership would send.</summary>
    public static string CookieOf(this HearthHost host, Membership membership)
    {
        var options = host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var ticket = new AuthenticationTicket(SignInTicket.Principal(membership), new AuthenticationProperties { IssuedUtc = DateTimeOffset.UtcNow, ExpiresUtc = DateTimeOffset.UtcNow.AddHours(24) }, IdentityConstants.ApplicationScheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }

    /// <summary>A client with that cookie, sending what our own pages' forms send.</summary>
    public static HttpClient ClientOf(this HearthHost host, Membership membership)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", host.CookieOf(membership));
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    /// <summary>Nobody in particular.</summary>
    public static HttpClient Stranger(this HearthHost host)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    public static Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string path, params (string Name, string Value)[] fields) =>
        client.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), TestContext.Current.CancellationToken);
}
