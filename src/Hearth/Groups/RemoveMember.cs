using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Groups;

/// <summary>Closes somebody's time in a group. The row stays; adding them again starts a new one.</summary>
public sealed class RemoveMember(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, Fragments fragments, AfterCommit after) : IVerb<RemoveMember.Form>
{
    public sealed record Form([property: Required] Guid? Group, [property: Required] Guid? Person);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.LockGroupAsync(viewer, form.Group!.Value, cancel) is not { } group) return Outcome.Missing;
        if (await db.MembersVisibleTo(viewer).SingleOrDefaultAsync(m => m.GroupId == group.Id && m.PersonId == form.Person, cancel) is not { } member) return Outcome.Missing;
        member.Leave(clock.Now);
        happenings.Record("groups.member-removed", group.Id, member.PersonId);

        // What they were allowed to hear a moment ago is asked again before anything more is sent.
        after.Do(() => fragments.RecheckPersonAsync(member.PersonId));
        return Outcome.To($"/groups/{group.Id}?removed={member.PersonId}");
    }
}
