using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;

namespace Hearth.Spaces;

/// <summary>When staff read in a space and how soon they usually answer, as it stands under each box there. Empty takes it away.</summary>
public sealed class SayWhenRead(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<SayWhenRead.Form>
{
    public sealed record Form([property: Required] Guid? Space, [property: MaxLength(120, ErrorMessage = "Please keep it under 120 letters.")] string? Times);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.SpacesKeptBy(viewer).Where(s => s.Id == form.Space).HoldAsync(cancel) is not { } space) return Outcome.Missing;
        space.SayWhenRead(form.Times ?? "");
        happenings.Record("spaces.read-times-said", space.Id);
        return Outcome.To($"/spaces/{space.Id}/about");
    }
}
