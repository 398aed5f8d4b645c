using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Sessions;

/// <summary>What a session is called and for, who leads it, and for a peer-led one who is on call.</summary>
public sealed class DescribeSession(HearthDb db, Viewer viewer, HappeningLog happenings, Fragments fragments, AfterCommit after, IStringLocalizer<Words> words) : IVerb<DescribeSession.Form>
{
    public sealed record Form(
        [property: Required] Guid? Session,
        [property: Required(ErrorMessage = "Please say what this session is called."), MaxLength(80, ErrorMessage = "Please keep it under 80 letters.")] string? Title,
        [property: MaxLength(300, ErrorMessage = "Please keep it under 300 letters.")] string? Aim,
        Guid[]? Leaders,
        Guid? OnCall);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.SessionsPlannedBy(viewer).SingleOrDefaultAsync(s => s.Id == form.Session, cancel) is not { } session) return Outcome.Missing;
        if (session.State != SessionState.Planned) return Outcome.No("not-planned", words["It can’t be changed any more."]);
        var group = await db.GroupsOfProgram().AsNoTracking().SingleAsync(g => g.Id == session.GroupId, cancel);

        var chosen = await LeaderChoice.CheckAsync(db, viewer, group, form.Leaders ?? [], cancel);
        if (chosen is null) return Outcome.No("Leaders", "no-leader", words["Please choose from one to four people who lead."]);
        if (!await LeaderChoice.OnCallFitsAsync(db, session.LedBy, form.OnCall, cancel)) return Outcome.No("OnCall", "no-one-on-call", words["A peer-led session needs a clinician on call. Please choose one."]);

        session.Describe(form.Title!, form.Aim ?? "", session.LedBy == LedBy.Peer ? form.OnCall : null);
        happenings.Record("sessions.described", session.Id);
        var leaders = await db.SessionLeadersOfProgram().Where(l => l.SessionId == session.Id).ToListAsync(cancel);
        foreach (var gone in leaders.Where(l => !chosen.Contains(l.PersonId)))
        {
            db.Remove(gone);
            happenings.Record("sessions.leader-removed", session.Id, gone.PersonId);
            after.Do(() => fragments.RecheckPersonAsync(gone.PersonId));
        }
        foreach (var person in chosen.Where(c => leaders.All(l => l.PersonId != c)))
        {
            db.Add(SessionLeader.Of(session, person));
            happenings.Record("sessions.leader-added", session.Id, person);
        }
        return Outcome.To($"/sessions/{session.Id}");
    }
}
