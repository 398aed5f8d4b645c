using Hearth.Database;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Architecture;

/// <summary>AC-24: nobody looks at the product as somebody else. There is no such door, and one place alone says who a viewer is.</summary>
public class ImpersonationTests(HearthHost host)
{
    private static readonly string[] doors = ["impersonat", "view-as", "viewas", "act-as", "as-user", "masquerade", "sudo", "switch-user", "login-as", "on-behalf"];

    [Fact]
    public void No_address_leads_to_somebody_elses_eyes() => Report.Clean(Doors(host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText ?? "")));

    [Fact]
    public void A_viewer_becomes_somebody_in_one_place_alone() => Report.Clean(Becoming(Source.All));

    [Fact]
    public void Planted_doors_are_found()
    {
        Assert.Single(Doors(["people/{Person:guid}/view-as", "people"]));
        Assert.Equal(2, Becoming([new("src/Hearth/People/Peek.cs", "viewer.Become(a, m, p, person);"), new("src/Hearth/People/Other.cs", "var v = new Viewer();"), new("src/Hearth/SignIn/ViewerLoader.cs", "viewer.Become(a);")]).Count());
    }

    private static IEnumerable<string> Doors(IEnumerable<string> patterns) => patterns.Where(p => doors.Any(d => p.Contains(d, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Becoming(IEnumerable<Source> sources) =>
        from source in sources
        where source.Path.StartsWith("src/", StringComparison.Ordinal) && source.Is("cs", "razor")
        where source.Text.Contains(".Become(", StringComparison.Ordinal) || source.Text.Contains($"new {nameof(Viewer)}(", StringComparison.Ordinal)
        where Path.GetFileName(source.Path) is not ("ViewerLoader.cs" or "Viewer.cs")
        select source.Path;
}
