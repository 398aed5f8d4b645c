using System.Net;
using CsCheck;
using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Accounts;

/// <summary>Guesses are slowed, the guesser's and nobody else's.</summary>
public class GuessTests(HearthHost host)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    private async Task<T> WithAsync<T>(Func<Attempts, HearthDb, Task<T>> work, Clock? clock = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<HearthDb>();
        return await work(new Attempts(db, services.GetRequiredService<FactorBox>(), clock ?? services.GetRequiredService<Clock>()), db);
    }

    private Task<bool> TryAsync(string name, string from, Clock? clock = null) => WithAsync((attempts, _) => attempts.TakeAsync(name, new(IPAddress.Parse(from)), own: false, cancel), clock);

    [Fact]
    public async Task The_count_is_of_name_and_address_and_passes_slowly()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        var clock = new Clock(time);
        var name = "quiet-heron-" + Guid.NewGuid().ToString("N");
        for (var i = 0; i < 10; i++) Assert.True(await TryAsync(name, "203.0.113.9", clock));
        Assert.False(await TryAsync($" {name.ToUpperInvariant()} ", "203.0.113.9", clock));
        Assert.True(await TryAsync(name, "198.51.100.7", clock));
        Assert.True(await TryAsync("other" + name, "203.0.113.9", clock));
        time.Advance(TimeSpan.FromSeconds(91)); // one more, and not ten
        Assert.True(await TryAsync(name, "203.0.113.9", clock));
        Assert.False(await TryAsync(name, "203.0.113.9", clock));

        // One house on IPv6, many addresses.
        for (var i = 0; i < 10; i++) Assert.True(await TryAsync(name, $"2001:db8:1:2::{i + 1}", clock));
        Assert.False(await TryAsync(name, "2001:db8:1:2:3::9", clock));
        Assert.True(await TryAsync(name, "2001:db8:1:3::1", clock));
    }

    [Fact]
    public async Task A_clock_that_was_an_hour_ahead_keeps_nobody_out_when_it_is_right_again()
    {
        var now = DateTimeOffset.UtcNow;
        Clock ahead = new(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(now.AddHours(1))), right = new(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(now)), nearly = new(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(now.AddMinutes(58)));
        var name = "quiet-heron-" + Guid.NewGuid().ToString("N");
        for (var i = 0; i < 11; i++) Assert.Equal(i < 10, await TryAsync(name, "203.0.113.12", ahead));
        // A second server that is a little behind is no way around it.
        Assert.False(await TryAsync(name, "203.0.113.12", nearly));
        for (var i = 0; i < 11; i++) Assert.Equal(i < 10, await TryAsync(name, "203.0.113.12", right));
    }

    [Fact]
    public void No_bucket_holds_as_much_as_counts_as_filled_by_a_clock_that_was_ahead()
    {
        var all = typeof(Slowing).GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Slowing>().ToList();
        Assert.True(all.Count > 5);
        Assert.All(all, s => Assert.True(s.AtOnce * s.Step < Slowing.FilledAhead / 3 * 2));
    }

    [Fact]
    public async Task Of_fifty_at_once_as_many_pass_as_the_bucket_holds()
    {
        var name = "quiet-heron-" + Guid.NewGuid().ToString("N");
        var passed = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => TryAsync(name, "203.0.113.10"))));
        Assert.Equal(Slowing.OfName.AtOnce, passed.Count(p => p));
    }

    [Fact]
    public async Task Neither_names_nor_addresses_can_be_read()
    {
        var name = "quiet-heron-" + Guid.NewGuid().ToString("N");
        var before = await WithAsync((_, db) => db.Guesses().CountAsync(cancel));
        await TryAsync(name, "203.0.113.11");
        var rows = await WithAsync((_, db) => db.Guesses().AsNoTracking().ToListAsync(cancel));
        Assert.True(rows.Count > before);
        Assert.All(rows, r => Assert.Equal(32, r.Key.Length));
        // Nor by trying all names: the key is not in the database.
        Assert.DoesNotContain(rows, r => r.Key.AsSpan().SequenceEqual(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes("anywhere\n" + name.ToUpperInvariant()))));
    }

    [Fact]
    public async Task A_thousand_guesses_from_fifty_addresses_keep_nobody_out()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var phone = new Browser(host);
        Assert.Equal(HttpStatusCode.SeeOther, (await phone.SignInAsync(wren, wren.Codes[0])).Status);
        await phone.PostAsync("/sign-out");

        var block = Random.Shared.Next(1, 200);
        var slowed = 0;
        for (var i = 0; i < 1000; i++)
        {
            // Half of them with the right password, which somebody close may know.
            var answer = await new Browser(host, $"10.{block}.7.{i % 50}").SignInAsync(wren, "000000", i % 2 == 0 ? "guess" : Keyed.Password);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            if (answer.Text.Contains("many tries", StringComparison.Ordinal)) slowed++;
        }
        Assert.InRange(slowed, 400, 995); // they are slowed, and soon

        // On her own phone she mistypes and is in, and she is in from the guesser's own network.
        Assert.Contains("didn’t match", (await phone.SignInAsync(wren, wren.Code(), "misty ped")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await phone.SignInAsync(wren, wren.Code())).Status);
        var home = new Browser(host, $"10.{block}.7.3");
        foreach (var (name, value) in phone.Cookies.Where(c => c.Key.EndsWith("device", StringComparison.Ordinal))) home.Cookies[name] = value;
        Assert.Single(home.Cookies);
        Assert.Equal(HttpStatusCode.SeeOther, (await home.SignInAsync(wren, wren.Codes[1])).Status);

        // Elsewhere, in a browser that nobody knows: in at once as well, by what cannot be guessed; the third try would wait.
        var library = new Browser(host, "198.51.100.77");
        Assert.Equal(HttpStatusCode.SeeOther, (await library.SignInAsync(wren, wren.Codes[2])).Status);
        // The guesses go on meanwhile, or what she did just now would have been time enough for some to be forgotten.
        for (var i = 0; i < 10; i++) await new Browser(host, $"10.{block}.8.{i}").SignInAsync(wren, "000000", "guess");
        var stranger = new Browser(host, "198.51.100.78");
        for (var i = 0; i < 2; i++) Assert.Contains("didn’t match", (await stranger.SignInAsync(wren, "000000", "guess")).Text, StringComparison.Ordinal);
        Assert.Contains("many tries", (await stranger.SignInAsync(wren, "000000", "guess")).Text, StringComparison.Ordinal);

        // Planted: a browser that hid the page is a stranger's on the guesser's network, and waits there as they do.
        var hidden = new Browser(host, $"10.{block}.7.3");
        Assert.Contains("many tries", (await hidden.SignInAsync(wren, wren.Codes[3])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_counts_for_itself_and_its_holder_is_not_slowed_by_strangers()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var (here, there) = (new Browser(host), new Browser(host));
        await here.SignInAsync(wren, wren.Codes[0]);
        await there.SignInAsync(wren, wren.Codes[1]);
        for (var i = 0; i < 10; i++) Assert.Contains("didn’t match", (await here.ProveAsync(wren, "000000", password: "guess")).Text, StringComparison.Ordinal);
        Assert.Contains("many tries", (await here.ProveAsync(wren, wren.Codes[2])).Text, StringComparison.Ordinal);
        Assert.Equal("/account", (await there.ProveAsync(wren, wren.Codes[2])).Location);
    }

    [Fact]
    public async Task Links_that_open_nothing_are_counted_and_one_that_opens_is_not()
    {
        var cast = await Cast.GatherAsync(host);
        var handed = await Invitations.Inviting.InviteAsync(cast.Ada, "Participant", "Robin Lund");
        const string from = "203.0.113.77";
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 70; i++) statuses.Add((await new Browser(host, from).GetAsync("/invitation/" + new string('A', 42) + (char)('a' + (i % 26)))).Status);
        Assert.Equal(HttpStatusCode.OK, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.Equal(HttpStatusCode.OK, (await new Browser(host, from).GetAsync("/invitation/" + handed.Token)).Status);
    }

    [Fact]
    public void A_bucket_never_lets_more_through_than_it_says_and_never_closes() =>
        // None holds more than twenty minutes (above).
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 40], Gen.Int[0, 400].Array[0, 200]).Sample((atOnce, seconds, gaps) =>
        {
            var slowing = new Slowing(atOnce, Duration.FromSeconds(seconds));
            var (until, now, passed) = (0L, 1_000_000_000_000L, new List<long>());
            foreach (var gap in gaps)
            {
                now += gap * 1000L;
                if (!slowing.Allows(until, now)) continue;
                until = slowing.After(until, now);
                passed.Add(now);
            }
            // In any stretch: as many as it holds, and one more for each step of it.
            for (var i = 0; i < passed.Count; i++)
                for (var j = i; j < passed.Count; j++)
                    if (j - i + 1 > atOnce + ((passed[j] - passed[i]) / slowing.Step)) return false;
            return slowing.Allows(until, now + slowing.Step); // whoever waits one step gets one try, whatever was before
        });
}
