using System.Net;
using Hearth.ComfortLevels;
using Hearth.Database;
using Hearth.LiveRooms.Rules;
using Hearth.Tests.LiveRooms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.ComfortLevels;

public class ComfortTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly Comfort quiet = new(ComfortLevel.NotNow, ComfortLevel.NotNow, ComfortLevel.Yes, ComfortLevel.Unasked, ComfortLevel.NotNow);

    private static Task<HttpResponseMessage> ChooseAsync(Member member, Comfort comfort) => member.Client.PostAsync("/comfort", new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["Watch"] = comfort.Watch.ToString(), ["React"] = comfort.React.ToString(), ["Write"] = comfort.Write.ToString(), ["Speak"] = comfort.Speak.ToString(), ["Camera"] = comfort.Camera.ToString(),
    }), Cancel);

    [Fact]
    public async Task A_choice_is_kept_and_is_ones_own()
    {
        var cast = await Cast.GatherAsync(host);
        Assert.Equal(HttpStatusCode.SeeOther, (await ChooseAsync(cast.Wren, quiet)).StatusCode);
        var page = await cast.Wren.Client.GetStringAsync("/comfort", Cancel);
        Assert.Contains("""id="f-Camera-2" name="Camera" value="NotNow" checked""", page, StringComparison.Ordinal);
        Assert.DoesNotContain("""value="NotNow" checked""", await cast.June.Client.GetStringAsync("/comfort", Cancel), StringComparison.Ordinal);
        var kept = await host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().Set<ComfortChoice>().AsNoTracking().ToListAsync(Cancel));
        Assert.Equal((cast.Wren.PersonId, quiet), (Assert.Single(kept).PersonId, kept[0].Comfort));
        // Those who lead have nothing to choose here.
        Assert.Equal(HttpStatusCode.NotFound, (await ChooseAsync(cast.Leila, quiet)).StatusCode);
    }

    [Fact]
    public async Task Only_speaking_is_something_to_be_asked_for()
    {
        var cast = await Cast.GatherAsync(host);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ChooseAsync(cast.Wren, quiet with { Camera = ComfortLevel.Unasked })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostAsync("/comfort", new FormUrlEncodedContent([]), Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_room_takes_it_at_the_door_and_in_the_middle_and_leaders_alone_learn_of_the_asking()
    {
        var evening = await Evening.PlanAsync(host);
        Assert.Equal(HttpStatusCode.SeeOther, (await ChooseAsync(evening.Cast.Wren, quiet)).StatusCode);
        await using var circle = await Circle.OpenAsync(host, evening, "Wren", "June");
        var (wren, june, leila) = (circle.Cast.Wren, circle.Cast.June, circle.Cast.Leila);
        Assert.Equal(quiet, (await circle.PersonAsync(wren)).Comfort);
        await circle.RefusesAsync("unasked", leila, "invite", ("Person", wren.PersonId.ToString()));
        await circle.DoAsync(leila, "invite", ("Person", june.PersonId.ToString()));

        var leading = await leila.Client.GetStringAsync(circle.Path("")[..^1], Cancel);
        Assert.Contains("speaks when they raise their hand", leading, StringComparison.Ordinal);
        Assert.DoesNotContain("speaks when they raise their hand", await june.Client.GetStringAsync(circle.Path("")[..^1], Cancel), StringComparison.Ordinal);
        Assert.Contains("data-be-seen=\"NotNow\"", await wren.Client.GetStringAsync(circle.Path("")[..^1], Cancel), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await ChooseAsync(wren, Comfort.Everything)).StatusCode);
        Assert.Equal(Comfort.Everything, (await circle.PersonAsync(wren)).Comfort);
        await circle.DoAsync(leila, "invite", ("Person", wren.PersonId.ToString()));
        Assert.Equal(Comfort.Everything, (await circle.PersonAsync(june)).Comfort);
    }
}
