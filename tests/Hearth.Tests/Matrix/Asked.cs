using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hearth.Tests.Matrix;

/// <summary>What was answered, by class for the table and whole for comparison.</summary>
internal sealed partial record Asked(string Class, int Status, string Body)
{
    // How far a page has heard (see PageMark) is another at each reading, and says nothing about what is on it.
    [GeneratedRegex("data-mark=\"[^\"]*\"")]
    private static partial Regex Mark { get; }

    /// <summary>A page to compare with another reading of it.</summary>
    public static string Without(string page) => Mark.Replace(page, "");

    /// <param name="script">As the live room's script asks, which gets a reason; otherwise as a browser does.</param>
    public static async Task<Asked> AskAsync(Cell cell, World world, Member? member, bool script, Action<HttpRequestMessage>? with = null)
    {
        var (path, fields) = cell.Ask(world, member);
        using var request = new HttpRequestMessage(new(cell.Method), path);
        if (!cell.Live) request.Headers.Add(Undo.Header, "1");
        if (script) request.Headers.Add("X-Hearth", "fetch");
        with?.Invoke(request);
        if (fields is not null) request.Content = new FormUrlEncodedContent(fields);
        using var answer = await (member?.Client ?? world.Stranger).SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(ClassOf(answer, body, cell.Method), (int)answer.StatusCode, Without(body));
    }

    private static string ClassOf(HttpResponseMessage answer, string body, string method)
    {
        var to = answer.Headers.Location is { } location ? location.IsAbsoluteUri ? location.AbsolutePath : location.OriginalString : "";
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "sign-in",
            HttpStatusCode.Found or HttpStatusCode.SeeOther when to.StartsWith("/sign-in", StringComparison.Ordinal) => "sign-in",
            HttpStatusCode.Found or HttpStatusCode.SeeOther when to == "/agreement" => "agreement",
            HttpStatusCode.Found or HttpStatusCode.SeeOther when to == "/factors" && method == "GET" => "factors",
            HttpStatusCode.Found or HttpStatusCode.SeeOther => "goes",
            HttpStatusCode.NotFound => "hidden",
            HttpStatusCode.Forbidden => "forbidden",
            HttpStatusCode.UnprocessableEntity => "refused:" + Reason(body),
            >= HttpStatusCode.InternalServerError => "ERROR",
            >= HttpStatusCode.BadRequest => $"bad:{(int)answer.StatusCode}",
            _ => method == "GET" ? "ok" : "done",
        };
    }

    private static string Reason(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("reason").GetString() ?? "?";
        }
        catch (JsonException)
        {
            return "page";
        }
    }
}
