using System.Net;
using System.Text.RegularExpressions;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Factors;

/// <summary>
/// AC-17. Somebody else has the phone, or the paper with the codes: what they add is told everywhere else and undone with one
/// touch, and what could shut its holder out waits a day. Who lost their phone is in at once all the same.
/// </summary>
public partial class CoolOffTests(HearthHost host)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [GeneratedRegex("name=\"Notice\" value=\"([0-9a-f-]{36})\"")]
    private static partial Regex Notice { get; }

    /// <summary>A person with a passkey and codes, in two browsers; the key is a day and more old.</summary>
    private async Task<(Keyed Codes, SoftKey Key, Browser Home)> PasskeyHolderAsync(Member member)
    {
        var codes = await Keyed.GiveAsync(host, member, password: false);
        var key = new SoftKey();
        var home = new Browser(host);
        home.Take(await host.IssuedCookieAsync(member, enrolling: false));
        await key.AddAsync(home); // the account has none yet
        await AgeAsync(codes.AccountId);
        return (codes, key, home);
    }

    /// <summary>Everything that there is of an account is two days old.</summary>
    private async Task AgeAsync(Guid account)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
        var past = Duration.FromHours(48);
        foreach (var passkey in await db.PasskeysOf(account).ToListAsync(cancel)) passkey.Data.CreatedAt -= past.ToTimeSpan();
        await db.SaveChangesAsync(cancel);
        foreach (var n in await db.NoticesOf(account).AsNoTracking().ToListAsync(cancel))
        {
            var at = n.At - past;
            await db.NoticesOf(account).Where(x => x.Id == n.Id).ExecuteUpdateAsync(x => x.SetProperty(y => y.At, at), cancel);
        }
    }

    [Fact]
    public async Task Whoever_lost_the_phone_is_in_at_once_and_can_set_up_a_new_one()
    {
        var cast = await Cast.GatherAsync(host);
        var (june, lost, home) = await PasskeyHolderAsync(cast.June);
        using var old = lost;
        using var fresh = new SoftKey();
        var phone = new Browser(host);
        Assert.Equal("/today", (await phone.SignInAsync(june, june.Codes[0], password: null)).Location);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/today")).Status);
        Assert.Equal("/account", (await fresh.AddAsync(phone)).Location); // no second code for it
        Assert.Equal("/today", (await fresh.SignInAsync(new Browser(host))).Location);

        // What could shut out the one whose account it is waits, also with the new key's proof, and with another code's.
        await fresh.ProveAsync(phone);
        foreach (var (path, fields) in new (string, (string, string)[])[] { ("/account/passkey/remove", [("Passkey", old.Id)]), ("/account/codes", []) })
        {
            var waits = await phone.PostAsync(path, fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, waits.Status);
            Assert.Contains("so this waits until", waits.Text, StringComparison.Ordinal);
        }
        await phone.ProveAsync(june, june.Codes[1], password: null);
        Assert.Contains("so this waits until", (await phone.PostAsync("/account/codes")).Text, StringComparison.Ordinal);

        // The old key ends the waiting: it was found in the other coat. After a day it ends by itself.
        await old.ProveAsync(home);
        Assert.Equal("/factors/codes", (await home.PostAsync("/account/codes")).Location);
        await AgeAsync(june.AccountId);
        await fresh.ProveAsync(phone);
        Assert.Equal("/account", (await phone.PostAsync("/account/passkey/remove", ("Passkey", old.Id))).Location);
    }

    [Fact]
    public async Task The_day_over_a_sign_in_of_that_kind_adds_a_way_like_any_other()
    {
        var cast = await Cast.GatherAsync(host);
        var (june, lost, _) = await PasskeyHolderAsync(cast.June);
        using var old = lost;
        using var fresh = new SoftKey();
        using var another = new SoftKey();
        var phone = new Browser(host);
        await phone.SignInAsync(june, june.Codes[0], password: null);
        Assert.Equal("/account", (await fresh.AddAsync(phone)).Location);

        // It can outlive the day: entering another place is a sign-in that begins anew.
        await AgeAsync(june.AccountId);
        Assert.Equal(HttpStatusCode.NotFound, (await another.AddAsync(phone)).Status);
        await fresh.ProveAsync(phone);
        Assert.Equal("/account", (await another.AddAsync(phone)).Location);
    }

    [Fact]
    public async Task Whoever_came_in_by_a_stolen_code_is_undone_with_one_touch()
    {
        var cast = await Cast.GatherAsync(host);
        var (june, key, home) = await PasskeyHolderAsync(cast.June);
        using var hers = key;
        using var theirs = new SoftKey();
        Assert.DoesNotContain("Not you?", (await home.GetAsync("/today")).Text, StringComparison.Ordinal);
        var thief = new Browser(host);
        await thief.SignInAsync(june, june.Codes[0], password: null);
        await theirs.AddAsync(thief);
        Assert.DoesNotContain("Not you?", (await thief.GetAsync("/today")).Text, StringComparison.Ordinal); // told everywhere else

        // On every page of hers, and at her next sign-in; not to anybody else.
        foreach (var path in (string[])["/today", "/account", "/hard-moment", "/sessions"])
        {
            var page = await home.GetAsync(path);
            if (path != "/hard-moment") Assert.Matches("Somebody signed in with a recovery code \\w+ at \\d+:\\d\\d [ap]m. Not you\\?", page.Text);
        }
        var later = new Browser(host);
        await hers.SignInAsync(later);
        Assert.Contains("A new passkey was added", (await later.GetAsync("/today")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Not you?", await (await cast.Wren.Client.GetAsync("/today", cancel)).Content.ReadAsStringAsync(cancel), StringComparison.Ordinal);

        var notice = await NoticeOf(june.AccountId, NoticeKind.Recovered);
        // Not by the thief, whose key is younger, nor in the thief's own sign-in, nor with nothing.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await thief.PostAsync("/account/undo", ("Notice", notice), ("Credential", await theirs.SignAsync(thief)))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await home.PostAsync("/account/undo", ("Notice", notice), ("Credential", await theirs.SignAsync(home)))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await home.PostAsync("/account/undo", ("Notice", notice))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await home.PostAsync("/account/undo", ("Notice", notice), ("Code", june.Codes[3]))).Status);

        // One touch.
        Assert.Equal("/account", (await home.PostAsync("/account/undo", ("Notice", notice), ("Credential", await hers.SignAsync(home)))).Location);
        Assert.StartsWith("/sign-in", (await thief.GetAsync("/account")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await theirs.SignInAsync(new Browser(host))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).SignInAsync(june, june.Codes[4], password: null)).Status); // the paper was seen
        Assert.Equal("/today", (await hers.SignInAsync(new Browser(host))).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await home.PostAsync("/account/undo", ("Notice", notice), ("Credential", await hers.SignAsync(home)))).Status); // once
        Assert.Contains("signin.change-undone", await host.SignInHappeningsAsync(cast.June));
    }

    [Fact]
    public async Task Whoever_knows_the_phones_number_adds_a_key_that_is_told_and_cannot_take_the_other_ones_place()
    {
        var cast = await Cast.GatherAsync(host);
        var (june, key, home) = await PasskeyHolderAsync(cast.June);
        using var hers = key;
        using var theirs = new SoftKey();
        var laptop = new Browser(host);
        await hers.SignInAsync(laptop);

        // Her own phone, unlocked by somebody else.
        await hers.ProveAsync(home);
        Assert.Equal("/account", (await theirs.AddAsync(home)).Location);
        var stays = await home.PostAsync("/account/passkey/remove", ("Passkey", hers.Id));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stays.Status);
        Assert.Contains("Your other way in is new", stays.Text, StringComparison.Ordinal);

        var told = await laptop.GetAsync("/today");
        Assert.Contains("A new passkey was added", told.Text, StringComparison.Ordinal);
        var notice = Notice.Match(told.Body).Groups[1].Value;
        // Not where it was done, though the key is the right one: it would end the laptop's sign-in, where she is told.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await home.PostAsync("/account/undo", ("Notice", notice), ("Credential", await hers.SignAsync(home)))).Status);
        Assert.Contains("A new passkey was added", (await laptop.GetAsync("/today")).Text, StringComparison.Ordinal);
        Assert.Equal("/account", (await laptop.PostAsync("/account/undo", ("Notice", notice), ("Credential", await hers.SignAsync(laptop)))).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await theirs.SignInAsync(new Browser(host))).Status);
        Assert.StartsWith("/sign-in", (await home.GetAsync("/today")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_day_it_is_final_and_told_until_somebody_says_they_know()
    {
        var cast = await Cast.GatherAsync(host);
        var (june, key, home) = await PasskeyHolderAsync(cast.June);
        using var hers = key;
        await new Browser(host).SignInAsync(june, june.Codes[0], password: null);
        var notice = await NoticeOf(june.AccountId, NoticeKind.Recovered);
        await home.PostAsync("/account/seen");
        Assert.DoesNotContain("Not you?", (await home.GetAsync("/today")).Text, StringComparison.Ordinal);
        var later = new Browser(host);
        await hers.SignInAsync(later);
        Assert.Contains("Undo it", (await later.GetAsync("/today")).Text, StringComparison.Ordinal); // seen in one place is not seen in all

        await AgeAsync(june.AccountId);
        var final = await later.GetAsync("/today");
        Assert.Contains("call your program", final.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Undo it", final.Text, StringComparison.Ordinal);
        var late = await later.PostAsync("/account/undo", ("Notice", notice), ("Credential", await hers.SignAsync(later)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("so it stays as it is", late.Text, StringComparison.Ordinal); // not that she hadn't shown who she is
        Assert.Equal(HttpStatusCode.NotFound, (await later.GetAsync($"/account/undo/{notice}")).Status);
        await later.PostAsync("/account/seen");
        var last = new Browser(host);
        await hers.SignInAsync(last);
        Assert.DoesNotContain("Not you?", (await last.GetAsync("/today")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_or_undoes_anothers()
    {
        var cast = await Cast.GatherAsync(host);
        var (june, key, home) = await PasskeyHolderAsync(cast.June);
        var (wren, own, elsewhere) = await PasskeyHolderAsync(cast.Wren);
        using var a = key;
        using var b = own;
        await new Browser(host).SignInAsync(june, june.Codes[0], password: null);
        var notice = await NoticeOf(june.AccountId, NoticeKind.Recovered);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.PostAsync("/account/undo", ("Notice", notice), ("Credential", await own.SignAsync(elsewhere)))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/account/undo/{notice}")).Status);
        Assert.NotEqual(june.AccountId, wren.AccountId);

        // Nor with a key of one's own where June is signed in, old as it is; hers does.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await home.PostAsync("/account/undo", ("Notice", notice), ("Credential", await own.SignAsync(home)))).Status);
        Assert.Equal("/account", (await home.PostAsync("/account/undo", ("Notice", notice), ("Credential", await key.SignAsync(home)))).Location);
    }

    [Fact]
    public async Task A_recovery_code_with_the_password_is_told_and_nothing_waits()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var home = new Browser(host);
        await home.SignInAsync(wren, wren.Code());
        var phone = new Browser(host);
        await phone.SignInAsync(wren, wren.Codes[0]);
        Assert.Contains("with the password and a recovery code", (await home.GetAsync("/today")).Text, StringComparison.Ordinal);
        await phone.ProveAsync(wren, wren.Codes[1]);
        Assert.Equal("/factors/codes", (await phone.PostAsync("/account/codes")).Location);
    }

    private async Task<string> NoticeOf(Guid account, NoticeKind kind)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<HearthDb>().NoticesOf(account).Where(n => n.Kind == kind).OrderByDescending(n => n.At).Select(n => n.Id).FirstAsync(cancel)).ToString();
    }
}
