using System.ComponentModel.DataAnnotations;
using Hearth.Boundaries;
using Hearth.Database;
using Hearth.Groups.Rules;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Groups;

/// <summary>Takes somebody into a group. Also how a removal is undone.</summary>
public sealed class AddMember(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<AddMember.Form>
{
    public sealed record Form([property: Required] Guid? Group, [property: Required(ErrorMessage = "Please choose somebody.")] Guid? Person);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        // The lock comes first: nobody can take the last place between the count and the row.
        if (await db.LockGroupAsync(viewer, form.Group!.Value, cancel) is not { } group) return Outcome.Missing;
        var person = await db.PeopleVisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(p => p.Id == form.Person, cancel);
        if (person is null || !LeaderRule.MayBelong(person.Role)) return Outcome.No("Person", "not-a-member", words["Please choose somebody from the list."]);

        var present = db.MembersVisibleTo(viewer).Where(m => m.GroupId == group.Id);
        if (await present.AnyAsync(m => m.PersonId == person.Id, cancel)) return Outcome.To($"/groups/{group.Id}");
        if (await db.LeadersVisibleTo(viewer).AnyAsync(l => l.GroupId == group.Id && l.PersonId == person.Id, cancel))
            return Outcome.No("Person", "leads-it", words["{0} leads this group already.", person.Name]);
        if (await db.IsApartFromGroupAsync(person.Id, group.Id, cancel))
            return Outcome.No("Person", "kept-apart", words["{0} and somebody in this group are kept apart. Facilitators, therapists and supervisors see why.", person.Name]);
        if (await present.CountAsync(cancel) >= group.Cap)
            return Outcome.No("Person", "full", words["This group is full: {0} people at the most. Somebody has to leave first, or the size can be changed below.", group.Cap]);

        db.Add(GroupMember.Join(group, person.Id, clock.Now));
        happenings.Record("groups.member-added", group.Id, person.Id);
        return Outcome.To($"/groups/{group.Id}");
    }
}
