using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Messages.Rules;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Messages;

public enum PairIs
{
    /// <summary>As for everybody.</summary>
    AsAll = 1,
    Open = 2,
    Closed = 3,
}

/// <summary>Decides for two peers, apart from all others, whether they may write to one another.</summary>
public sealed class SwitchPair(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<SwitchPair.Form>
{
    public sealed record Form(
        [property: Required(ErrorMessage = "Please choose somebody.")] Guid? One,
        [property: Required(ErrorMessage = "Please choose somebody.")] Guid? Other,
        [property: Required(ErrorMessage = "Please choose one of these.")] PairIs? Is);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var (one, other) = (form.One!.Value, form.Other!.Value);
        if (one == other) return Outcome.No(nameof(form.Other), "same", words["Please choose two people."]);
        if (await db.PeopleOfProgram().CountAsync(p => (p.Id == one || p.Id == other) && Roles.Peers.Contains(p.Role), cancel) != 2) return Outcome.No(nameof(form.Other), "whom", words["Please choose from those who are listed here."]);

        await db.ThisProgram().ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), cancel);
        var pair = Pair.Of(one, other);
        var there = await db.PairSwitchesOfProgram().SingleOrDefaultAsync(s => s.PairId == pair, cancel);
        if (form.Is == PairIs.AsAll)
        {
            if (there is not null) db.Remove(there);
        }
        else
        {
            if (there is null) db.Add(there = PairSwitch.Of(viewer.ProgramId, one, other));
            there.Set(form.Is == PairIs.Open, viewer.PersonId, clock.Now);
        }
        happenings.Record(form.Is switch { PairIs.Open => "messages.pair-opened", PairIs.Closed => "messages.pair-closed", _ => "messages.pair-as-all" }, pair);
        return Outcome.To("/program/messages");
    }
}
