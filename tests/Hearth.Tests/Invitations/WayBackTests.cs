using System.Net;
using System.Text.RegularExpressions;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Invitations;

/// <summary>Somebody has lost every way in. An admin gives them a new one; for staff two people do; whoever is signed in as them sees it and can undo it.</summary>
public partial class WayBackTests(HearthHost host)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [GeneratedRegex("/way-back/([A-Za-z0-9_-]{43})\"")]
    private static partial Regex Address { get; }

    private async Task<string> GiveAsync(Member by, Member whom)
    {
        var answer = await by.Client.PostFormAsync($"/people/{whom.PersonId}/way-back", ("Reason", "We know her voice, and met."));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        using var ask = new HttpRequestMessage(HttpMethod.Get, answer.Headers.Location!.OriginalString);
        ask.Headers.Add("Cookie", $"{by.Client.DefaultRequestHeaders.GetValues("Cookie").Single()}; {answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-link=", StringComparison.Ordinal)).Split(';')[0]}");
        return Address.Match(await (await by.Client.SendAsync(ask, cancel)).Content.ReadAsStringAsync(cancel)).Groups[1].Value;
    }

    [Fact]
    public async Task Nobody_agrees_to_their_own_and_without_a_second_there_is_none()
    {
        var (cast, other) = (await Cast.GatherAsync(host), await Cast.GatherAsync(host));
        Assert.NotNull(other.Noor); // staff who could agree, over there
        var alone = await cast.Ada.Client.PostFormAsync($"/people/{cast.Noor.PersonId}/way-back", ("Reason", "We know her voice."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, alone.StatusCode);
        await host.Scopes.WriteAsync(cast.ProgramId, s =>
        {
            s.GetRequiredService<HearthDb>().Add(Hearth.Invitations.WayBack.Give(cast.ProgramId, cast.Noor.PersonId, cast.Noor.MembershipId, true, cast.Ada.PersonId, s.GetRequiredService<Clock>().Now));
            return Task.CompletedTask;
        }, cancel);
        foreach (var member in (Member[])[cast.Ada, cast.Noor]) Assert.Equal(HttpStatusCode.NotFound, (await member.Client.PostFormAsync($"/people/{cast.Noor.PersonId}/way-back/agree")).StatusCode);
    }

    [Fact]
    public async Task A_participant_comes_back_sets_up_a_key_and_what_was_there_stands_for_a_day()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var home = new Browser(host);
        await home.SignInAsync(wren, wren.Code());
        var token = await GiveAsync(cast.Noor, cast.Wren);
        Assert.NotEmpty(token);

        var page = await new Browser(host).GetAsync("/way-back/" + token);
        Assert.DoesNotContain("Wren", page.Text, StringComparison.Ordinal);
        var back = new Browser(host);
        Assert.Equal("/factors", (await back.PostAsync("/way-back/" + token)).Location);
        Assert.Equal("/factors", (await back.GetAsync("/today")).Location); // nothing else yet
        Assert.Equal("/factors", (await back.GetAsync("/account")).Location);
        using var key = new SoftKey();
        Assert.Equal("/account", (await key.AddAsync(back)).Location);
        Assert.Equal(HttpStatusCode.OK, (await back.GetAsync("/today")).Status);

        // Used: for her, and for whoever else had it.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/way-back/" + token)).Status);
        Assert.Contains("isn’t open any more", (await new Browser(host).GetAsync("/way-back/" + token)).Text, StringComparison.Ordinal);

        // What could shut out another waits; what was there opens, tells, and undoes.
        await key.ProveAsync(back);
        Assert.Contains("so this waits until", (await back.PostAsync("/account/codes")).Text, StringComparison.Ordinal);
        Assert.Contains("so this waits until", (await back.PostAsync("/factors/password", ("Password", "some other long words"))).Text, StringComparison.Ordinal);
        var told = await home.GetAsync("/today");
        Assert.Contains("Somebody came in by a new link", told.Text, StringComparison.Ordinal);
        var notice = Regex.Matches(told.Body, "/account/undo/([0-9a-f-]{36})").Select(m => m.Groups[1].Value).Last();
        Assert.Equal("/account", (await home.PostAsync("/account/undo", ("Notice", notice), ("Password", Keyed.Password), ("Code", wren.Code(1)))).Location);
        Assert.StartsWith("/sign-in", (await back.GetAsync("/today")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await key.SignInAsync(new Browser(host))).Status);

        var kinds = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Chain().Where(h => h.Subject == cast.Wren.PersonId.ToString() && h.Kind.StartsWith("people.way-back")).Select(h => h.Kind).ToListAsync(cancel), cancel);
        Assert.Equal(["people.way-back-given", "people.way-back-taken"], kinds);
    }

    [Fact]
    public async Task With_a_new_password_too_and_a_sign_in_of_before_can_undo_it()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var home = new Browser(host);
        await home.SignInAsync(wren, wren.Code());
        var token = await GiveAsync(cast.Ada, cast.Wren);
        var back = new Browser(host);
        await back.PostAsync("/way-back/" + token);
        Assert.Equal("/factors", (await back.PostAsync("/factors/password", ("Password", "some other long words"))).Location);
        var square = await back.GetAsync("/factors");
        var secret = OtpNet.Base32Encoding.ToBytes(Regex.Match(square.Body, "<code class=\"own\">([a-z2-7 ]+)</code>").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant());
        Assert.Equal("/account", (await back.PostAsync("/factors/app", ("Code", new OtpNet.Totp(secret).ComputeTotp()))).Location);

        // Her old password is gone, so nothing of before could be shown: the sign-in of before is enough.
        var told = await home.GetAsync("/today");
        var notice = Regex.Matches(told.Body, "/account/undo/([0-9a-f-]{36})").Select(m => m.Groups[1].Value).Last();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await back.PostAsync("/account/undo", ("Notice", notice))).Status);
        Assert.Equal("/account", (await home.PostAsync("/account/undo", ("Notice", notice))).Location);
        Assert.StartsWith("/sign-in", (await back.GetAsync("/today")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/sign-in", ("Handle", wren.Handle), ("Password", "some other long words"), ("Code", new OtpNet.Totp(secret).ComputeTotp(DateTime.UtcNow.AddSeconds(30))))).Status);
    }

    [Fact]
    public async Task For_staff_it_opens_when_a_second_person_has_agreed()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        await Keyed.GiveAsync(host, cast.Leila);
        var way = $"/people/{cast.Leila.PersonId}/way-back";
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Noor.Client.PostFormAsync(way, ("Reason", "x"))).StatusCode); // supervisors give it to peers
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Noor.Client.GetAsync(way, cancel)).StatusCode);
        var token = await GiveAsync(cast.Ada, cast.Leila);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/way-back/" + token)).Status);
        Assert.Contains("isn’t open any more", (await new Browser(host).GetAsync("/way-back/" + token)).Text, StringComparison.Ordinal);

        var agree = way + "/agree";
        Assert.Contains(agree, await cast.Noor.Client.GetStringAsync(way, cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(agree, await cast.Ada.Client.GetStringAsync(way, cancel), StringComparison.Ordinal); // she gave it
        foreach (var not in (Member[])[cast.Ada, cast.Dan, cast.Leila, cast.Wren, other.Noor, other.Ada]) Assert.Equal(HttpStatusCode.NotFound, (await not.Client.PostFormAsync(agree)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/way-back/" + token)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync(agree)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Noor.Client.PostFormAsync(agree)).StatusCode);
        Assert.Equal("/factors", (await new Browser(host).PostAsync("/way-back/" + token)).Location);
    }

    [Fact]
    public async Task Taken_back_or_replaced_it_opens_nothing_and_nobody_gives_it_to_themselves()
    {
        var cast = await Cast.GatherAsync(host);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Ada.Client.PostFormAsync($"/people/{cast.Ada.PersonId}/way-back", ("Reason", "x"))).StatusCode);
        foreach (var not in (Member[])[cast.Leila, cast.Wren]) Assert.Equal(HttpStatusCode.NotFound, (await not.Client.PostFormAsync($"/people/{cast.June.PersonId}/way-back", ("Reason", "x"))).StatusCode);
        var first = await GiveAsync(cast.Ada, cast.June);
        var second = await GiveAsync(cast.Ada, cast.June);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/way-back/" + first)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await cast.Noor.Client.PostFormAsync($"/people/{cast.June.PersonId}/way-back/revoke")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await new Browser(host).PostAsync("/way-back/" + second)).Status);
        var third = await GiveAsync(cast.Ada, cast.June); // the same, not taken back
        Assert.Equal("/factors", (await new Browser(host).PostAsync("/way-back/" + third)).Location);
    }

    [Fact]
    public async Task Two_who_have_the_link_are_not_both_in_for_good()
    {
        var cast = await Cast.GatherAsync(host);
        var token = await GiveAsync(cast.Ada, cast.June);
        var (one, two) = (new Browser(host), new Browser(host));
        await one.PostAsync("/way-back/" + token);
        await two.PostAsync("/way-back/" + token);
        using var key = new SoftKey();
        await key.AddAsync(two);
        Assert.StartsWith("/sign-in", (await one.GetAsync("/factors")).Location, StringComparison.Ordinal);
    }
}
