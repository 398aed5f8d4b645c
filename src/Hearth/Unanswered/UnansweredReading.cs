using Hearth.Database;
using Hearth.Groups;
using Hearth.Markup;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Unanswered;

/// <summary>Something that somebody waits with.</summary>
/// <param name="Group">Its name; null: a space of the whole program.</param>
/// <param name="Topic">Null: they have written nothing, and nobody has met them.</param>
/// <param name="Words">How it begins; null where the viewer cannot read there.</param>
/// <param name="Still">Nobody has answered it meanwhile.</param>
/// <param name="Heard">Something stands below it all the same: whoever asked may not have read it.</param>
public sealed record UnansweredSight(string? Group, Guid? Topic, string? Words, Instant Since, bool Still, bool Heard);

/// <summary>What a follow-up is about, as its reader may see it.</summary>
internal sealed class UnansweredReading(HearthDb db, Viewer viewer)
{
    public async Task<IReadOnlyList<UnansweredSight>> OfAsync(Guid followUp)
    {
        var subjects = await db.CarriedVisibleTo(viewer).Where(c => c.FollowUpId == followUp).Select(c => c.SubjectId).ToListAsync();
        var asks = await (from t in db.TopicsOfProgram()
                          where subjects.Contains(t.Id)
                          join p in db.PostsOfProgram() on t.Id equals p.TopicId
                          where p.Number == 1
                          join g in db.GroupsOfProgram() on t.SpaceId equals g.Id into groups
                          from g in groups.DefaultIfEmpty()
                          select new { t.Id, Group = g == null ? null : g.Name, p.WrittenAt, Text = db.TopicsVisibleTo(viewer).Any(v => v.Id == t.Id) ? p.Text : null, Still = db.TopicsUnanswered().Any(u => u.Id == t.Id), Heard = db.PostsVisibleTo(viewer).Any(a => a.TopicId == t.Id && a.AuthorId != t.AuthorId && a.TakenBackAt == null && !db.HiddenPosts().Contains(a.Id)) }).ToListAsync();
        var places = await db.PlacesCarried(subjects).Join(db.GroupsOfProgram(), m => m.GroupId, g => g.Id, (m, g) => new { g.Name, m.JoinedAt }).ToListAsync();
        return [.. asks.Select(a => new UnansweredSight(a.Group, a.Id, a.Text is null ? null : Writing.Plain(a.Text, 140), a.WrittenAt, a.Still, a.Heard)).Concat(places.Select(p => new UnansweredSight(p.Name, null, null, p.JoinedAt, true, false))).OrderBy(s => s.Since)];
    }
}
