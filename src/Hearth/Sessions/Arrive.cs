using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Sealing;
using Hearth.Sessions.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Sessions;

/// <summary>Where somebody is tonight, who could hear, and which number to call. Kept for next time only if they ask for it.</summary>
public sealed class Arrive(HearthDb db, Viewer viewer, HappeningLog happenings, Sealer sealer, Clock clock, IStringLocalizer<Words> words) : IVerb<Arrive.Form>
{
    public sealed record Form(
        [property: Required] Guid? Session,
        [property: Required(ErrorMessage = "Please say where you are: an address, a crossroads, or what you can see."), MaxLength(200, ErrorMessage = "Please keep it under 200 letters.")] string? Where,
        [property: Required(ErrorMessage = "Please choose the state or country that you’re in.")] string? Place,
        [property: Required(ErrorMessage = "Please choose what fits best.")] Privacy? Privacy,
        [property: Required(ErrorMessage = "Please write the number to call if we lose you."), MaxLength(30, ErrorMessage = "Please write a telephone number, with its area code.")] string? CallBack,
        bool? Keep);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await Arriving.MineAsync(db, viewer, form.Session!.Value, cancel) is not { } session) return Outcome.Missing;
        if (!Arriving.IsTime(session, clock.Now)) return Outcome.No("not-now", words["You can’t arrive at this session now."]);
        if (!ArrivingRule.CanBeCalled(form.CallBack!)) return Outcome.No("CallBack", "no-number", words["Please write a telephone number, with its area code."]);

        if (!Places.Known(form.Place)) return Outcome.No("Place", "no-place", words["Please choose the state or country that you’re in."]);

        var answers = new Whereabouts(form.Where!, form.Place!, form.Privacy!.Value, form.CallBack!);
        await answers.WriteAsync(await Arriving.RowAsync(db, viewer, session.Id, clock.Now, cancel), sealer, clock.Now, cancel);
        happenings.Record("sessions.arrived", session.Id, viewer.PersonId);

        // A choice each time, and either way: unticked, what was kept is gone.
        var kept = await db.KeptArrivalOf(viewer).SingleOrDefaultAsync(cancel);
        if (form.Keep == true)
        {
            var mine = await answers.SealForMyselfAsync(viewer.PersonId, sealer, cancel);
            if (kept is null) db.Add(KeptArrival.Of(viewer.ProgramId, viewer.PersonId, mine, clock.Now));
            else kept.Use(mine, clock.Now);
        }
        else if (kept is not null)
        {
            db.Remove(kept);
        }
        return Outcome.To($"/sessions/{session.Id}/camera");
    }
}
