using Hearth.Database;
using Hearth.FollowUps;
using Hearth.FollowUps.Rules;
using Hearth.Html;

namespace Hearth.HardMoment;

/// <summary>"I need a person": kept before the page says that anybody has been asked. Pressed twice, it is asked once.</summary>
public sealed class AskStaff(Viewer viewer, FollowUpDesk desk, FollowUpPages pages, Clock clock, AfterCommit after) : IVerb<AskStaff.Form>
{
    public sealed record Form;

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var (followUp, changed) = await desk.RaiseAsync(FollowUpKind.HardMoment, Pace.Now, viewer.PersonId, viewer.PersonId, clock.Now, cancel);
        if (changed) after.Do(() => pages.TellAsync(followUp));
        return Outcome.To("/hard-moment/asked");
    }
}
