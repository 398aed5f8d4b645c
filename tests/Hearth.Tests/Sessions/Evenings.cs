using Hearth.Database;
using Hearth.Groups;
using Hearth.Sessions;
using Hearth.Tests.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Tests.Sessions;

/// <summary>Sessions of a cast, made without the pages.</summary>
internal static class Evenings
{
    /// <summary>A session of Porch Light (Wren, June, Tomas) led by Leila, starting so many minutes from now.</summary>
    public static async Task<Session> EveningAsync(this HearthHost host, Cast cast, int inMinutes = 10, int minutes = 50, LedBy ledBy = LedBy.Therapist, string[]? leaders = null, string? onCall = null, SessionState state = SessionState.Planned)
    {
        var group = await host.CircleAsync(cast, ledBy: ledBy, leaders: leaders);
        return await host.Scopes.WriteAsync(cast.ProgramId, s =>
        {
            var now = s.GetRequiredService<Clock>().Now;
            var start = now + Duration.FromMinutes(inMinutes);
            var session = Session.Plan(group, null, "evening circle", "How the week was.", start, start + Duration.FromMinutes(minutes), onCall is null ? null : cast[onCall].PersonId);
            if (state is SessionState.Open or SessionState.Ended) session.Open(now);
            if (state == SessionState.Ended) session.End(now);
            if (state == SessionState.Cancelled) session.Cancel();
            var db = s.GetRequiredService<HearthDb>();
            db.Add(session);
            foreach (var leader in leaders ?? ["Leila"]) db.Add(SessionLeader.Of(session, cast[leader].PersonId));
            db.Add(AgendaStep.At(cast.ProgramId, session.Id, 1, "Arriving", 5, StepKind.Plain, null, ""));
            db.Add(AgendaStep.At(cast.ProgramId, session.Id, 2, "What has been hard", 40, StepKind.Round, RoundKind.Challenge, "Saying how it is"));
            db.Add(AgendaStep.At(cast.ProgramId, session.Id, 3, "Closing", 5, StepKind.Plain, null, ""));
            return Task.FromResult(session);
        });
    }

    public static Task<T> LookAsync<T>(this HearthHost host, Cast cast, Func<HearthDb, Task<T>> look) =>
        host.Scopes.ReadAsync(cast.ProgramId, s => look(s.GetRequiredService<HearthDb>()));

    public static Task<List<string>> KindsAsync(this HearthHost host, Cast cast) =>
        host.LookAsync(cast, db => Hearth.Happenings.HappeningAccess.Chain(db).Select(h => h.Kind).ToListAsync());
}
