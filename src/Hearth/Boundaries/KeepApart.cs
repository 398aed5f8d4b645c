using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Boundaries;

/// <summary>Staff keep two peers apart.</summary>
public sealed class KeepApart(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IEnumerable<IHearsOfDistance> hearers, IStringLocalizer<Words> words) : IVerb<KeepApart.Form>
{
    /// <param name="TellOne">The first of the two is told that it is so.</param>
    public sealed record Form(
        [property: Required(ErrorMessage = "Please choose somebody.")] Guid? One,
        [property: Required(ErrorMessage = "Please choose somebody.")] Guid? Other,
        [property: Required(ErrorMessage = "Please choose one of these.")] SeparationReason? Reason,
        bool? TellOne,
        bool? TellOther);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var (one, other) = (form.One!.Value, form.Other!.Value);
        if (one == other) return Outcome.No("Other", "the-same", words["Please choose two different people."]);
        var peers = await db.PeopleVisibleTo(viewer).AsNoTracking().Where(p => (p.Id == one || p.Id == other) && !Roles.Staff.Contains(p.Role)).CountAsync(cancel);
        if (peers != 2) return Outcome.No("Other", "not-peers", words["Please choose two people from the lists."]);

        // Decisions about one pair take turns.
        await db.HoldPersonAsync(Separation.InOrder(one, other).One, cancel);
        if (await db.AreApartAsync(one, other, cancel)) return Outcome.To("/apart");
        var separation = Separation.Of(viewer.ProgramId, one, other, form.Reason!.Value, [.. form.TellOne == true ? [one] : Array.Empty<Guid>(), .. form.TellOther == true ? [other] : Array.Empty<Guid>()], viewer.PersonId, clock.Now);
        db.Add(separation);
        happenings.Record("boundaries.kept-apart", separation.Id);
        foreach (var told in separation.Told) happenings.Record("boundaries.told-apart", separation.Id, told);
        foreach (var hearer in hearers)
        {
            await hearer.HearAsync(one, other, cancel);
            await hearer.HearAsync(other, one, cancel);
        }
        return Outcome.To("/apart?kept=1");
    }
}
