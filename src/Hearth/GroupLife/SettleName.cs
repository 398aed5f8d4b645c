using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.GroupLife;

/// <summary>
/// Another of the group agrees to a proposed name, and it is the group's; or anybody leaves it as it is. Nobody names a group alone:
/// it stands wherever the group does.
/// </summary>
public sealed class SettleName(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<SettleName.Form>
{
    public sealed record Form([property: Required] Guid? Group, [property: Required] Guid? Proposal, [property: Required] bool? Agree);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.GroupsOwnedBy(viewer).Where(g => g.Id == form.Group).HoldAsync(cancel) is not { } group) return Outcome.Missing;
        if (await db.NamesReadBy(viewer).SingleOrDefaultAsync(n => n.Id == form.Proposal && n.GroupId == group.Id, cancel) is not { } proposal) return Outcome.Missing;
        if (proposal.SettledAt is not null) return Outcome.No("settled", words["That is settled meanwhile. Nothing changed."]);
        if (form.Agree == true)
        {
            if (proposal.By == viewer.PersonId) return Outcome.No("own", words["Somebody else of the group agrees to it, or leaves it."]);
            proposal.Agree(group.Name, viewer.PersonId, clock.Now);
            group.Describe(proposal.Name, group.Aim, group.Cap);
            happenings.Record("grouplife.name-taken", group.Id);
        }
        else
        {
            proposal.Leave(viewer.PersonId, clock.Now);
            happenings.Record("grouplife.name-left", proposal.Id);
        }
        return Outcome.To($"/groups/{group.Id}/words");
    }
}
