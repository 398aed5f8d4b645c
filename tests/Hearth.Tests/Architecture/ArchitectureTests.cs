using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Hearth.Html;

namespace Hearth.Tests.Architecture;

/// <summary>The rules about types: the house keeps each, and the planted violation shows that its test can fail.</summary>
public class ArchitectureTests(HearthHost host)
{
    private static readonly IReadOnlyList<Written> house = [.. Built.Rooms.Types];
    private static readonly IReadOnlyList<Written> planted = [.. Built.Tests.Planted];

    private static void Holds(Func<IEnumerable<Written>, IEnumerable<string>> rule, params string[] caught)
    {
        var found = rule(planted).ToList();
        foreach (var name in caught) Assert.Contains(found, f => f.Contains(name, StringComparison.Ordinal));
        Report.Clean(rule(house));
    }

    [Fact]
    public void The_house_is_read_at_all()
    {
        Assert.Contains(house, t => t.Type.Name == "HearthDb" && t.File.EndsWith("src/Hearth/Database/HearthDb.cs", StringComparison.Ordinal));
        Assert.Contains(house, t => t.Type.Name == "App" && t.Room == "Html");
        Assert.True(house.Count > 150);
    }

    [Fact]
    public void A_room_uses_only_rooms_before_it() => Holds(TypeRules.UpwardUses, "PlantedUpstairs");

    [Fact]
    public void Every_room_is_on_the_map_and_the_map_has_every_folder()
    {
        Holds(TypeRules.UnknownRooms, "PlantedOutside");
        var folders = Directory.GetDirectories(Path.Combine(Source.Root, "src/Hearth")).Select(Path.GetFileName).Where(f => f is not ("client" or "wwwroot" or "bin" or "obj"));
        Assert.Equal(RoomMap.Rooms.Order(), folders.Order());
        var words = File.ReadAllText(Path.Combine(Source.Root, "docs/house.md"));
        Assert.Contains("tests/Hearth.Tests/Architecture/RoomMap.cs", words, StringComparison.Ordinal);
        foreach (var room in RoomMap.Rooms) Assert.Contains(room, words, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_pure() => Holds(TypeRules.ImpureRules, "PlantedClock", "PlantedNoda", "PlantedFile", "PlantedFramework");

    [Fact]
    public void A_table_is_named_in_access_files_alone() => Holds(TypeRules.TablesNamedElsewhere, "PlantedTable", "PlantedTableInATree");

    [Fact]
    public void A_verb_is_a_file() => Holds(TypeRules.VerbsInOtherFiles, "PlantedVerb");

    [Fact]
    public void A_row_is_made_and_changed_by_itself_alone() => Holds(TypeRules.OpenRows, "PlantedRow can be made", "PlantedRow.ProgramId");

    [Fact]
    public void No_markup_from_values() => Holds(TypeRules.RawMarkup, "PlantedMarkup uses", "PlantedMarkupByHand adds");

    [Fact]
    public void No_values_of_rows_in_the_log() => Holds(TypeRules.ValuesShownInLogs, "PlantedOptions");

    [Fact]
    public void Every_page_says_whom_it_is_for() => Holds(TypeRules.PagesForNobodyInParticular, "PlantedPage");

    [Fact]
    public void The_rooms_know_no_provider_and_no_vendor()
    {
        Assert.Equal(["Npgsql.EntityFrameworkCore.PostgreSQL"], TypeRules.Providers(["NodaTime", "Npgsql.EntityFrameworkCore.PostgreSQL"]));
        Assert.Empty(TypeRules.Providers(Built.Rooms.References));
        Assert.NotEmpty(TypeRules.Providers(Built.Tests.References)); // the same question, asked where the answer is yes
    }

    [Fact]
    public async Task Every_endpoint_says_whom_it_is_for()
    {
        // Two that the framework brings along and that nobody is let in to: the gate fails closed.
        Report.Clean(ForNobody(host.Services.GetRequiredService<EndpointDataSource>()).Except(["HTTP: GET /planted/forgotten", "Fallback {**path:file}", "Blazor Opaque Redirection"]));

        var builder = WebApplication.CreateSlimBuilder();
        await using var app = builder.Build();
        app.MapGet("/forgotten", () => "");
        app.MapGet("/for-all", () => "").Allow();
        app.MapGet("/for-anybody", () => "").AllowAnonymous();
        Assert.Equal(["HTTP: GET /forgotten"], ((IEndpointRouteBuilder)app).DataSources.SelectMany(ForNobody));
    }

    private static IEnumerable<string> ForNobody(EndpointDataSource source) => source.Endpoints
        .Where(e => e.Metadata.GetMetadata<AllowAttribute>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(e => e.DisplayName!);
}
