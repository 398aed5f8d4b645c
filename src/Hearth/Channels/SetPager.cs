using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Channels;

/// <summary>By what the provider of pagers or texts knows one of the staff. Typed by an admin, and shown to nobody afterwards.</summary>
public sealed class SetPager(HearthDb db, Viewer viewer, HappeningLog happenings, Sealer sealer, Clock clock) : IVerb<SetPager.Form>
{
    public sealed record Form(
        Guid? Person,
        [property: Required(ErrorMessage = "Please write what the provider knows them by.")] [property: MaxLength(120)] string? Reference);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PeopleToCall(viewer).AsNoTracking().SingleOrDefaultAsync(p => p.Id == form.Person, cancel) is not { } person) return Outcome.Missing;
        await db.SetAddressAsync(person.Id, Channel.Webhook, await sealer.SealAsync(person.Id, CallAddress.PlaceAt(person.Id, Channel.Webhook), form.Reference!, cancel), viewer, clock.Now, cancel);
        happenings.Record("channels.pager-set", person.Id, person.Id);
        return Outcome.To("/channels");
    }
}
