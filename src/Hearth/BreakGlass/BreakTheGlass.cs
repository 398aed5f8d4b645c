using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.BreakGlass.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.BreakGlass;

/// <summary>Opens one person's sealed records for an hour. The reason comes first, and who they are is shown again (`StepUp`).</summary>
public sealed class BreakTheGlass(HearthDb db, Viewer viewer, HappeningLog happenings, Sealer sealer, Clock clock, IStringLocalizer<Words> words) : IVerb<BreakTheGlass.Form>
{
    public sealed record Form(
        [property: Required] Guid? Person,
        [property: Required(ErrorMessage = "Please write why you need to read this person’s records."), MinLength(12, ErrorMessage = "Please write a sentence: somebody else will read it."), MaxLength(500, ErrorMessage = "Please keep it under 500 letters.")] string? Reason);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.PeopleBehindGlass(viewer).AsNoTracking().SingleOrDefaultAsync(p => p.Id == form.Person, cancel) is not { } person) return Outcome.Missing;
        // Two windows take turns: one person at a time is one glass at a time.
        await db.HoldAccountAsync(viewer.AccountId, cancel);

        var now = clock.Now;
        if (GlassRule.FlawOf(await db.BrokenAsync(viewer, cancel), now) is { } flaw) return Refuse(words, flaw);
        foreach (var over in await db.GlassesBrokenBy(viewer).Where(g => g.EndedAt == null).ToListAsync(cancel)) over.End(now);
        await db.SaveChangesAsync(cancel);

        var id = Guid.NewGuid();
        db.Add(Glass.Break(viewer.ProgramId, id, person.Id, viewer.PersonId, await sealer.SealAsync(person.Id, Glass.ReasonAt(id), form.Reason!, cancel), now));
        happenings.Record("breakglass.broken", id, person.Id);
        return Outcome.To($"/people/{person.Id}/records");
    }

    internal static Outcome Refuse(IStringLocalizer<Words> words, GlassRule.Flaw flaw) => flaw == GlassRule.Flaw.AnotherIsOpen
        ? Outcome.No("another-open", words["You have somebody else’s records open. End that first: it is for one person at a time."])
        : Outcome.No("lapsed", words["Nobody has looked at one that you opened more than a day ago. Until somebody has, you can open no other."]);
}
