using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;

namespace Hearth.Invitations;

/// <summary>Takes it back: by either of the two, or another who could have given it.</summary>
public sealed class RevokeWayBack(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock) : IVerb<RevokeWayBack.Form>
{
    public sealed record Form(Guid? Person);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.WayBackOfAsync(viewer, form.Person!.Value, clock.Now, cancel) is not { } way) return Outcome.Missing;
        await db.HoldWayBackAsync(way.Id, cancel);
        way.Revoke(viewer.PersonId, clock.Now);
        happenings.Record("people.way-back-revoked", way.PersonId, way.PersonId);
        return Outcome.To($"/people/{way.PersonId}");
    }
}
