using Hearth.Accounts;
using Hearth.Database;
using Hearth.FollowUps;
using Hearth.Html;

namespace Hearth.HardMoment;

/// <summary>"I need a person": kept before the page says that anybody has been asked. Pressed twice, it is asked once.</summary>
public sealed class AskStaff(HearthDb db, Viewer viewer, FollowUpDesk desk, FollowUpPages pages, Clock clock, AfterCommit after) : IVerb<AskStaff.Form>
{
    public sealed record Form;

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        // Presses of one person take turns.
        await db.HoldAccountAsync(viewer.AccountId, cancel);
        if (await desk.RaiseAsync(FollowUpKind.HardMoment, viewer.PersonId, clock.Now, cancel) is { } followUp) after.Do(() => pages.TellAsync(followUp));
        return Outcome.To("/hard-moment/asked");
    }
}
