using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Spaces;

/// <summary>Opens a space for the whole program.</summary>
public sealed class OpenSpace(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<OpenSpace.Form>
{
    public sealed record Form(
        [property: Required(ErrorMessage = "Please give it a name.")] [property: MaxLength(60, ErrorMessage = "Please keep it under 60 letters.")] string? Name,
        [property: Required(ErrorMessage = "Please say in a sentence what it is for.")] [property: MaxLength(300, ErrorMessage = "Please keep it under 300 letters.")] string? Purpose);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        // One at a time: a form that was sent twice opens one.
        await db.ThisProgram().ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), cancel);
        if (await db.SpacesOfProgram().AnyAsync(s => s.GroupId == null && s.Name == form.Name, cancel)) return Outcome.No(nameof(form.Name), "same-name", words["There is a space of that name already."]);

        var space = Space.Open(viewer.ProgramId, form.Name!, form.Purpose!, viewer.PersonId, clock.Now);
        db.Add(space);
        happenings.Record("spaces.opened", space.Id);
        return Outcome.To($"/spaces/{space.Id}");
    }
}
