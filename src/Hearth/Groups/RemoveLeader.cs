using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Groups;

public sealed class RemoveLeader(HearthDb db, Viewer viewer, HappeningLog happenings, Fragments fragments, AfterCommit after, IStringLocalizer<Words> words) : IVerb<RemoveLeader.Form>
{
    public sealed record Form([property: Required] Guid? Group, [property: Required] Guid? Leader);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.LockGroupAsync(viewer, form.Group!.Value, cancel) is not { } group) return Outcome.Missing;
        var leaders = await db.LeadersVisibleTo(viewer).Where(l => l.GroupId == group.Id).ToListAsync(cancel);
        if (leaders.SingleOrDefault(l => l.PersonId == form.Leader) is not { } leader) return Outcome.Missing;
        if (leaders.Count == 1) return Outcome.No("last-leader", words["Somebody has to lead this group. Add another leader first."]);

        db.Remove(leader);
        happenings.Record("groups.leader-removed", group.Id, leader.PersonId);
        after.Do(() => fragments.RecheckPersonAsync(leader.PersonId));

        // Who removed themselves may not see it any more.
        return Outcome.To(leader.PersonId == viewer.PersonId && !viewer.Is(Role.Supervisor, Role.Admin) ? "/groups" : $"/groups/{group.Id}?noleader={leader.PersonId}");
    }
}
