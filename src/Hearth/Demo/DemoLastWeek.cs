using System.Text.Json;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Happenings;
using Hearth.Notes;
using Hearth.Sealing;
using Hearth.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Demo;

/// <summary>
/// Two evenings of Porch Light that have been: who was there, what they said on leaving, and the notes. The earlier one's are all
/// signed, the later one's wait. Made once, with the house.
/// </summary>
public sealed class DemoLastWeek(HearthDb db, HappeningLog happenings, Sealer sealer, NoteWords words, Clock clock)
{
    private sealed record There(string Host, int Minutes, string Note, string? Said = null, bool InNote = false);

    private static readonly There[] earlier =
    [
        new("wren", 78, "Spoke early in the round about evenings that get long, and named a walk at nine as what helped. Tried the long breath with the others. Goal: getting through evenings, a step.", "the walk idea", true),
        new("june", 71, "Listened for most of the hour and wrote in the round instead of speaking. Said at the end that it was easier than last time. Goal: asking for help, begun.", "I liked being able to write"),
        new("tomas", 80, "Brought two things that worked this week. Asked the group for something practical and got it. Goal: noticing what helps, well on the way."),
        new("pilar", 64, "Came a little late. Spoke freely, left room for others when asked. Goal: calming down, practiced the breath twice."),
    ];

    private static readonly There[] later =
    [
        new("wren", 80, "Took a turn in both rounds. Said the walk has become most evenings. Goal: getting through evenings, further.", "the second round", true),
        new("june", 74, ""),
        new("marlow", 52, "", "Good to be asked nothing"),
        new("sana", 80, "", "Everyone was kind"),
    ];

    public async Task FillAsync(DemoProgram program, IReadOnlyDictionary<string, Guid> people, CancellationToken cancel)
    {
        var plan = DemoCast.Tonight;
        var group = await db.GroupsOfProgram().SingleAsync(g => g.Name == plan.Name, cancel);
        List<Interval> evenings = [.. Been(program, plan)];
        await EveningAsync(plan, group, evenings[0], people, earlier, "The group went round twice. What was hard came first and was heard without advice; what helped came after the break, and three of four had something. The long breath was practiced together. Towards getting through evenings: good movement. Towards asking for help: a beginning.", groupSigned: true, cancel);
        await EveningAsync(plan, group, evenings[1], people, later, "A newer circle than last time, and a quiet one. The first round was short; the second went deeper.", groupSigned: false, cancel);
    }

    private async Task EveningAsync(DemoGroup plan, Group group, Interval time, IReadOnlyDictionary<string, Guid> people, There[] there, string note, bool groupSigned, CancellationToken cancel)
    {
        var session = Session.Plan(group, null, plan.SessionTitle, plan.SessionAim, time.Start, time.End, null);
        session.Open(time.Start);
        session.End(time.End);
        db.Add(session);
        foreach (var leader in plan.Leaders) db.Add(SessionLeader.Of(session, people[leader]));
        foreach (var (at, step) in plan.Steps.Index()) db.Add(AgendaStep.At(session.ProgramId, session.Id, at + 1, step.Title, step.Minutes, step.Kind, step.Round, step.GoalTag));
        foreach (var one in there)
        {
            db.Add(Attendance.Of(session, people[one.Host], one.Minutes));
            if (one.Said is null) continue;
            var said = JsonSerializer.Serialize(new LeavingWords([Helped.BeingHeard], one.Said, Tired.ABit, one.InNote));
            db.Add(Leaving.Of(session, people[one.Host], await sealer.SealAsync(people[one.Host], Leaving.PlaceAt(session.Id, people[one.Host]), said, cancel), time.End));
        }
        await db.SaveChangesAsync(cancel);

        await NoteAsync(session, null, note, people["leila"], groupSigned, cancel);
        foreach (var one in there.Where(t => t.Note.Length > 0)) await NoteAsync(session, people[one.Host], one.Note, people[one.Host == "tomas" ? "dan" : "leila"], signed: true, cancel);
    }

    private async Task NoteAsync(Session session, Guid? person, string text, Guid by, bool signed, CancellationToken cancel)
    {
        var (id, now) = (Guid.NewGuid(), clock.Now);
        var note = Note.Draft(session, person, id, await words.SealAsync(id, person, text, cancel), by, now);
        db.Add(note);
        happenings.Record("notes.saved", id, person, by);
        if (!signed) return;
        var print = await words.PrintAsync(note, by, now, cancel);
        db.Add(NoteSignature.Of(note, by, now, print));
        happenings.Record("notes.signed", id, person, by, print);
    }

    /// <summary>The group's two last hours, the earlier first.</summary>
    private IEnumerable<Interval> Been(DemoProgram program, DemoGroup plan)
    {
        var week = Duration.FromDays(7);
        return DemoWeek.Coming(program, plan, clock.Now - week - Duration.FromHours(3)).Select(i => new Interval(i.Start, i.End)).Where(i => i.End < clock.Now).TakeLast(2);
    }
}
