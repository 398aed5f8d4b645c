using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Invitations.Rules;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Invitations;

/// <summary>Makes the link for somebody who has lost every way in. The one before it opens nothing any more.</summary>
public sealed class GiveWayBack(HearthDb db, Viewer viewer, Sealer sealer, HappeningLog happenings, Clock clock, LinkInHand hand, AfterCommit after, IStringLocalizer<Words> words) : IVerb<GiveWayBack.Form>
{
    public sealed record Form(Guid? Person, [property: Required(ErrorMessage = "Please say how you know it’s them.")] [property: MaxLength(1000)] string? Reason);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var (id, now) = (form.Person!.Value, clock.Now);
        var person = await db.PeopleVisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (person is null || !Inviting.MayGiveWayBack(viewer.Role, person.Role, id == viewer.PersonId)) return Outcome.Missing;
        var membership = await db.MembershipsOfProgram().AsNoTracking().SingleOrDefaultAsync(m => m.PersonId == id, cancel);
        if (membership is not { State: MembershipState.Active } || !await db.HoldMembershipAsync(membership.Id, cancel))
            return Outcome.No("not-active", words["They can’t come in at the moment. Take them back first."]);

        var two = person.Role.IsStaff();
        if (two && !await db.AnySecondAsync(viewer.PersonId, id, cancel))
            return Outcome.No("no-second", words["A second person has to agree, another admin or a supervisor, and there is none yet. Invite one first."]);
        if (await db.WayBackOfAsync(viewer, id, now, cancel) is { } before) before.Revoke(viewer.PersonId, now);

        var way = WayBack.Give(db.CurrentProgram, id, membership.Id, two, viewer.PersonId, now);
        var token = InvitationLink.NewToken();
        db.Add(way);
        db.Add(WayBackLink.To(way, token));
        var change = Guid.NewGuid();
        db.Add(StandingChange.Of(db.CurrentProgram, change, id, Standing.WayBackGiven, await sealer.SealAsync(id, StandingChange.Place(change), form.Reason!, cancel), viewer.PersonId, now));
        happenings.Record("people.way-back-given", id, id);
        after.Do(() => { hand.Give(way.Id, token); return Task.CompletedTask; });
        return Outcome.To($"/people/{id}/way-back");
    }
}
