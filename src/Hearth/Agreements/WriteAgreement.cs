using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Agreements;

public sealed record WriteAgreementForm(
    [property: Required(ErrorMessage = "Please write what is promised, and what is not.")] [property: MaxLength(20000)] string? Text,
    [property: Required(ErrorMessage = "Please write how people speak with one another here.")] [property: MaxLength(6000)] string? Guidelines);

/// <summary>Keeps the next version while it is being written. Nobody is asked anything yet.</summary>
public sealed class WriteAgreement(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<WriteAgreementForm>
{
    public async Task<Outcome> RunAsync(WriteAgreementForm form, CancellationToken cancel)
    {
        var draft = await db.DraftVisibleTo(viewer).SingleOrDefaultAsync(cancel);
        if (draft is null) db.Add(draft = AgreementDraft.Start(db.CurrentProgram));
        draft.Write(form.Text!, form.Guidelines!, viewer.PersonId, clock.Now);
        happenings.Record("agreements.drafted", db.CurrentProgram);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            return Outcome.No("written-meanwhile", words["Somebody else saved this draft at the same moment. Your words are still here; please save again."]);
        }
        return Outcome.To("/agreement/versions/preview");
    }
}
