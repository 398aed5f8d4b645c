using Hearth.Markup.Rules;

namespace Hearth.Tests.Markup.Rules;

public class AddressTests
{
    [Theory]
    [InlineData("https://walks.example", "walks.example", "https://walks.example/")]
    [InlineData("HTTPS://Walks.Example/A?b=c#d", "walks.example", "https://walks.example/A?b=c#d")]
    [InlineData("http://walks.example:8080/", "walks.example:8080", "http://walks.example:8080/")]
    [InlineData("https://walks.example:443/", "walks.example", "https://walks.example/")]
    [InlineData("https://walks.example/a b", null, null)]
    [InlineData("https://walks.example/über", "walks.example", "https://walks.example/%C3%BCber")]
    [InlineData("https://walks.example/\"><b>", "walks.example", "https://walks.example/%22%3E%3Cb%3E")]
    [InlineData("https://bank.example@evil.example/x", "evil.example", "https://evil.example/x")]
    [InlineData("https://bank.example:pass@evil.example", "evil.example", "https://evil.example/")]
    [InlineData("https://bank.example%2F@evil.example", "evil.example", "https://evil.example/")]
    [InlineData("https://evil.example#@bank.example/", "evil.example", "https://evil.example/#@bank.example/")]
    [InlineData("https://evil.example?@bank.example/", "evil.example", "https://evil.example/?@bank.example/")]
    [InlineData("https://bücher.example/", "xn--bcher-kva.example", "https://xn--bcher-kva.example/")]
    public void What_is_shown_is_what_is_opened(string typed, string? host, string? whole)
    {
        var address = Address.Of(typed);
        Assert.Equal((host, whole), (address?.Host, address?.Whole));
        if (address is not null) Assert.Equal(typed, address.Typed);
    }

    [Theory]
    [InlineData("javascript:alert(1)"), InlineData("JaVaScRiPt://walks.example/%0aalert(1)"), InlineData("data:text/html,x"), InlineData("vbscript:x"), InlineData("file:///etc/passwd"), InlineData("ftp://walks.example/"), InlineData("mailto:june@walks.example"), InlineData("tel:988"), InlineData("blob:https://walks.example/x")]
    [InlineData(""), InlineData("/today"), InlineData("//walks.example"), InlineData("walks.example"), InlineData("www.walks.example"), InlineData("https:walks.example"), InlineData("https:/walks.example"), InlineData("https:///walks.example"), InlineData("https://"), InlineData(" https://walks.example")]
    [InlineData("https://localhost/"), InlineData("https://router/"), InlineData("http://192.168.0.1/"), InlineData("http://[::1]/"), InlineData("http://2130706433/"), InlineData("http://0x7f.1/"), InlineData("http://127.0.0.0x1/"), InlineData("http://127.1/"), InlineData("https://walks.0x1/")]
    [InlineData("https://evil.example\\@bank.example/"), InlineData("https:\\\\evil.example"), InlineData("https://bank.example\t.evil.example/"), InlineData("https://bank.example\u200b.evil.example/"), InlineData("https://walks.example/\u202egnp.tac"), InlineData("https://walks.example/\u2066x\u2069"), InlineData("https://walks.example/a\0b"), InlineData("https://-.-/"), InlineData("https://walks..example/"), InlineData("https://wal%6bs.example/%zz\n")]
    public void What_is_no_link(string typed) => Assert.Null(Address.Of(typed));

    [Fact]
    public void Of_an_address_without_end_nobody_sees_where_it_leads()
    {
        const string start = "https://walks.example/";
        Assert.NotNull(Address.Of(start + new string('a', Address.Longest - start.Length)));
        Assert.Null(Address.Of(start + new string('a', Address.Longest - start.Length + 1)));
    }

    [Theory]
    [InlineData("https://walks.example", null, false)]
    [InlineData("https://bücher.example", "bücher.example", false)]
    [InlineData("https://пример.example", "пример.example", false)] // one alphabet in each part
    [InlineData("https://аррӏе.example", "аррӏе.example", false)]
    [InlineData("https://pаypal.example", "pаypal.example", true)] // the first a is Cyrillic
    [InlineData("https://gοοgle.example", "gοοgle.example", true)] // both o are Greek
    [InlineData("https://xn--pypal-4ve.example", "pаypal.example", true)] // written as it is sent
    [InlineData("https://日本go.example", "日本go.example", false)] // nobody takes one for the other
    public void Letters_of_other_alphabets_are_said(string typed, string? own, bool mixed)
    {
        var address = Address.Of(typed)!;
        Assert.Equal((own, mixed), (address.OwnLetters, address.MixesAlphabets));
        Assert.All(address.Whole, letter => Assert.InRange(letter, '!', '~'));
    }

    [Fact]
    public void A_host_that_only_looks_like_letters_of_its_own_is_shown_as_it_is()
    {
        var address = Address.Of("https://xn--a.example")!;
        Assert.Equal(("xn--a.example", (string?)null), (address.Host, address.OwnLetters));
    }

    [Fact]
    public void What_stood_before_an_at_is_said_and_so_is_a_connection_that_others_can_read()
    {
        Assert.True(Address.Of("https://bank.example@evil.example")!.NameLeftOut);
        Assert.False(Address.Of("https://evil.example/@bank.example")!.NameLeftOut);
        Assert.True(Address.Of("https://walks.example")!.Encrypted);
        Assert.False(Address.Of("http://walks.example")!.Encrypted);
    }

    /// <summary>Whatever is typed: nothing breaks, and what comes out is read by everybody in the same way.</summary>
    [Fact]
    public void Of_any_letters_comes_an_address_that_is_plain_or_none()
    {
        string[] sound = ["https://bank.example@evil.example/a?b#c", "http://bücher.example:8080/%20", "https://xn--pypal-4ve.example/"], words = ["@", "\\", "//", "\u202e", "%00", "xn--", ".", ":", "[::1]", "\u3002", "ß", "\u200d", "https://", "#", "?"];
        var links = 0;
        foreach (var (seed, text) in Chance.Spoiled(4000, sound, words))
        {
            if (Address.Of(text) is not { } address) continue;
            links++;
            Assert.True(address.Whole.All(letter => letter is > ' ' and <= '~' and not ('"' or '<' or '>' or '\\')), $"{seed}: {address.Whole}");
            Assert.StartsWith($"http{(address.Encrypted ? "s" : "")}://{address.Host}/", address.Whole, StringComparison.Ordinal);
            Assert.Equal(address.Whole, Address.Of(address.Whole)?.Whole);
        }
        Assert.True(links > 500, $"Of all that only {links} were links.");
    }
}
