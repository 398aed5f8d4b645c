using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Sealing;
using Hearth.Sessions.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Sessions;

/// <summary>What helped, as short choices.</summary>
public enum Helped
{
    BeingHeard = 1,
    HearingOthers = 2,
    SomethingToTry = 3,
    JustBeingThere = 4,
    TheBreak = 5,
    NotMuch = 6,
}

/// <summary>How tired somebody is of the screen and the evening.</summary>
public enum Tired
{
    Fresh = 1,
    ABit = 2,
    Tired = 3,
    VeryTired = 4,
    WornOut = 5,
}

/// <summary>The answers on leaving, as they are sealed.</summary>
/// <param name="InNote">They agreed that it stands in the note about them.</param>
public sealed record LeavingWords(Helped[] Helped, string Own, Tired? Tired, bool InNote = false)
{
    public static async Task<LeavingWords> ReadAsync(Leaving leaving, Sealer sealer, CancellationToken cancel = default) =>
        JsonSerializer.Deserialize<LeavingWords>(await sealer.OpenAsync(Leaving.PlaceAt(leaving.SessionId, leaving.PersonId), leaving.Answers, cancel))!;
}

/// <summary>Two questions on leaving. Both may stay empty; what is said is for the leaders of that session.</summary>
public sealed class SayOnLeaving(HearthDb db, Viewer viewer, HappeningLog happenings, Sealer sealer, Clock clock, IStringLocalizer<Words> words) : IVerb<SayOnLeaving.Form>
{
    /// <summary>Until the next day; later it would say little of that evening.</summary>
    public static readonly Duration Open = Duration.FromHours(24);

    public sealed record Form([property: Required] Guid? Session, Helped[]? Helped, [property: MaxLength(300, ErrorMessage = "Please keep it under 300 letters.")] string? Own, Tired? Tired, bool? InNote);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await Arriving.MineAsync(db, viewer, form.Session!.Value, cancel) is not { } session) return Outcome.Missing;
        if (!MayAnswer(session, clock.Now)) return Outcome.No("not-now", words["This can be said until a day after the session."]);
        var helped = (form.Helped ?? []).Distinct().ToArray();
        var empty = helped.Length == 0 && form.Own is null && form.Tired is null;

        var leaving = await db.LeavingsOf(viewer).SingleOrDefaultAsync(l => l.SessionId == session.Id, cancel);
        if (empty)
        {
            // Nothing said, or taken back.
            if (leaving is not null) db.Remove(leaving);
            return Outcome.To("/today");
        }
        var answers = await sealer.SealAsync(viewer.PersonId, Leaving.PlaceAt(session.Id, viewer.PersonId), JsonSerializer.Serialize(new LeavingWords(helped, form.Own ?? "", form.Tired, form.InNote == true)), cancel);
        if (leaving is null) db.Add(Leaving.Of(session, viewer.PersonId, answers, clock.Now));
        else leaving.Say(answers, clock.Now);
        happenings.Record("sessions.said-on-leaving", session.Id, viewer.PersonId);
        return Outcome.To($"/sessions/{session.Id}/after?kept=1");
    }

    public static bool MayAnswer(Session session, Instant now) =>
        session.State == SessionState.Open || (session.State == SessionState.Ended && now < (session.EndedAt ?? session.EndsAt) + Open);
}
