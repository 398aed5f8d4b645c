using Hearth.Server;
using Hearth.Server.Operating;

namespace Hearth.Tests.Operating;

/// <summary>What "hearth check" asks of the databases, and that it hears a wrong answer.</summary>
public class DataCheckTests(HearthHost host)
{
    [Fact]
    public async Task The_roles_of_a_good_house_are_fine_and_a_superuser_and_an_owner_are_found()
    {
        Assert.SkipUnless(HearthHost.OnPostgres, "SQLite has no roles.");
        Assert.Equal([Standing.Fine], (await DataChecks.RolesAsync(As("hearth_app"))).Select(f => f.Standing));
        Assert.Contains(await DataChecks.RolesAsync(As("postgres")), f => f.Standing == Standing.Wrong && f.What.Contains("may do more", StringComparison.Ordinal));
        Assert.Contains(await DataChecks.RolesAsync(As("hearth_owner")), f => f.Standing == Standing.Wrong && f.What.Contains("owns tables", StringComparison.Ordinal));

        host.Postgres!.Create("leaky");
        host.Postgres.Execute("leaky", "create table open_to_all (\"ProgramId\" uuid, \"Id\" uuid, primary key (\"ProgramId\", \"Id\"))", "create view around as select 1 as one");
        var leaky = await DataChecks.RolesAsync(As("hearth_app") with { Database = host.Postgres.Connection("leaky", "hearth_app") });
        Assert.Contains(leaky, f => f.What.Contains("open_to_all", StringComparison.Ordinal));
        Assert.Contains(leaky, f => f.What.Contains("around", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_pending_and_what_is_sealed_opens()
    {
        var cast = await Cast.GatherAsync(host);
        Assert.Equal([Standing.Fine], (await DataChecks.MigrationsAsync(host.Services)).Select(f => f.Standing));
        var said = new StringWriter();
        await HouseProof.RunAsync(host.Services, said);
        Assert.Matches("""[0-9]+ happenings, whole\. [1-9][0-9]* sealed values, each with its key; [1-9][0-9]* names and notes opened\.""", said.ToString().Split('\n').Single(l => l.Contains(cast.Canary, StringComparison.Ordinal)));
    }

    private HearthOptions As(string role) => new() { Database = host.Postgres!.Connection("hearth", role), KeysDatabase = host.Postgres.Connection("hearth_keys", role) };
}
