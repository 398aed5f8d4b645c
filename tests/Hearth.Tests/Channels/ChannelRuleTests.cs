using System.Net;
using CsCheck;
using Hearth.Channels;
using Hearth.Channels.Rules;
using NodaTime;

namespace Hearth.Tests.Channels;

public class ChannelRuleTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("193.0.6.139", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("::7f00:1", false)]
    [InlineData("64:ff9b::a00:5", false)]
    [InlineData("2002:a00:5::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_what_is_out_in_the_world(string address, bool expected) => Assert.Equal(expected, Outside.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void However_an_inner_address_is_written_it_is_inside() => Gen.UInt.Sample(last =>
    {
        var inner = new IPAddress([10, (byte)(last >> 16), (byte)(last >> 8), (byte)last]);
        return !Outside.IsPublic(inner) && !Outside.IsPublic(inner.MapToIPv6());
    });

    [Fact]
    public void It_is_tried_again_ever_more_seldom_and_in_the_end_not()
    {
        var made = Instant.FromUtc(2026, 12, 1, 0, 0);
        Assert.Equal([2, 5, 15, 30, 60, 60, 60], Enumerable.Range(1, 7).Select(t => (int)(Trying.Next(CallKind.NeedsAnswer, made, t, made)!.Value - made).TotalSeconds));
        Assert.NotNull(Trying.Next(CallKind.NeedsAnswer, made, 200, made + Duration.FromHours(3)));
        Assert.Null(Trying.Next(CallKind.NeedsAnswer, made, 200, made + Duration.FromHours(4)));
        Assert.Null(Trying.Next(CallKind.Drill, made, 9, made + Duration.FromMinutes(10)));
        // Whoever still waits for a server has its lease.
        Assert.True(Trying.Lease.ToTimeSpan() > Trying.Patience * 2);
    }

    [Theory]
    [InlineData("noor@example.org", true)]
    [InlineData("morgan@localhost", true)]
    [InlineData("noor", false)]
    [InlineData("@example.org", false)]
    [InlineData("noor@", false)]
    [InlineData("Noor <noor@example.org>", false)]
    [InlineData("noor@example.org, dan@example.org", false)]
    [InlineData("noor@example.org\nBcc: x@example.org", false)]
    [InlineData("noor @example.org", false)]
    public void One_plain_address(string text, bool expected) => Assert.Equal(expected, MailAddress.Is(text));

    [Fact]
    public void What_is_wrong_with_the_settings_is_said()
    {
        var mail = new MailSettings { Server = "mail.example.org", From = "notices@example.org" };
        Assert.Null(new CallSettings().Wrong());
        Assert.Null(new CallSettings { Mail = mail, Address = "https://hearth.example.org", Gateways = ["pager.lan", "10.0.0.9"] }.Wrong());
        foreach (var (wrong, word) in ((CallSettings, string)[])
        [
            (new() { Address = "hearth.example.org" }, "Address"), (new() { Address = "https://hearth.example.org/in" }, "Address"), (new() { Gateways = ["https://pager.lan"] }, "Gateways"),
            (new() { Mail = new() { From = "x@example.org" } }, "names no Server"), (new() { Mail = mail with { Port = 0 } }, "Port"), (new() { Mail = mail with { Tls = "maybe" } }, "starttls, tls or none"),
            (new() { Mail = mail with { Tls = "none" } }, "this machine alone"), (new() { Mail = mail with { User = "u" } }, "go together"), (new() { Mail = mail with { User = "u", PasswordFile = "/nowhere" } }, "PasswordFile"),
            (new() { Mail = mail with { From = "Hearth <x@example.org>" } }, "From"), (new() { Mail = mail with { From = "" } }, "From"),
        ])
            Assert.Contains(word, wrong.Wrong());
    }
}
