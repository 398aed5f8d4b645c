using System.Net;
using System.Text.RegularExpressions;
using Hearth.Agreements;
using Hearth.Agreements.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Agreements;

public partial class AgreementTests(HearthHost host)
{
    [GeneratedRegex("name=\"Agreement\" value=\"([^\"]+)\"")]
    private static partial Regex Shown { get; }

    [GeneratedRegex("name=\"Draft\" value=\"([^\"]+)\"")]
    private static partial Regex Drafted { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_new_reads_signs_and_keeps_a_copy()
    {
        var cast = await Cast.GatherAsync(host);
        var page = await cast.Kit.Client.GetStringAsync("/agreement", Cancel);
        Assert.Contains(cast.Canary, page, StringComparison.Ordinal);
        Assert.Contains("218-555-0142", page, StringComparison.Ordinal);

        var signed = await SignAsync(cast.Kit, Shown.Match(page).Groups[1].Value, "Kit Eleanor Holm");

        Assert.Equal(HttpStatusCode.SeeOther, signed.StatusCode);
        var copy = await cast.Kit.Client.GetStringAsync("/agreement/mine", Cancel);
        Assert.Contains("Kit Eleanor Holm", copy, StringComparison.Ordinal);
        Assert.Contains(cast.Canary, copy, StringComparison.Ordinal);
        var kinds = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Chain().Select(h => h.Kind).ToListAsync(Cancel), Cancel);
        Assert.Contains("agreements.signed", kinds);
        Assert.Contains("agreements.guidelines-acknowledged", kinds);
    }

