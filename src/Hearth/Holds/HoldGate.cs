using System.Security.Cryptography;
using System.Text;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.FollowUps.Rules;
using Hearth.Happenings;
using Hearth.Holds.Rules;
using Hearth.Groups;
using Hearth.Html;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Holds;

/// <summary>What everything passes that somebody writes to peers, in the transaction of the verb that writes it.</summary>
public sealed class HoldGate(HearthDb db, Viewer viewer, FollowUpDesk desk, FollowUpPages followUps, HappeningLog happenings, Sealer sealer, Clock clock, AfterCommit after, IStringLocalizer<Words> words)
{
    /// <summary>In words, where staff have paused the viewer's writing; null: they may write. What was typed stays in its page.</summary>
    public async Task<Outcome?> PausedAsync(CancellationToken cancel)
    {
        if (await db.PausesInForce(clock.Now).AsNoTracking().Where(p => p.PersonId == viewer.PersonId).OrderByDescending(p => p.Until).FirstOrDefaultAsync(cancel) is not { } pause) return null;
        var by = await db.PeopleVisibleTo(viewer).Where(p => p.Id == pause.PausedBy).Select(p => p.Name).SingleAsync(cancel);
        return Outcome.No("paused", words["{0} has paused your writing until {1}. Your words stay here. Why, and how to ask again, stands at “What you wrote” in your menu.", by, Times.Say(pause.Until, viewer.Zone, "both")]);
    }

    /// <summary>Held already, or held now; null: it may stand at once.</summary>
    /// <param name="first">Nothing of the viewer's has stood anywhere yet.</param>
    /// <param name="after">What it was before it was written differently.</param>
    public async Task<Hold?> HoldAsync(HeldPlace place, string text, Guid press, bool first, CancellationToken cancel, Guid? earlier = null)
    {
        if (await db.HoldsOf(viewer).SingleOrDefaultAsync(h => h.PressId == press, cancel) is { } there) return there;
        var settings = await SettingsAsync(cancel);
        if (HoldRule.For(text, await FactsAsync(text, first && settings.FirstPosts, cancel)) is not { } why) return null;
        return await HoldForAsync(place, why.Reason, why.Word, text, press, settings, cancel, earlier);
    }

    /// <summary>Something that always waits.</summary>
    /// <param name="plea">To whoever looks again.</param>
    public async Task<Hold> HoldForAsync(HeldPlace place, HoldReason reason, string text, Guid press, CancellationToken cancel, Guid? earlier = null, string? plea = null) =>
        await db.HoldsOf(viewer).SingleOrDefaultAsync(h => h.PressId == press, cancel) ?? await HoldForAsync(place, reason, "", text, press, await SettingsAsync(cancel), cancel, earlier, plea);

    private async Task<Hold> HoldForAsync(HeldPlace place, HoldReason reason, string word, string text, Guid press, HoldSettings settings, CancellationToken cancel, Guid? earlier, string? plea = null)
    {
        var (id, now, hard) = (Guid.NewGuid(), clock.Now, HardWordsRule.Sounds(text));
        var zone = DateTimeZoneProviders.Tzdb[await db.ThisProgram().Select(p => p.Zone).SingleAsync(cancel)];
        var due = hard ? now : StaffedHours.After(now, settings.Hours, settings.From, settings.Until, zone);
        var hold = Hold.Of(viewer.ProgramId, id, viewer.PersonId, place, reason, word, hard, await sealer.SealAsync(viewer.PersonId, Hold.TextAt(id), text, cancel), press, now, due, earlier,
            plea is null ? null : await sealer.SealAsync(viewer.PersonId, Hold.PleaAt(id), plea, cancel));
        db.Add(hold);
        happenings.Record("holds.held", id, viewer.PersonId);
        if (hard)
        {
            // Peers cannot read it and answer, so that somebody has to: now.
            hold.Call(now);
            var (followUp, _) = await desk.RaiseAsync(FollowUpKind.Waiting, Pace.Now, viewer.PersonId, viewer.PersonId, now, cancel, anew: true);
            after.Do(() => followUps.TellAsync(followUp));
        }
        return hold;
    }

    public async Task<HoldSettings> SettingsAsync(CancellationToken cancel) => await db.HoldSettingsOfProgram().AsNoTracking().SingleOrDefaultAsync(cancel) ?? HoldSettings.Usual(viewer.ProgramId);

    private async Task<HoldFacts> FactsAsync(string text, bool first, CancellationToken cancel)
    {
        if (viewer.IsStaff) return new(true, false, false, [], [], []);
        var program = await db.ThisProgram().AsNoTracking().SingleAsync(cancel);
        var print = Print(viewer.PersonId, text);
        return new(false, first && viewer.Is(Role.Participant), await db.HoldEndsOfProgram().AnyAsync(e => e.Kind == HoldEndKind.Released && e.Print == print, cancel),
            await db.HoldWordsOfProgram().OrderBy(w => w.AddedAt).Select(w => w.Word).ToListAsync(cancel),
            [program.Phone, .. program.CrisisLines.Split('\n', '|')],
            text.Contains('@', StringComparison.Ordinal) ? await db.PeopleKnownTo(viewer).Select(p => p.Name).ToListAsync(cancel) : []);
    }

    /// <summary>Of somebody's words.</summary>
    public static byte[] Print(Guid person, string text) => SHA256.HashData([.. person.ToByteArray(), .. Encoding.UTF8.GetBytes(text)]);
}
