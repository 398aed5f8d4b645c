using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Notices;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Moderation;

/// <summary>For how long.</summary>
public enum PauseFor { TwoHours = 1, Day = 2, ThreeDays = 3, Week = 4 }

/// <summary>Staff pause somebody's writing to peers, for a time and with a reason that they read. Peers are told nothing.</summary>
public sealed class PauseWriting(HearthDb db, Viewer viewer, HoldPages pages, NoticeDesk notices, HappeningLog happenings, Sealer sealer, Clock clock, AfterCommit after, IStringLocalizer<Words> words) : IVerb<PauseWriting.Form>
{
    public sealed record Form(
        [property: Required] Guid? Person,
        [property: Required(ErrorMessage = "Please say for how long.")] PauseFor? For,
        [property: Required(ErrorMessage = "Please say why: they read it.")] [property: MaxLength(SendBackHold.LongestWords, ErrorMessage = "Please keep it under 500 letters.")] string? Words);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PeersLookedAfterBy(viewer).AsNoTracking().SingleOrDefaultAsync(p => p.Id == form.Person, cancel) is not { } person) return Outcome.Missing;
        await db.HoldPersonAsync(person.Id, cancel);
        var (id, now) = (Guid.NewGuid(), clock.Now);
        if (await db.PausedUntilAsync(person.Id, now, cancel) is { } until) return Outcome.No("paused", words["{0}’s writing is paused already, until {1}.", person.Name, Times.Say(until, viewer.Zone, "both")]);
        db.Add(WritingPause.Of(viewer.ProgramId, id, person.Id, await sealer.SealAsync(person.Id, WritingPause.WordsAt(id), form.Words!, cancel), viewer.PersonId, now, now + Duration.FromHours(Hours(form.For!.Value))));
        happenings.Record("moderation.writing-paused", id, person.Id);
        await notices.TellAsync(ModerationNotices.Paused, person.Id, id, cancel);
        after.Do(() => pages.TellAsync([person.Id, viewer.PersonId]));
        return Outcome.To("/held#paused");
    }

    private static int Hours(PauseFor length) => length switch { PauseFor.TwoHours => 2, PauseFor.Day => 24, PauseFor.ThreeDays => 72, _ => 168 };
}
