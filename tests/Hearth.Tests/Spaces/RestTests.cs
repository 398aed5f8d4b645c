using System.Net;
using Hearth.Tests.Groups;

namespace Hearth.Tests.Spaces;

public class RestTests(HearthHost host)
{
    [Fact]
    public async Task A_topic_that_one_rests_from_folds_away_for_them_alone_until_they_take_it_up_again()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "About my sister.");
        foreach (var _ in (int[])[1, 2]) Assert.Equal($"/spaces/{porch.Space}", (await RestAsync(cast.June, true)).Headers.Location!.ToString());

        var junes = await cast.June.Client.ReadAsync($"/spaces/{porch.Space}");
        Assert.DoesNotContain("About my sister.", junes, StringComparison.Ordinal);
        Assert.Contains("You rest from what Wren began.", junes, StringComparison.Ordinal);
        Assert.Contains("About my sister.", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        foreach (var other in (Member[])[cast.Wren, cast["Tomas"], cast.Leila])
            foreach (var page in (string[])[$"/spaces/{porch.Space}", $"/topics/{topic}"])
            {
                var theirs = await other.Client.ReadAsync(page);
                Assert.Contains("About my sister.", theirs, StringComparison.Ordinal);
                Assert.DoesNotMatch("You rest|rests from|June", System.Text.RegularExpressions.Regex.Replace(theirs, "<form.*?</form>|<p class=\"who.*?</p>", "", System.Text.RegularExpressions.RegexOptions.Singleline));
            }

        await RestAsync(cast.June, false);
        Assert.Contains("About my sister.", await cast.June.Client.ReadAsync($"/spaces/{porch.Space}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await RestAsync(cast.Dan, true)).StatusCode);

        Task<HttpResponseMessage> RestAsync(Member who, bool on) => who.Client.PostFormAsync($"/topics/{topic}/rest", ("On", on ? "true" : "false"));
    }
}
