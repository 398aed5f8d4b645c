using Hearth.Database;
using Hearth.FollowUps.Rules;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Concerns;

/// <summary>One concern, opened.</summary>
/// <param name="By">Who noticed it.</param>
public sealed record ConcernTold(string By, Instant At, Pace Pace, IReadOnlyList<NoticedSign> Signs, string? Own);

/// <summary>What was noticed, for staff who may open the follow-up that came of it, and who have put on record that they do.</summary>
internal sealed class ConcernReading(HearthDb db, Viewer viewer, Sealer sealer)
{
    public async Task<IReadOnlyList<ConcernTold>> OfAsync(Guid followUp)
    {
        List<ConcernTold> told = [];
        var all = await db.ConcernsVisibleTo(viewer).AsNoTracking().Where(c => c.FollowUpId == followUp).OrderBy(c => c.FiledAt)
            .Join(db.PeopleVisibleTo(viewer), c => c.NoticedBy, p => p.Id, (c, p) => new { Concern = c, p.Name }).ToListAsync();
        foreach (var one in all)
        {
            var words = NoticedWords.Unpack(await sealer.OpenAsync(Concern.WordsAt(one.Concern.Id), one.Concern.Words));
            told.Add(new(one.Name, one.Concern.FiledAt, one.Concern.Pace, words.Signs, words.Own));
        }
        return told;
    }
}
