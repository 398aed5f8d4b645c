using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Walls;

/// <summary>
/// What each page and verb asks for at the gate, by itself: the matrix sees only the outermost of the walls that stand in front of
/// a row, and there whoever has not signed, or is still setting up, is a participant. gates.csv is the reviewed table; written anew
/// with HEARTH_MATRIX_WRITE=1, and then its difference is read.
/// </summary>
public class GateTests(HearthHost host)
{
    private static string Table => Path.Combine(Architecture.Source.Root, "tests/Hearth.Tests/Walls/gates.csv");

    [Fact]
    public async Task Each_endpoint_lets_in_those_whom_the_table_names_and_nobody_else()
    {
        var found = new List<string>();
        foreach (var endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => !Matrix.Planted.Is(e) && e.Metadata.GetMetadata<IAllowAnonymous>() is null && NameOf(e) is not null))
            found.Add(await LineAsync(endpoint));
        found = [.. found.Distinct().Order(StringComparer.Ordinal).Prepend("endpoint,lets in,without the agreement,still setting up,step-up")];
        if (Environment.GetEnvironmentVariable("HEARTH_MATRIX_WRITE") == "1") await File.WriteAllLinesAsync(Table, found, TestContext.Current.CancellationToken);
        var declared = await File.ReadAllLinesAsync(Table, TestContext.Current.CancellationToken);
        Architecture.Report.Clean([.. found.Except(declared).Select(l => $"is: {l}"), .. declared.Except(found).Select(l => $"was declared: {l}")]);
        Assert.True(found.Count > 100);
    }

    /// <summary>Planted: an endpoint that asks for less than a table would say.</summary>
    [Fact]
    public async Task An_endpoint_that_asks_for_less_is_another_line()
    {
        static RouteEndpoint Made(params object[] metadata) => new(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/planted"), 0, new([new HttpMethodMetadata(["POST"]), .. metadata]), "planted");
        Assert.Equal("POST /planted,Admin,nobody,nobody,no", await LineAsync(Made(new AllowAttribute(Role.Admin))));
        Assert.Equal("POST /planted,everybody,nobody,nobody,no", await LineAsync(Made(new AllowAttribute())));
        Assert.Equal("POST /planted,Admin,Admin,nobody,no", await LineAsync(Made(new AllowAttribute(Role.Admin), new BeforeSigningAttribute())));
        Assert.Equal("POST /planted,Admin,nobody,Admin,yes", await LineAsync(Made(new AllowAttribute(Role.Admin), new BeforeFactorsAttribute(), new StepUpAttribute())));
        Assert.Equal("POST /planted,nobody,nobody,nobody,no", await LineAsync(Made()));
    }

    private static string? NameOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: { Count: > 0 } methods } ? $"{(methods.Contains("GET") ? "GET" : string.Join('/', methods))} /{endpoint.RoutePattern.RawText!.TrimStart('/')}" : null;

    private static async Task<string> LineAsync(RouteEndpoint endpoint) => string.Join(',', NameOf(endpoint),
        await WhoAsync(endpoint, signed: true, enrolling: false), await WhoAsync(endpoint, signed: false, enrolling: false), await WhoAsync(endpoint, signed: true, enrolling: true),
        endpoint.Metadata.GetMetadata<StepUpAttribute>() is null ? "no" : "yes");

    private static async Task<string> WhoAsync(RouteEndpoint endpoint, bool signed, bool enrolling)
    {
        var let = new List<Role>();
        foreach (var role in Roles.All)
        {
            var viewer = new Viewer();
            viewer.Become(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), role, "Somebody", "UTC", signed ? NodaConstants.UnixEpoch : null, enrolling);
            var (http, passed) = (new DefaultHttpContext(), false);
            http.SetEndpoint(endpoint);
            await new AccessGate(_ =>
            {
                passed = true;
                return Task.CompletedTask;
            }).InvokeAsync(http, viewer);
            if (passed) let.Add(role);
        }
        return let.Count == 0 ? "nobody" : let.Count == Roles.All.Length ? "everybody" : string.Join(' ', let);
    }
}
