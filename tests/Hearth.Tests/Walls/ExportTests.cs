using System.Net;
using System.Text.RegularExpressions;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Sessions;
using Hearth.Tests.Architecture;
using Hearth.Tests.Notes;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Walls;

/// <summary>
/// AC-25. What leaves the house on paper or as a file is for whoever may have it, at that moment, and each time is on record. There is
/// one such thing today, a signed note to print; whatever is added is found here first.
/// </summary>
public partial class ExportTests(HearthHost host)
{
    [GeneratedRegex("data-mark=\"[^\"]*\"")]
    private static partial Regex Mark { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AC_25_Nobody_prints_a_note_who_may_not_and_nobody_can_tell_that_it_is_there()
    {
        var book = await NoteBook.OpenAsync(host);
        var (cast, other) = (book.Cast, await NoteBook.OpenAsync(host));
        var note = await book.WriteAsync(cast.Leila, cast.Wren, "wrensword for nobody else");
        var paper = $"/notes/{note.Id}/print";
        Assert.Contains("wrensword", await ReadAsync(cast.Leila, paper, HttpStatusCode.OK), StringComparison.Ordinal);
        foreach (var member in cast.Members.Where(m => m.Name is not ("Leila" or "Dan")).Concat([other.Cast.Leila, other.Cast.Noor, other.Cast.Ada]))
        {
            var (answer, none) = (await ReadAsync(member, paper, HttpStatusCode.NotFound), await ReadAsync(member, $"/notes/{Guid.NewGuid()}/print", HttpStatusCode.NotFound));
            // The mark says up to which push of all a page is true: it goes on between two readings.
            Assert.Equal(Mark.Replace(none, ""), Mark.Replace(answer, ""));
        }
        Assert.Equal(HttpStatusCode.Found, (await host.Stranger().GetAsync(paper, Cancel)).StatusCode);

        // One who had the address and has the right no more.
        Assert.Contains("wrensword", await ReadAsync(cast.Dan, paper, HttpStatusCode.OK), StringComparison.Ordinal);
        await host.Scopes.WriteAsync(cast.ProgramId, s => s.GetRequiredService<HearthDb>().SessionLeadersOfProgram().Where(l => l.PersonId == cast.Dan.PersonId).ExecuteDeleteAsync(Cancel), Cancel);
        await ReadAsync(cast.Dan, paper, HttpStatusCode.NotFound);
        await host.Scopes.WriteAsync(cast.ProgramId, async s => (await s.GetRequiredService<HearthDb>().MembershipsOfProgram().SingleAsync(m => m.PersonId == cast.Leila.PersonId, Cancel)).Suspend(), Cancel);
        Assert.DoesNotContain("wrensword", await (await cast.Leila.Client.GetAsync(paper, Cancel)).Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(2, (await book.ChainAsync()).Count(h => h.Kind == "notes.printed")); // as often as it was had, and by whom it was not had never
    }

    private static async Task<string> ReadAsync(Member member, string path, HttpStatusCode status)
    {
        using var answer = await member.Client.GetAsync(path, Cancel);
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(status == answer.StatusCode, $"{member.Name} {path}: {answer.StatusCode}");
        return body;
    }

    [Fact]
    public void AC_25_There_is_no_other_way_out()
    {
        Report.Clean(Out(host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => !Matrix.Planted.Is(e)).Select(e => e.RoutePattern.RawText ?? "")));
        Report.Clean(Files(Source.All));
    }

    [Fact]
    public void A_new_way_out_is_found()
    {
        Assert.Equal(4, Out(["/people/export", "/groups/{Group:guid}/members.csv", "/notes/{Note:guid}/print", "/sessions/{Session:guid}/download", "/fhir/$everything"]).Count());
        Assert.Equal(3, Files([new("src/Hearth/People/ExportPeople.cs", "return Results.File(bytes, \"text/csv\");"), new("src/Hearth/Notes/Paper.cs", "headers.ContentDisposition = x;"), new("src/Hearth/Notes/More.cs", "Results.Stream(x)"), new("src/Hearth/Notes/None.cs", "Results.NoContent()")]).Count());
    }

    [GeneratedRegex(@"export|download|print|\.(csv|json|pdf|ics|xml|txt|zip)\b|fhir|\$everything|calendar|feed", RegexOptions.IgnoreCase)]
    private static partial Regex WayOut { get; }

    private static IEnumerable<string> Out(IEnumerable<string> patterns) => patterns.Where(p => WayOut.IsMatch(p) && p.TrimStart('/') != "notes/{Note:guid}/print" && !p.Contains("_content", StringComparison.Ordinal));

    [GeneratedRegex(@"\b(Typed)?Results\.(File|Bytes|Stream|PhysicalFile)\(|ContentDisposition|Content-Disposition|text/csv|application/pdf|text/calendar")]
    private static partial Regex FileAnswer { get; }

    // Reviewed: a picture that stands in a page, for whoever is shown the message that it is of. PictureTests say who that is.
    private const string Shown = "src/Hearth/Messages/ShowPicture.cs";

    private static IEnumerable<string> Files(IEnumerable<Source> sources) =>
        from source in sources
        where source.Path.StartsWith("src/Hearth/", StringComparison.Ordinal) && source.Is("cs", "razor") && source.Path != Shown && FileAnswer.IsMatch(source.Text)
        select source.Path;
}
