using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.ComfortLevels;

/// <summary>Told, after the commit, that the viewer has chosen anew: a room that stands later and shows controls registers its own.</summary>
public interface IHearsOfComfort
{
    Task HearAsync(Comfort comfort);
}

/// <summary>Says what one is comfortable with. At any time, also in the middle of a session, and nobody is told that it changed.</summary>
public sealed class ChooseComfort(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, AfterCommit after, IEnumerable<IHearsOfComfort> hearers, IStringLocalizer<Words> words) : IVerb<ChooseComfort.Form>
{
    public sealed record Form(
        [property: Required(ErrorMessage = "Please choose one of these.")] ComfortLevel? Watch,
        [property: Required(ErrorMessage = "Please choose one of these.")] ComfortLevel? React,
        [property: Required(ErrorMessage = "Please choose one of these.")] ComfortLevel? Write,
        [property: Required(ErrorMessage = "Please choose one of these.")] ComfortLevel? Speak,
        [property: Required(ErrorMessage = "Please choose one of these.")] ComfortLevel? Camera);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var comfort = new Comfort(form.Watch!.Value, form.React!.Value, form.Write!.Value, form.Speak!.Value, form.Camera!.Value);
        // Only speaking is something that others ask for.
        if (comfort is not { Watch: not ComfortLevel.Unasked, React: not ComfortLevel.Unasked, Write: not ComfortLevel.Unasked, Camera: not ComfortLevel.Unasked })
            return Outcome.No("no-such-level", words["Please choose one of these."]);

        var choice = await db.ComfortOf(viewer).SingleOrDefaultAsync(cancel);
        if (choice is null) db.Add(choice = ComfortChoice.Of(viewer.ProgramId, viewer.PersonId));
        choice.Choose(comfort, clock.Now);
        happenings.Record("comfort.chosen", viewer.PersonId, viewer.PersonId);
        foreach (var hearer in hearers) after.Do(() => hearer.HearAsync(comfort));
        return Outcome.To("/comfort?kept=1");
    }
}