    [Fact]
    public async Task The_typed_name_lies_sealed_and_nobody_else_reads_the_copy()
    {
        var cast = await Cast.GatherAsync(host);
        await SignAsync(cast.Kit, await CurrentAsync(cast.Kit), "Kit Eleanor Holm");

        var stored = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().SignaturesVisibleTo(ViewerOf(s, cast.Kit)).SingleAsync(Cancel), Cancel);
        Assert.DoesNotContain("Eleanor", System.Text.Encoding.UTF8.GetString(stored.SignedName.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("Eleanor", await cast.Wren.Client.GetStringAsync("/agreement/mine", Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "true", "Kit Holm", "Take the time you need")]
    [InlineData("true", "", "Kit Holm", "guidelines")]
    [InlineData("true", "true", "", "full name")]
    [InlineData("false", "true", "Kit Holm", "tick")]
    public async Task What_is_missing_is_said_and_what_was_typed_stays(string read, string guidelines, string name, string words)
    {
        var cast = await Cast.GatherAsync(host);
        List<(string, string)> fields = [("Agreement", await CurrentAsync(cast.Kit)), ("FullName", name)];
        if (read.Length > 0) fields.Add(("Read", read));
        if (guidelines.Length > 0) fields.Add(("Guidelines", guidelines));

        var refused = await cast.Kit.Client.PostFormAsync("/agreement/sign", [.. fields]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancel));
        Assert.Contains(words, page, StringComparison.Ordinal);
        if (name.Length > 0) Assert.Contains($"value=\"{name}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Kit Holm", await cast.Kit.Client.GetStringAsync("/agreement/mine", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_twice_is_refused_and_the_first_copy_stays()
    {
        var cast = await Cast.GatherAsync(host);
        var current = await CurrentAsync(cast.Kit);
        await SignAsync(cast.Kit, current, "Kit Holm");

        var again = await SignAsync(cast.Kit, current, "Somebody Else");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("already signed", WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        Assert.Contains("Kit Holm", await cast.Kit.Client.GetStringAsync("/agreement/mine", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_presses_at_once_make_one_signature()
    {
        var cast = await Cast.GatherAsync(host);
        var current = await CurrentAsync(cast.Kit);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SignAsync(cast.Kit, current, "Kit Holm")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.SeeOther);
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.UnprocessableEntity, a.StatusCode.ToString()));
    }

    [Fact]
    public async Task A_new_version_asks_again_and_keeps_both_copies()
    {
        var cast = await Cast.GatherAsync(host);
        var before = await CurrentAsync(cast.Kit);
        await PublishAsync(cast.Ada, "New words " + cast.Canary);

        Assert.Contains("The words changed", await cast.Wren.Client.GetStringAsync("/agreement", Cancel), StringComparison.Ordinal);
        var late = await SignAsync(cast.Kit, before, "Kit Holm");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        var shown = WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("New words " + cast.Canary, shown, StringComparison.Ordinal);
        Assert.Contains("value=\"Kit Holm\"", shown, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await SignNowAsync(cast.Wren, "Wren Legal")).StatusCode);
        var copies = await cast.Wren.Client.GetStringAsync("/agreement/mine", Cancel);
        Assert.Contains("Version 1", copies, StringComparison.Ordinal);
        Assert.Contains("Version 2", copies, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_published_is_what_was_looked_at()
    {
        var cast = await Cast.GatherAsync(host);
        await DraftAsync(cast.Ada, "First draft");
        var looked = await PreviewedAsync(cast.Ada);
        await DraftAsync(cast.Ada, "Changed meanwhile");

        var stale = await cast.Ada.Client.PostFormAsync("/agreement/publish", ("Draft", looked));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stale.StatusCode);

        var looks = await PreviewedAsync(cast.Ada);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => cast.Ada.Client.PostFormAsync("/agreement/publish", ("Draft", looks))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.SeeOther);
        var versions = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().AgreementsOfProgram().CountAsync(Cancel), Cancel);
        Assert.Equal(2, versions);
    }

    [Fact]
    public async Task Only_an_admin_writes_and_publishes()
    {
        var cast = await Cast.GatherAsync(host);
        foreach (var member in cast.Members.Where(m => m.Role != Role.Admin))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await member.Client.GetAsync("/agreement/versions", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await member.Client.PostFormAsync("/agreement/draft", ("Text", "x"), ("Guidelines", "y"))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await member.Client.PostFormAsync("/agreement/publish", ("Draft", "0"))).StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, (await cast.Ada.Client.GetAsync("/agreement/versions", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Another_programs_agreement_cannot_be_signed()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var refused = await SignAsync(cast.Kit, await CurrentAsync(other.Kit), "Kit Holm");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.DoesNotContain(other.Canary, await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_becomes_parts_lists_and_paragraphs()
    {
        var parts = AgreementLayout.Read("# One\n- a\n- b\nwords\n! Two\n* c");
        Assert.Equal(["One", "Two"], parts.Select(p => p.Title));
        Assert.True(parts[1].SetApart);
        Assert.Equal([AgreementLayout.Kind.Promises, AgreementLayout.Kind.Paragraph], parts[0].Blocks.Select(b => b.Kind));
        Assert.Equal(["a", "b"], parts[0].Blocks[0].Lines);
        Assert.Equal("only words", AgreementLayout.Read("only words").Single().Blocks.Single().Lines.Single());
    }

    private static async Task<string> CurrentAsync(Member member) => Shown.Match(await member.Client.GetStringAsync("/agreement", Cancel)).Groups[1].Value;

    private static Task<HttpResponseMessage> SignAsync(Member member, string agreement, string name) =>
        member.Client.PostFormAsync("/agreement/sign", ("Agreement", agreement), ("Read", "true"), ("Guidelines", "true"), ("FullName", name));

    /// <summary>What is to be signed at present.</summary>
    internal static async Task<HttpResponseMessage> SignNowAsync(Member member, string name) => await SignAsync(member, await CurrentAsync(member), name);

    private static async Task DraftAsync(Member admin, string text) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await admin.Client.PostFormAsync("/agreement/draft", ("Text", text), ("Guidelines", "Speak from the I."))).StatusCode);

    private static async Task<string> PreviewedAsync(Member admin) => Drafted.Match(await admin.Client.GetStringAsync("/agreement/versions/preview", Cancel)).Groups[1].Value;

    /// <summary>New words: nobody has signed them yet.</summary>
    internal static async Task PublishAsync(Member admin, string text)
    {
        await DraftAsync(admin, text);
        Assert.Equal(HttpStatusCode.SeeOther, (await admin.Client.PostFormAsync("/agreement/publish", ("Draft", await PreviewedAsync(admin)))).StatusCode);
    }

    private static Viewer ViewerOf(IServiceProvider services, Member member)
    {
        var viewer = services.GetRequiredService<Viewer>();
        viewer.Become(member.AccountId, member.MembershipId, member.ProgramId, member.PersonId, member.Role, member.Name, "UTC", signedAt: NodaConstants.UnixEpoch);
        return viewer;
    }
}
