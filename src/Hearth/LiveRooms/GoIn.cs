using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Hearth.LiveRooms;

/// <summary>How somebody comes in tonight: with a picture, with the voice alone, listening or writing.</summary>
public sealed record GoInForm(Guid Session, [property: Required(ErrorMessage = "Please choose how you’d like to come in.")] TakingPart? How);

public sealed class GoIn(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock) : IVerb<GoInForm>
{
    public async Task<Outcome> RunAsync(GoInForm form, CancellationToken cancel)
    {
        if (!await db.SessionsOpenTo(viewer).AnyAsync(s => s.Id == form.Session, cancel)) return Outcome.Missing;
        var arrival = await db.ArrivalsOf(viewer).SingleOrDefaultAsync(a => a.SessionId == form.Session, cancel);
        if (arrival is null) db.Add(arrival = Arrival.Start(viewer.ProgramId, form.Session, viewer.PersonId, clock.Now));
        arrival.TakePart(form.How!.Value);
        happenings.Record("liverooms.chose-how-to-take-part", form.Session, viewer.PersonId);
        return Outcome.To($"/sessions/{form.Session:D}/room");
    }
}
