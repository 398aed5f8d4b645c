using System.Net;
using Hearth.Database;
using Hearth.Sessions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Matrix;

/// <summary>Live rooms of the circle, as many as are wanted: opened by a leader, with everybody who may be there inside but Pilar's like, and June at the door.</summary>
internal static class Evenings
{
    /// <summary>Who leads the sessions that are the askers' own.</summary>
    public static readonly string[] Leading = ["Leila", "Anand", "Idris"];

    private static readonly string[] inside = ["Wren", "Ruth", "Sol"];

    public static async Task HoldAsync(HearthHost host, World world, IEnumerable<(Line Line, string Whose)> lines)
    {
        var wanted = lines.ToList();
        var (ground, cast) = (world.Here, world.Here.Cast);
        await host.Scopes.WriteAsync(cast.ProgramId, services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var now = services.GetRequiredService<Clock>().Now;
            foreach (var (line, whose) in wanted)
            {
                var session = Session.Plan(ground.Circle, null, "evening circle", "A gentle hour.", now + Duration.FromMinutes(5), now + Duration.FromMinutes(95), null);
                db.Add(session);
                foreach (var leader in whose == "own" ? Leading : ["Dan"]) db.Add(SessionLeader.Of(session, cast[leader].PersonId));
                db.Add(AgendaStep.At(cast.ProgramId, session.Id, 1, "One thing that helped", 10, StepKind.Round, RoundKind.Success, ""));
                db.Add(AgendaStep.At(cast.ProgramId, session.Id, 2, "Close together", 10, StepKind.Plain, null, ""));
                world.Rooms[line] = session.Id;
            }
            return Task.CompletedTask;
        });
        await Parallel.ForEachAsync(wanted, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, _) =>
        {
            if (one.Line.Endpoint.EndsWith("/room/open", StringComparison.Ordinal)) return;
            var room = $"/sessions/{world.Rooms[one.Line]}/room";
            var leader = one.Whose == "own" ? cast.Leila : cast.Dan;
            foreach (var name in inside) await PostAsync(cast[name], $"{room}/knock");
            await PostAsync(leader, $"{room}/open");
            await PostAsync(leader, $"{room}/admit-all");
            if (one.Whose == "own") foreach (var name in Leading.Skip(1)) await PostAsync(cast[name], $"{room}/knock");
            await PostAsync(cast.June, $"{room}/knock");
            if (!one.Line.Endpoint.EndsWith("/admit", StringComparison.Ordinal) && !one.Line.Endpoint.EndsWith("/admit-all", StringComparison.Ordinal)) await PostAsync(leader, $"{room}/admit", ("Person", cast.June.PersonId.ToString("D")));
        });
    }

    public static async Task PostAsync(Member member, string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("X-Hearth", "fetch");
        request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await member.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.NoContent, $"{member.Name} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }
}
