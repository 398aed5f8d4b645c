using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Holds;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.GroupLife;

/// <summary>Somebody of a group proposes what it could be called.</summary>
public sealed class ProposeName(HearthDb db, Viewer viewer, HoldGate holds, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<ProposeName.Form>
{
    public sealed record Form([property: Required] Guid? Group, [property: Required(ErrorMessage = "Please give the group a name.")] [property: MaxLength(60, ErrorMessage = "Please keep it under 60 letters.")] string? Name);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.GroupsOwnedBy(viewer).Where(g => g.Id == form.Group).HoldAsync(cancel) is not { } group) return Outcome.Missing;
        if (await holds.PausedAsync(cancel) is { } paused) return paused;
        if (group.Name == form.Name) return Outcome.No(nameof(form.Name), "same", words["It is called that already."]);
        if (await db.NamesReadBy(viewer).AnyAsync(n => n.GroupId == group.Id && n.SettledAt == null, cancel)) return Outcome.No(nameof(form.Name), "open", words["Another name is proposed just now. Agree to it or leave it first."]);
        var proposal = NameProposal.Of(viewer.ProgramId, group.Id, form.Name!, viewer.PersonId, clock.Now);
        db.Add(proposal);
        happenings.Record("grouplife.name-proposed", proposal.Id);
        return Outcome.To($"/groups/{group.Id}/words");
    }
}
