using Hearth.Database;
using Hearth.FollowUps;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Notices;

/// <summary>Whoever asked for a person, noticed something about a peer, or told the staff of a message, learns that somebody has it and that it has ended.</summary>
public sealed class HearFollowUps(HearthDb db, NoticeDesk notices) : IHearsOfFollowUps
{
    public const string Taken = "followups.taken";
    public const string PassedOn = "followups.passed-on";
    public const string Ended = "followups.ended";
    public const string NoticedTaken = "followups.noticed-taken";
    public const string NoticedEnded = "followups.noticed-ended";

    public const string MessageTaken = "followups.message-taken";
    public const string MessageEnded = "followups.message-ended";

    public async Task HearAsync(FollowUp followUp, FollowUpStepKind step, CancellationToken cancel)
    {
        var kind = (followUp.Kind, step) switch
        {
            (FollowUpKind.Concern, FollowUpStepKind.Taken or FollowUpStepKind.Reopened) => NoticedTaken,
            (FollowUpKind.Concern, FollowUpStepKind.Ended) => NoticedEnded,
            (FollowUpKind.Message, FollowUpStepKind.Taken or FollowUpStepKind.Reopened) => MessageTaken,
            (FollowUpKind.Message, FollowUpStepKind.Ended) => MessageEnded,
            (FollowUpKind.HardMoment, FollowUpStepKind.Taken or FollowUpStepKind.Reopened) => Taken,
            (FollowUpKind.HardMoment, FollowUpStepKind.GivenBack) => PassedOn,
            (FollowUpKind.HardMoment, FollowUpStepKind.Ended) => Ended,
            _ => null,
        };
        if (kind is not null) await notices.TellAsync(kind, await db.AskersOfProgram().Where(a => a.FollowUpId == followUp.Id).Select(a => a.PersonId).ToListAsync(cancel), followUp.Id, cancel);
    }
}
