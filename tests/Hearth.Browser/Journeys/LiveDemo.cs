using System.Globalization;
using Hearth.Accounts;
using Hearth.Browser.Media;
using Hearth.Database;
using Hearth.Demo;
using Hearth.Happenings;
using Hearth.People;
using Hearth.Sessions;
using Hearth.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Browser.Journeys;

/// <summary>The demo's server in this process, on a port of its own, with its media node and Janus, and a clock that the journey moves.</summary>
public sealed class LiveDemo : HearthHost
{
    private LiveDemo() => UseKestrel(0);

    public EveningClock Clock { get; } = new();
    public string Address => $"http://localhost:{ClientOptions.BaseAddress.Port}";

    protected override bool WithStillMedia => false;

    public static async Task<LiveDemo> OpenAsync()
    {
        var demo = new LiveDemo();
        await demo.InitializeAsync();
        return demo;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Hearth:Demo", "true");
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
    }

    private static readonly DemoPerson noor = DemoCast.North.People.Single(p => p.OnCall);

    private async Task<Membership> PlaceOfNoorAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HearthDb>().MembershipsOf(noor.AccountId).SingleAsync();
    }

    /// <summary>Minutes present, by name, as the session's end wrote them down and a supervisor of that program reads them.</summary>
    public async Task<Dictionary<string, int>> AttendanceAsync(Guid session)
    {
        var place = await PlaceOfNoorAsync();
        return await Scopes.ReadAsync(place.ProgramId, async services =>
        {
            var (db, viewer) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Viewer>());
            viewer.Become(noor.AccountId, place.Id, place.ProgramId, place.PersonId, place.Role, noor.Name, DemoCast.North.Zone, signedAt: NodaConstants.UnixEpoch);
            return await db.AttendanceVisibleTo(viewer).Where(a => a.SessionId == session)
                .Join(db.PeopleOfProgram(), a => a.PersonId, p => p.Id, (a, p) => new { p.Name, a.MinutesPresent }).ToDictionaryAsync(a => a.Name, a => a.MinutesPresent);
        });
    }

    /// <summary>How many happenings of this kind are on record in the program of tonight's circle.</summary>
    public async Task<int> HappeningsAsync(string kind)
    {
        var place = await PlaceOfNoorAsync();
        return await Scopes.ReadAsync(place.ProgramId, services => services.GetRequiredService<HearthDb>().Chain().CountAsync(h => h.Kind == kind));
    }

    public override async ValueTask DisposeAsync()
    {
        var pid = Path.Combine(Folder, "data", "run", "media.pid");
        var node = File.Exists(pid) ? int.Parse(await File.ReadAllTextAsync(pid), CultureInfo.InvariantCulture) : 0;
        await base.DisposeAsync();
        if (node == 0 || !Circle.Lives(node)) return;
        Circle.Signal(node, "TERM");
        await Circle.UntilAsync(() => !Circle.Lives(node), "the node ends when it is told to", 20);
    }
}
