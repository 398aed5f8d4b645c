using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Invitations;

/// <summary>The second person: neither who gave it, nor who it is for.</summary>
public sealed class AgreeToWayBack(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock) : IVerb<AgreeToWayBack.Form>
{
    public sealed record Form(Guid? Person);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var way = await db.WayBackOfAsync(viewer, form.Person!.Value, clock.Now, cancel);
        if (way is not { WaitsForSecond: true } || way.GivenBy == viewer.PersonId || way.PersonId == viewer.PersonId) return Outcome.Missing;
        await db.HoldWayBackAsync(way.Id, cancel);
        way.Agree(viewer.PersonId, clock.Now);
        happenings.Record("people.way-back-agreed", way.PersonId, way.PersonId);
        return Outcome.To($"/people/{way.PersonId}/way-back");
    }
}
