using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Channels;

/// <summary>Somebody is paged no more.</summary>
public sealed class RemovePager(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<RemovePager.Form>
{
    public sealed record Form(Guid? Person);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PeopleToCall(viewer).AsNoTracking().SingleOrDefaultAsync(p => p.Id == form.Person, cancel) is not { } person) return Outcome.Missing;
        if (await db.AddressesKnownTo(viewer).Where(a => a.PersonId == person.Id && a.Channel == Channel.Webhook).ExecuteDeleteAsync(cancel) > 0) happenings.Record("channels.pager-removed", person.Id, person.Id);
        return Outcome.To("/channels");
    }
}
