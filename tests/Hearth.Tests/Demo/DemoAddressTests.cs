using Hearth.Demo;
using Microsoft.Extensions.Configuration;

namespace Hearth.Tests.Demo;

public class DemoAddressTests
{
    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("https://127.9.9.9:443")]
    [InlineData("http://[::1]:8080")]
    public void Loopback_is_taken(string url)
    {
        Assert.True(DemoAddresses.IsLoopback(url));
        Assert.Empty(DemoAddresses.Open(Configured(("urls", url))));
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://+:8080")]
    [InlineData("http://192.168.1.4:8080")]
    [InlineData("http://hearth.example:8080")]
    [InlineData("http://wren.localhost:8080")]
    [InlineData("http://localhost.example:8080")]
    [InlineData("http://127.0.0.1.example:8080")]
    [InlineData("http://unix:/run/hearth.sock")]
    public void Everything_else_is_not(string url)
    {
        Assert.False(DemoAddresses.IsLoopback(url));
        Assert.Equal([url], DemoAddresses.Open(Configured(("urls", $"http://localhost:1;{url}"))));
    }

    [Fact]
    public void Other_ways_to_say_where_to_listen_count_too()
    {
        Assert.Equal(["http://0.0.0.0:80"], DemoAddresses.Open(Configured(("Kestrel:Endpoints:Front:Url", "http://0.0.0.0:80"), ("urls", "http://localhost:1"))));
        Assert.Equal(["http://*:8080", "https://*:8443"], DemoAddresses.Open(Configured(("http_ports", "8080"), ("https_ports", "8443"))));
        Assert.Empty(DemoAddresses.Open(Configured(("http_ports", "8080"), ("urls", "http://localhost:1"))));
    }

    [Fact]
    public void Nothing_said_is_this_machine_alone() => Assert.Empty(DemoAddresses.Open(Configured()));

    private static IConfiguration Configured(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
}
