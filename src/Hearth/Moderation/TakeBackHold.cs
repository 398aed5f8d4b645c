using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Holds;
using Hearth.Html;
using Hearth.Happenings;

namespace Hearth.Moderation;

/// <summary>Its author takes it back before it stood anywhere: the words are erased, and nobody else knows that there were any.</summary>
public sealed class TakeBackHold(HearthDb db, Viewer viewer, HoldDesk desk, HappeningLog happenings) : IVerb<TakeBackHold.Form>
{
    public sealed record Form([property: Required] Guid? Hold);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.HoldsOf(viewer).Where(h => h.Id == form.Hold).HoldAsync(cancel) is not { } hold) return Outcome.Missing;
        if (!await db.HasEndedAsync(hold, cancel)) await desk.EndAsync(hold, HoldEndKind.TakenBack, "moderation.taken-back", cancel);
        else if (hold.Text is not null)
        {
            hold.Erase();
            happenings.Record("moderation.taken-back", hold.Id, hold.AuthorId);
        }
        return Outcome.To("/held/mine");
    }
}
