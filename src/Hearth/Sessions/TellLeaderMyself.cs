using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.Sessions;

/// <summary>"I'd rather tell Leila myself": a real way in. She meets them at the door.</summary>
public sealed class TellLeaderMyself(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<TellLeaderMyself.Form>
{
    public sealed record Form([property: Required] Guid? Session);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await Arriving.MineAsync(db, viewer, form.Session!.Value, cancel) is not { } session) return Outcome.Missing;
        if (!Arriving.IsTime(session, clock.Now)) return Outcome.No("not-now", words["You can’t arrive at this session now."]);
        (await Arriving.RowAsync(db, viewer, session.Id, clock.Now, cancel)).TellLeader(clock.Now);
        happenings.Record("sessions.arrived", session.Id, viewer.PersonId);
        return Outcome.To($"/sessions/{session.Id}/camera");
    }
}
