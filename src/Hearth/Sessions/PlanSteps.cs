using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Sessions;

/// <summary>The steps of a plan that may still be changed: of a session that the viewer plans and nobody has opened.</summary>
internal static class PlanSteps
{
    public const int Most = 12;

    /// <summary>Locks the session, so that two hands at one plan take turns. The steps come in their order.</summary>
    public static async Task<(Session Session, List<AgendaStep> Steps)?> OfAsync(HearthDb db, Viewer viewer, Guid session, CancellationToken cancel)
    {
        var mine = db.SessionsPlannedBy(viewer).Where(s => s.Id == session && s.State == SessionState.Planned);
        if (await mine.ExecuteUpdateAsync(s => s.SetProperty(x => x.Title, x => x.Title), cancel) != 1) return null;
        return await mine.SingleOrDefaultAsync(cancel) is not { } held ? null : (held, await db.StepsOfProgram().Where(s => s.SessionId == session).OrderBy(s => s.Position).ToListAsync(cancel));
    }

    public static void Number(List<AgendaStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
            if (steps[i].Position != i + 1) steps[i].MoveTo(i + 1);
    }

    public static string Page(Guid session, string mark = "") => $"/sessions/{session}/plan{mark}";
}
