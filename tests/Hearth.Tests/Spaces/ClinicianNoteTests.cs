using System.Net;
using Hearth.Database;
using Hearth.People;
using Hearth.Spaces;
using Hearth.Tests.Groups;
using Hearth.Tests.Notices;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Spaces;

/// <summary>A clinician's note in a conversation: marked, for whom it is meant, and by whoever has a license.</summary>
public class ClinicianNoteTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_marked_and_says_for_whom_it_is_meant()
    {
        var porch = await Porch.OpenAsync(host);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Sunday around four.");
        await Porch.ReplyAsync(cast.Leila, topic, "I walk.");
        Assert.DoesNotContain("Clinician note", await cast.June.Client.ReadAsync($"/topics/{topic}"), StringComparison.Ordinal);
        var noted = await NoteAsync(cast.Leila, topic, "Everybody");
        Assert.Equal((await porch.PostAsync(topic, 3)).Address, noted.Headers.Location!.ToString());
        // An answer and a note: whoever asked hears of both.
        Assert.Equal("Wren Wren", await host.WhoWasToldAsync(cast, SpaceNotices.Answered));
        await NoteAsync(cast.Leila, topic, "Asker");
        var page = await cast.June.Client.ReadAsync($"/topics/{topic}");
        foreach (var said in (string[])["clin-note", "Clinician note", "For everybody here. Not advice about any one person.", "For Wren; the others can read it too."]) Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4], (await porch.PostsAsync(topic)).Select(p => p.Number));
        Assert.DoesNotContain("Write a clinician note", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_writes_one_without_a_license_that_is_valid_today()
    {
        var porch = await Porch.OpenAsync(host, leaders: ["Leila", "Idris"]);
        var cast = porch.Cast;
        var topic = await porch.StartAsync(cast.Wren, "Hello.");
        foreach (var other in new[] { cast.Wren, cast["Idris"], cast.Dan, cast["Anand"], cast.Ada, (await Cast.GatherAsync(host)).Leila }) Assert.Equal(HttpStatusCode.NotFound, (await NoteAsync(other, topic, "Everybody")).StatusCode);
        await host.Scopes.WriteAsync(cast.ProgramId, async s =>
        {
            var now = s.GetRequiredService<Clock>().Now;
            var licence = await s.GetRequiredService<HearthDb>().QualificationsOfProgram().SingleAsync(q => q.PersonId == cast.Leila.PersonId, Cancel);
            licence.Correct(licence.Kind, licence.Title, now.InUtc().Date.PlusDays(-100), now.InUtc().Date.PlusDays(-2), cast.Noor.PersonId, now, licence.Place);
        }, Cancel);
        var refused = await NoteAsync(cast.Leila, topic, "Everybody");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Notice that both", await refused.WordsAsync(), StringComparison.Ordinal);
        Assert.Single(await porch.PostsAsync(topic));
    }

    private static Task<HttpResponseMessage> NoteAsync(Member who, Guid topic, string meant) =>
        who.Client.PostFormAsync($"/topics/{topic}/note", ("For", meant), ("Text", "Notice that both of these are small."), ("Press", Guid.NewGuid().ToString("D")));
}
