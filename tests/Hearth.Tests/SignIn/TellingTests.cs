using System.Diagnostics;
using System.Net;
using Hearth.Tests.Invitations;

namespace Hearth.Tests.SignIn;

/// <summary>AC-28. Nobody learns by trying whether somebody is here: one status, one page, and the same work behind it.</summary>
public class TellingTests(HearthHost host)
{
    private static (string, string)[] Guess(string handle, string password, string code) => [("Handle", handle), ("Password", password), ("Code", code)];

    private async Task<(HttpStatusCode Status, string Body, string[] Work)> AskAsync(string path, (string Name, string Value)[]? fields, string typed)
    {
        var name = Guid.NewGuid().ToString("N");
        using var request = new HttpRequestMessage(fields is null ? HttpMethod.Get : HttpMethod.Post, path);
        if (fields is not null) request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        request.Headers.Add(Work.Header, name);
        var answer = await new Browser(host).SendAsync(request);
        return (answer.Status, answer.Body.Replace(typed, "typed", StringComparison.Ordinal), [.. Work.Done.TryRemove(name, out var done) ? done : []]);
    }

    private static void AssertAlike((HttpStatusCode Status, string Body, string[] Work) one, (HttpStatusCode Status, string Body, string[] Work) other)
    {
        Assert.Equal(one.Status, other.Status);
        Assert.Equal(one.Body, other.Body);
        Assert.Equal(one.Work, other.Work);
    }

    [Fact]
    public async Task A_name_that_nobody_has_costs_what_somebodys_does()
    {
        var cast = await Cast.GatherAsync(host);
        var (wren, june, leila) = (await Keyed.GiveAsync(host, cast.Wren), await Keyed.GiveAsync(host, cast.June, password: false), await Keyed.GiveAsync(host, cast.Leila));
        foreach (var (password, code) in ((string, string)[])[("not the password", "000000"), ("", "2345-6789-abcd"), ("not the password", "2345-6789-abcd")])
        {
            var nobody = await AskAsync("/sign-in", Guess("nobody-here-0000", password, code), "nobody-here-0000");
            Assert.Contains(nobody.Work, w => w.StartsWith("hash", StringComparison.Ordinal)); // it is counted at all
            Assert.True(nobody.Work.Length > 5);
            foreach (var who in (Keyed[])[wren, june, leila]) AssertAlike(nobody, await AskAsync("/sign-in", Guess(who.Handle, password, code), who.Handle));
        }

        // Planted: somebody who has the right password and code is another matter, and seen to be.
        Assert.NotEqual((await AskAsync("/sign-in", Guess("nobody-here-0000", Keyed.Password, wren.Code()), "nobody-here-0000")).Work, (await AskAsync("/sign-in", Guess(wren.Handle, Keyed.Password, wren.Code()), wren.Handle)).Work);
    }

    [Fact]
    public async Task A_password_that_is_right_costs_what_a_wrong_one_does()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        AssertAlike(await AskAsync("/sign-in", Guess(wren.Handle, "not the password", "000000"), wren.Handle), await AskAsync("/sign-in", Guess(wren.Handle, Keyed.Password, "000000"), wren.Handle));
    }

    [Fact]
    public async Task A_link_that_was_used_looks_like_one_that_never_was()
    {
        var cast = await Cast.GatherAsync(host);
        var handed = await cast.Ada.InviteAsync("Participant", "Robin Lund");
        var open = await AskAsync("/invitation/" + handed.Token, null, handed.Token);
        await host.TakeUpAsync(handed.Token);
        await host.EnrolAsync(cast.ProgramId, (await host.InvitationAsync(cast.ProgramId, handed.Id)).PersonId);
        var used = await AskAsync("/invitation/" + handed.Token, null, handed.Token);
        var never = await AskAsync("/invitation/" + new string('A', 43), null, new string('A', 43));
        Assert.Equal((used.Status, used.Body), (never.Status, never.Body));
        Assert.NotEqual(open.Body, never.Body);
        foreach (var path in (string[])["/invitation/", "/way-back/"])
        {
            var (one, two) = (await AskAsync(path + new string('B', 43), [], "-"), await AskAsync(path + new string('C', 43), [], "-"));
            Assert.Equal(one.Status, two.Status);
            Assert.Equal(one.Work.Length, two.Work.Length);
        }
    }

    /// <summary>Run by name, on a quiet machine: the suite compares the work, and never the clock.</summary>
    [Fact(Explicit = true)]
    public async Task Soak_over_two_thousand_samples_the_time_tells_nothing()
    {
        var cast = await Cast.GatherAsync(host);
        var wren = await Keyed.GiveAsync(host, cast.Wren);
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < 2100; i++)
        {
            // Names of one length, one after the other, each from an address of its own.
            await TakeAsync(wren.Handle, known);
            await TakeAsync(new string('x', wren.Handle.Length), unknown);
        }
        var (one, other) = (Median(known), Median(unknown));
        TestContext.Current.SendDiagnosticMessage($"known {one:0.000} ms, unknown {other:0.000} ms, apart {Math.Abs(one - other):0.000} ms, over {known.Count - 100} samples each");
        Console.WriteLine($"known {one:0.000} ms, unknown {other:0.000} ms, apart {Math.Abs(one - other):0.000} ms, over {known.Count - 100} samples each");
        Assert.True(Math.Abs(one - other) < 5);

        async Task TakeAsync(string handle, List<double> times)
        {
            var from = Stopwatch.GetTimestamp();
            await new Browser(host).PostAsync("/sign-in", Guess(handle, "not the password", "000000"));
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        static double Median(List<double> all) => all.Skip(100).Order().ElementAt((all.Count - 100) / 2);
    }
}
