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

/// <summary>Names somebody who leads the group by default. Each session names its own leaders.</summary>
public sealed class AddLeader(HearthDb db, Viewer viewer, HappeningLog happenings, IStringLocalizer<Words> words) : IVerb<AddLeader.Form>
{
    public sealed record Form([property: Required] Guid? Group, [property: Required(ErrorMessage = "Please choose somebody.")] Guid? Leader);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.LockGroupAsync(viewer, form.Group!.Value, cancel) is not { } group) return Outcome.Missing;
        var person = await db.PeopleVisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(p => p.Id == form.Leader, cancel);
        var allowed = await db.ThisProgram().AnyAsync(p => p.PeerLedAllowed, cancel);
        if (person is null || !LeaderRule.MayLead(person.Role, group.LedBy, allowed)) return Outcome.No("Leader", "not-a-leader", words["Please choose somebody from the list."]);
        if (await db.LeadersVisibleTo(viewer).AnyAsync(l => l.GroupId == group.Id && l.PersonId == person.Id, cancel)) return Outcome.To($"/groups/{group.Id}");
        if (await db.MembersVisibleTo(viewer).AnyAsync(m => m.GroupId == group.Id && m.PersonId == person.Id, cancel))
            return Outcome.No("Leader", "member-of-it", words["{0} is a member of this group, and can’t lead it as well.", person.Name]);
        if (await db.IsApartFromGroupAsync(person.Id, group.Id, cancel))
            return Outcome.No("Leader", "kept-apart", words["{0} and somebody in this group are kept apart. Facilitators, therapists and supervisors see why.", person.Name]);

        db.Add(GroupLeader.Of(group, person.Id));
        happenings.Record("groups.leader-added", group.Id, person.Id);
        return Outcome.To($"/groups/{group.Id}");
    }
}
