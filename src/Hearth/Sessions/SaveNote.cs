using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Sessions.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Sessions;

/// <summary>Saves the group's note as a draft. It names no member; where a word only looks like a name, the leader says so.</summary>
public sealed class SaveNote(HearthDb db, Viewer viewer, HappeningLog happenings, Sealer sealer, Clock clock, IStringLocalizer<Words> words) : IVerb<SaveNote.Form>
{
    public sealed record Form(
        [property: Required] Guid? Session,
        [property: Required(ErrorMessage = "Please write a few words."), MaxLength(4000, ErrorMessage = "Please keep it under 4,000 letters.")] string? Text,
        bool? NoNames,
        [property: Required] int? Version);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.SessionsLedBy(viewer).AsNoTracking().SingleOrDefaultAsync(s => s.Id == form.Session, cancel) is not { } session) return Outcome.Missing;
        if (session.State != SessionState.Ended) return Outcome.No("not-ended", words["The note is written when the session has ended."]);

        var members = db.AttendanceVisibleTo(viewer).Where(a => a.SessionId == session.Id).Select(a => a.PersonId);
        var leaders = db.SessionLeadersOfProgram().Where(l => l.SessionId == session.Id).Select(l => l.PersonId);
        var names = await db.PeopleOfProgram().Where(p => members.Contains(p.Id) && !leaders.Contains(p.Id)).Select(p => p.Name).ToListAsync(cancel);
        var named = NoteRule.NamesIn(form.Text!, names);
        if (named.Count > 0 && form.NoNames != true)
            return Outcome.No("Text", "names-a-member", words["This says “{0}”, the name of somebody who was there. The group’s note names nobody; each person has a note of their own. If it is an ordinary word here, tick the box below.", string.Join(", ", named)]);

        var text = await sealer.SealForProgramAsync(SessionNote.PlaceAt(session.Id), form.Text!, cancel);
        var note = await db.NotesForLeaders(viewer).SingleOrDefaultAsync(n => n.SessionId == session.Id, cancel);

        // Two leaders may have the page open: the second one is told instead of writing over the first.
        if ((note?.Version ?? -1) != form.Version)
            return Outcome.No("Text", "changed-meanwhile", words["Another leader saved this note while you wrote. Yours is still here: open the note in a second window, put both together, and save it there."]);
        if (note is null) db.Add(SessionNote.Draft(session, text, viewer.PersonId, clock.Now));
        else note.Save(text, viewer.PersonId, clock.Now);
        happenings.Record("sessions.note-saved", session.Id);
        return Outcome.To($"/sessions/{session.Id}/note?saved=1");
    }
}
