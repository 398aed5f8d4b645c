using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Sessions;

/// <summary>The answers that somebody keeps for themselves, in one tap.</summary>
public sealed class ArriveAsBefore(HearthDb db, Viewer viewer, HappeningLog happenings, Sealer sealer, Clock clock, IStringLocalizer<Words> words) : IVerb<ArriveAsBefore.Form>
{
    public sealed record Form([property: Required] Guid? Session);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await Arriving.MineAsync(db, viewer, form.Session!.Value, cancel) is not { } session) return Outcome.Missing;
        if (!Arriving.IsTime(session, clock.Now)) return Outcome.No("not-now", words["You can’t arrive at this session now."]);
        if (await db.KeptArrivalOf(viewer).SingleOrDefaultAsync(cancel) is not { } kept || await Whereabouts.ReadKeptAsync(kept, sealer, cancel) is not { } answers)
            return Outcome.No("nothing-kept", words["There is nothing kept from last time. Please answer below."]);

        await answers.WriteAsync(await Arriving.RowAsync(db, viewer, session.Id, clock.Now, cancel), sealer, clock.Now, cancel);
        kept.Use(await answers.SealForMyselfAsync(viewer.PersonId, sealer, cancel), clock.Now);
        happenings.Record("sessions.arrived", session.Id, viewer.PersonId);
        return Outcome.To($"/sessions/{session.Id}/camera");
    }
}
