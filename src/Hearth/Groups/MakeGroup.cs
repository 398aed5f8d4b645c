using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Groups.Rules;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Groups;

/// <summary>A new group. Whoever makes it leads it, if they lead groups at all.</summary>
public sealed class MakeGroup(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<MakeGroup.Form>
{
    /// <param name="Press">Names this press, so that sent again it is one.</param>
    public sealed record Form(
        [property: Required(ErrorMessage = "Please give the group a name."), MaxLength(60, ErrorMessage = "Please keep it under 60 letters.")] string? Name,
        [property: Required(ErrorMessage = "Please say in a sentence what the group is for."), MaxLength(300, ErrorMessage = "Please keep it under 300 letters.")] string? Aim,
        [property: Required(ErrorMessage = "Please choose who leads it.")] LedBy? LedBy,
        [property: Required(ErrorMessage = "Please write a whole number from 2 to 12."), Range(2, Group.LargestCap, ErrorMessage = "Please write a whole number from 2 to 12.")] int? Cap, Guid? Press = null);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (form.LedBy == LedBy.Peer && !await db.ThisProgram().AnyAsync(p => p.PeerLedAllowed, cancel))
            return Outcome.No("LedBy", "peer-led-off", words["Peer-led groups are switched off in this program. An admin can switch them on under Program."]);

        await db.HoldPersonAsync(viewer.PersonId, cancel);
        var id = PressId.Of(viewer.PersonId, form.Press ?? Guid.NewGuid());
        if (await db.GroupsVisibleTo(viewer).AnyAsync(g => g.Id == id, cancel)) return Outcome.To($"/groups/{id}");
        var group = Group.Make(viewer.ProgramId, form.Name!, form.Aim!, form.LedBy!.Value, form.Cap!.Value, clock.Now, id);
        db.Add(group);
        happenings.Record("groups.made", group.Id);
        if (Roles.Leaders.Contains(viewer.Role) && LeaderRule.MayLead(viewer.Role, group.LedBy, peerLedAllowed: true))
        {
            db.Add(GroupLeader.Of(group, viewer.PersonId));
            happenings.Record("groups.leader-added", group.Id, viewer.PersonId);
        }
        return Outcome.To($"/groups/{group.Id}");
    }
}
