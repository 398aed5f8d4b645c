using System.Net;
using System.Text.RegularExpressions;
using Hearth.Database;
using Hearth.Messages;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Tests.Messages;

/// <summary>A cast in which Leila leads Porch Light (Wren, June, Tomas) and Dan leads Harbor (Pilar), who write to one another.</summary>
internal sealed partial class Letters
{
    public required HearthHost Host { get; init; }
    public required Cast Cast { get; init; }
    public required Guid Porch { get; init; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Letters> OpenAsync(HearthHost host)
    {
        var cast = await Cast.GatherAsync(host);
        var porch = await host.CircleAsync(cast);
        await host.CircleAsync(cast, "Harbor", leaders: ["Dan"], members: ["Pilar"]);
        return new() { Host = host, Cast = cast, Porch = porch.Id };
    }

    public static Task<HttpResponseMessage> BeginAsync(Member from, string text, params Member[] to) => BeginAsync(from, text, to.Length > 1 ? "Walks" : null, Guid.NewGuid(), to);

    public static Task<HttpResponseMessage> BeginAsync(Member from, string text, string? name, Guid press, params Member[] to) =>
        from.Client.PostFormAsync("/messages/new", [.. to.Select(t => ("Whom", t.PersonId.ToString("D"))), .. name is null ? [] : new[] { ("Name", name) }, ("Text", text), ("Press", press.ToString("D"))]);

    /// <summary>Begun, and its id.</summary>
    public static async Task<Guid> WriteAsync(Member from, string text, params Member[] to)
    {
        var begun = await BeginAsync(from, text, to);
        Assert.True(begun.StatusCode == HttpStatusCode.SeeOther, await begun.WordsAsync());
        return Guid.Parse(Address().Match(begun.Headers.Location!.ToString()).Groups[1].Value);
    }

    /// <summary>Begun, and each peer said yes.</summary>
    public static async Task<Guid> TogetherAsync(Member from, string text, params Member[] to)
    {
        var id = await WriteAsync(from, text, to);
        foreach (var one in to.Where(t => !t.Role.IsStaff() && !from.Role.IsStaff())) await ActAsync(one, id, "accept");
        return id;
    }

    public static Task<HttpResponseMessage> SendAsync(Member from, Guid conversation, string text, Guid? press = null) =>
        from.Client.PostFormAsync($"/messages/{conversation}/send", ("Text", text), ("Press", (press ?? Guid.NewGuid()).ToString("D")));

    public static async Task ActAsync(Member who, Guid conversation, string verb, params (string, string)[] fields)
    {
        var answer = await who.Client.PostFormAsync($"/messages/{conversation}/{verb}", fields);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{who.Name} {verb}: {(int)answer.StatusCode}");
    }

    public static Task BlockAsync(Member who, Guid conversation, Member whom) => ActAsync(who, conversation, "block", ("Person", whom.PersonId.ToString("D")));

    public Task<List<Message>> MessagesAsync(Guid conversation) => Host.LookAsync(Cast, db => db.MessagesOfProgram().Where(m => m.ConversationId == conversation).OrderBy(m => m.Number).AsNoTracking().ToListAsync(Cancel));

    /// <summary>No page of it, no act on it, no word of it.</summary>
    public static async Task AssertNothingAsync(Member who, Guid conversation, string word)
    {
        var answer = await who.Client.GetAsync($"/messages/{conversation}", Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{who.Name}: {(int)answer.StatusCode}");
        Assert.DoesNotContain(word, await who.Client.ReadAsync("/messages"), StringComparison.Ordinal);
        foreach (var verb in (string[])["send", "accept", "decline", "leave", "block"])
        {
            var acted = await who.Client.PostFormAsync($"/messages/{conversation}/{verb}", verb switch { "send" => [("Text", "x")], "block" => [("Person", Guid.NewGuid().ToString("D"))], _ => [] });
            Assert.True(acted.StatusCode == HttpStatusCode.NotFound, $"{who.Name} {verb}: {(int)acted.StatusCode}");
        }
    }

    [GeneratedRegex("^/messages/([0-9a-f-]{36})")]
    private static partial Regex Address();
}
