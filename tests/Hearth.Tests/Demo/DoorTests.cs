using System.Net;
using Hearth.Demo;

namespace Hearth.Tests.Demo;

public sealed class DoorTests(DemoHost demo, HearthHost real) : IClassFixture<DemoHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_has_a_door_for_each_person_at_their_own_host()
    {
        using var anyone = demo.CreateClient();
        var page = await anyone.GetStringAsync("/demo", Cancel);
        foreach (var person in DemoCast.Everybody)
            Assert.Contains($"href=\"https://{person.Host}.localhost/demo/door\"", page);
        string[] expected = ["wren", "june", "tomas", "pilar", "kit", "leila", "dan", "ruth", "idris", "anand", "noor", "ada", "sol"];
        Assert.Empty(expected.Except(DemoCast.North.People.Select(p => p.Host)));
    }

    [Fact]
    public async Task A_door_lets_in_the_person_of_its_host_and_nobody_else()
    {
        using var wren = await demo.ComeInAsync("wren");
        Assert.Contains("Wren", await wren.GetStringAsync("/not-found", Cancel));

        foreach (var nobody in (string[])["localhost", "someone.localhost", "wren.wren.localhost", "127.0.0.1"])
        {
            using var stranger = demo.CreateClient(new() { BaseAddress = new Uri($"https://{nobody}"), AllowAutoRedirect = false });
            using var answer = await stranger.GetAsync("/demo/door", Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task The_cookie_of_a_door_belongs_to_its_host_alone()
    {
        using var client = demo.CreateClient(new() { BaseAddress = new Uri("https://june.localhost"), AllowAutoRedirect = false, HandleCookies = false });
        using var answer = await client.GetAsync("/demo/door", Cancel);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-hearth=", StringComparison.Ordinal));
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("wren", true)]
    [InlineData("kit", false)]
    public async Task Who_has_not_signed_is_led_to_the_agreement(string host, bool signed)
    {
        using var client = await demo.ComeInAsync(host);
        using var answer = await client.GetAsync("/group", Cancel);
        Assert.Equal(!signed, answer.Headers.Location?.OriginalString == "/agreement");
    }

    [Fact]
    public async Task Tonight_leads_to_the_circle_whoever_belongs_to_it()
    {
        foreach (var host in (string[])["wren", "leila"])
        {
            using var member = await demo.ComeInAsync(host);
            Assert.Matches("^/sessions/[0-9a-f-]{36}/arrive$", (await member.GetAsync(GoToTonight.Path, Cancel)).Headers.Location?.OriginalString);
        }
        // Of the program's own supervisor, its alum, and somebody of the other program, none is in that circle.
        foreach (var host in (string[])["noor", "sol", "bram"])
        {
            using var other = await demo.ComeInAsync(host);
            Assert.Equal("/today", (await other.GetAsync(GoToTonight.Path, Cancel)).Headers.Location?.OriginalString);
        }
        using var stranger = demo.CreateClient();
        Assert.DoesNotContain("/sessions/", (await stranger.GetAsync(GoToTonight.Path, Cancel)).Headers.Location?.OriginalString ?? "");
    }

    [Fact]
    public async Task A_name_that_was_pointed_at_this_machine_is_not_answered()
    {
        foreach (var path in (string[])["/demo", "/demo/door", "/health"])
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "rebound.example" } };
            using var client = demo.CreateClient();
            using var answer = await client.SendAsync(ask, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Without_the_demo_list_and_door_are_addresses_like_any_that_never_were()
    {
        var cast = await Cast.GatherAsync(real);
        using var stranger = real.Stranger();
        using var nowhere = await stranger.GetAsync("/never-was", Cancel);
        foreach (var path in (string[])["/demo", EnterByDoor.Path, GoToTonight.Path])
        {
            using var asStranger = await stranger.GetAsync(path, Cancel);
            Assert.Equal(nowhere.StatusCode, asStranger.StatusCode);
            Assert.False(asStranger.Headers.Contains("Set-Cookie"));
            foreach (var member in cast.Members)
                Assert.Equal(HttpStatusCode.NotFound, (await member.Client.GetAsync(path, Cancel)).StatusCode);
        }
    }
}
