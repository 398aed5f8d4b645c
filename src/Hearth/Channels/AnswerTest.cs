using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Channels;

/// <summary>The human whom a test was for says that it reached them. Once; pressed again it changes nothing.</summary>
public sealed class AnswerTest(HearthDb db, Viewer viewer, HappeningLog happenings, Outbox outbox, Clock clock) : IVerb<AnswerTest.Form>
{
    public sealed record Form(Guid? Drill);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var now = clock.Now;
        var mine = db.DrillsFor(viewer).Where(d => d.Id == form.Drill && (d.AnsweredAt != null || d.AskedAt > now - Drill.Lasts));
        if (!await mine.AnyAsync(cancel)) return Outcome.Missing;
        if (await mine.Where(d => d.AnsweredAt == null).ExecuteUpdateAsync(d => d.SetProperty(x => x.AnsweredAt, now), cancel) == 1)
        {
            happenings.Record("channels.test-answered", form.Drill!.Value, viewer.PersonId);
            await outbox.StopAsync(form.Drill.Value, cancel);
        }
        return Outcome.To(Drill.PathOf(form.Drill!.Value));
    }
}
