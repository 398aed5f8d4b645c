using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Agreements;

/// <param name="Draft">The draft's version that was previewed: what is published is what was looked at.</param>
public sealed record PublishAgreementForm([property: Required] int? Draft);

/// <summary>The draft becomes the version in force, and everybody is asked again.</summary>
public sealed class PublishAgreement(HearthDb db, Viewer viewer, HappeningLog happenings, IEnumerable<IHearsOfAgreements> hearers, Clock clock, IStringLocalizer<Words> words) : IVerb<PublishAgreementForm>
{
    public async Task<Outcome> RunAsync(PublishAgreementForm form, CancellationToken cancel)
    {
        var draft = await db.DraftVisibleTo(viewer).SingleOrDefaultAsync(cancel);
        if (draft is null) return Outcome.Missing;
        if (draft.Version != form.Draft) return Changed();

        var current = await db.CurrentAgreementAsync(cancel);
        if (current is not null && current.Text == draft.Text && current.Guidelines == draft.Guidelines)
            return Outcome.No("same-words", words["These are the words in force already. Publishing them again would ask everyone for nothing."]);

        var next = Agreement.Publish(db.CurrentProgram, (current?.Number ?? 0) + 1, draft.Text, draft.Guidelines, viewer.PersonId, clock.Now);
        db.Add(next);
        db.Remove(draft);
        happenings.Record("agreements.published", next.Id);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            return Changed();
        }
        foreach (var hearer in hearers) await hearer.HearAsync(next, cancel);
        return Outcome.To("/agreement/versions");
    }

    private Outcome Changed() => Outcome.No("changed-meanwhile", words["The draft changed while this page was open. Please look at it again before you publish it."]);
}
