using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Messages.Rules;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Messages;

/// <summary>Who may write to whom in the program, and when staff answer. Holds from the next message on; what was written stays.</summary>
public sealed class SetMessagePolicy(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock) : IVerb<SetMessagePolicy.Form>
{
    public sealed record Form(
        [property: Required(ErrorMessage = "Please choose one of these.")] PeerReach? Peers,
        [property: Required(ErrorMessage = "Please choose one of these.")] StaffReach? Staff,
        [property: MaxLength(120, ErrorMessage = "Please keep it under 120 letters.")] string? AnswerTimes);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        // One at a time: the first to choose makes the row.
        await db.ThisProgram().ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), cancel);
        if (await db.MessagePolicyOfProgram().SingleOrDefaultAsync(cancel) is not { } policy) db.Add(policy = MessagePolicy.For(viewer.ProgramId));
        policy.Set(form.Peers!.Value, form.Staff!.Value, form.AnswerTimes ?? "", viewer.PersonId, clock.Now);
        happenings.Record("messages.policy-set", viewer.ProgramId);
        return Outcome.To("/program/messages");
    }
}
