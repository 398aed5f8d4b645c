using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Channels;

/// <summary>A call that is a test, to one person through one channel. Whether a human answers it is what it is for.</summary>
public sealed class SendTest(HearthDb db, Viewer viewer, HappeningLog happenings, Outbox outbox, CallSettings settings, Clock clock, IStringLocalizer<Words> words) : IVerb<SendTest.Form>
{
    public sealed record Form([property: Required] Guid? Person, [property: Required] Channel? Channel);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PeopleToCall(viewer).AsNoTracking().SingleOrDefaultAsync(p => p.Id == form.Person, cancel) is not { } person) return Outcome.Missing;
        if (settings.Address.Length == 0) return Outcome.No("no-house-address", words["This house doesn’t know its own address yet, so a test could lead nowhere. Whoever runs the machine can set it."]);
        var drill = Drill.Ask(db.CurrentProgram, person.Id, form.Channel!.Value, viewer.PersonId, clock.Now);
        db.Add(drill);
        if (!await outbox.CallByAsync(drill.Channel, person.Id, drill.Id, CallKind.Drill, cancel))
            return Outcome.No("not-reached", words["{0} can’t be called that way yet.", person.Name]);
        happenings.Record("channels.test-sent", drill.Id, person.Id);
        return Outcome.To("/channels?sent=1");
    }
}
