using Hearth.Server;

namespace Hearth.Tests.Hosting;

public class ClusterSettingsTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.9")]
    [InlineData("192.168.7.7")]
    [InlineData("100.64.0.2")]
    [InlineData("::1")]
    [InlineData("fd12::7")]
    public void A_server_listens_for_the_others_where_only_they_are(string address) => Assert.Null(Wrong(address));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("0.0.0.0")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2001:db8::1")]
    [InlineData("::")]
    [InlineData("hearth.example")]
    public void And_nowhere_else(string address) => Assert.NotNull(Wrong(address));

    [Fact]
    public void Alone_nothing_of_it_is_asked() => Assert.Null(new ClusterSettings { Port = 0, Name = "" }.Wrong(new HearthOptions(), nodes: false));

    [Fact]
    public void A_file_belongs_to_one_server() => Assert.Contains("PostgreSQL", new ClusterSettings { Address = "127.0.0.1" }.Wrong(new HearthOptions(), nodes: true), StringComparison.Ordinal);

    [Fact]
    public void Media_nodes_are_shared_so_they_are_named() => Assert.Contains("Media:Nodes", new ClusterSettings { Address = "127.0.0.1" }.Wrong(new HearthOptions { Database = "Host=db" }, nodes: false), StringComparison.Ordinal);

    private static string? Wrong(string address) => new ClusterSettings { Address = address }.Wrong(new HearthOptions { Database = "Host=db" }, nodes: true);
}
