using Hearth.Database;
using Hearth.Groups;
using Hearth.Holds;
using Hearth.People;
using Hearth.Sealing;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Hearth.Moderation;

/// <summary>What waits, with the name of the place that it was written in; null: it is a story.</summary>
public sealed record WaitingSight(HeldSight Held, string? Where);

/// <param name="Text">Null: taken back.</param>
/// <param name="It">The one that staff were told of; the others stand around it.</param>
public sealed record AroundSight(string Author, Instant At, string? Text, bool It);

/// <summary>A post that staff were told of.</summary>
/// <param name="By">Who told it: for staff alone.</param>
/// <param name="Owner">Who has it.</param>
public sealed record ReportSight(Report Report, string By, string Author, string? Owner, string? Words, IReadOnlyList<AroundSight> Around);

/// <summary>To whoever told of a post: who has it, and whether it ended.</summary>
public sealed record ToldSight(Guid Id, Instant At, string Author, string? Owner, Instant? TakenAt, bool Ended);

/// <summary>What staff wrote to somebody alone.</summary>
public sealed record WordSight(PrivateWord Word, bool Mine, string By, string To, string Words, string? Answer);

/// <summary>Somebody whose writing is paused.</summary>
public sealed record PausedSight(WritingPause Pause, string Person, string By, string Words, string? Plea);

/// <summary>What staff look at, and authors of their own.</summary>
public sealed class ModerationReading(HearthDb db, Viewer viewer, HoldReading holds, Sealer sealer, Clock clock)
{
    private static readonly Duration remembered = Duration.FromDays(30);

    /// <summary>What waits for the viewer to read first, the oldest first.</summary>
    /// <param name="author">Of one person only.</param>
    public async Task<IReadOnlyList<WaitingSight>> WaitingAsync(Guid? author = null) =>
        await NamedAsync(await db.HoldsKeptBy(viewer).AsNoTracking().Waiting(db).Where(h => author == null || h.AuthorId == author).OrderBy(h => h.HeldAt).Take(50).ToListAsync());

    /// <summary>The viewer's own that stand nowhere.</summary>
    public async Task<IReadOnlyList<WaitingSight>> MineAsync() =>
        await NamedAsync(await db.HoldsOf(viewer).AsNoTracking().Where(h => h.Text != null).OrderByDescending(h => h.HeldAt).Take(50).ToListAsync());

    /// <summary>One, as its author or as somebody who may read it first. Null: neither.</summary>
    public async Task<WaitingSight?> OneAsync(Guid id)
    {
        var found = await db.HoldsOf(viewer).AsNoTracking().SingleOrDefaultAsync(h => h.Id == id) ?? await db.HoldsKeptBy(viewer).AsNoTracking().SingleOrDefaultAsync(h => h.Id == id);
        return found is null ? null : (await NamedAsync([found]))[0];
    }

    /// <summary>Open reports that the viewer may look at, the oldest first.</summary>
    public async Task<IReadOnlyList<ReportSight>> ReportsAsync(Guid? author = null)
    {
        var found = await db.ReportsKeptBy(viewer).AsNoTracking().Where(r => r.EndedAt == null && (author == null || r.AuthorId == author)).OrderBy(r => r.ReportedAt).Take(50).ToListAsync();
        var names = await NamesAsync(found.SelectMany(r => (Guid?[])[r.ReportedBy, r.AuthorId, r.OwnerId]));
        return [.. found.Select(r => new ReportSight(r, names[r.ReportedBy], names[r.AuthorId], r.OwnerId is { } owner ? names[owner] : null, null, []))];
    }

    /// <summary>One report, with the post, two before it and two after it, and nothing more.</summary>
    public async Task<ReportSight?> ReportAsync(Guid id)
    {
        if (await db.ReportsKeptBy(viewer).AsNoTracking().SingleOrDefaultAsync(r => r.Id == id) is not { } report) return null;
        var post = await db.PostsOfProgram().AsNoTracking().SingleAsync(p => p.Id == report.PostId);
        var around = await db.PostsOfProgram().AsNoTracking().Where(p => p.TopicId == post.TopicId && p.Number >= post.Number - 2 && p.Number <= post.Number + 2).OrderBy(p => p.Number).ToListAsync();
        var names = await NamesAsync(around.Select(p => (Guid?)p.AuthorId).Concat([report.ReportedBy, report.AuthorId, report.OwnerId]));
        return new(report, names[report.ReportedBy], names[report.AuthorId], report.OwnerId is { } owner ? names[owner] : null, report.Words is null ? null : await sealer.OpenAsync(Report.WordsAt(id), report.Words),
            [.. around.Select(p => new AroundSight(names[p.AuthorId], p.WrittenAt, p.TakenBackAt is null ? p.Text : null, p.Id == post.Id))]);
    }

    /// <summary>What the viewer told staff lately.</summary>
    public async Task<IReadOnlyList<ToldSight>> ToldAsync()
    {
        var since = clock.Now - remembered;
        var found = await db.PostReportsBy(viewer).AsNoTracking().Where(r => r.ReportedAt > since).OrderByDescending(r => r.ReportedAt).Take(50).ToListAsync();
        var names = await NamesAsync(found.SelectMany(r => (Guid?[])[r.AuthorId, r.OwnerId]));
        return [.. found.Select(r => new ToldSight(r.Id, r.ReportedAt, names[r.AuthorId], r.OwnerId is { } owner ? names[owner] : null, r.TakenAt, r.EndedAt is not null))];
    }

    /// <summary>What staff wrote to the authors of these posts alone, as far as it is the viewer's to read.</summary>
    public async Task<ILookup<Guid, WordSight>> WordsAsync(IReadOnlyCollection<Guid> posts)
    {
        var found = await db.PrivateWordsVisibleTo(viewer).AsNoTracking().Where(w => posts.Contains(w.PostId)).OrderBy(w => w.WrittenAt).ToListAsync();
        return (await OpenAsync(found)).ToLookup(w => w.Word.PostId);
    }

    /// <summary>One that the viewer was written and has not answered.</summary>
    public async Task<WordSight?> WordToMeAsync(Guid id) =>
        (await OpenAsync(await db.PrivateWordsTo(viewer).AsNoTracking().Where(w => w.Id == id && w.AnsweredAt == null).ToListAsync())).FirstOrDefault();

    /// <summary>Whose writing is paused, of those that the viewer looks after.</summary>
    public async Task<IReadOnlyList<PausedSight>> PausedAsync()
    {
        var found = await db.PausesKeptBy(viewer, clock.Now).AsNoTracking().OrderBy(p => p.Until).Take(50).ToListAsync();
        var names = await NamesAsync(found.SelectMany(p => (Guid?[])[p.PersonId, p.PausedBy]));
        List<PausedSight> paused = [];
        foreach (var pause in found) paused.Add(new(pause, names[pause.PersonId], names[pause.PausedBy], await sealer.OpenAsync(WritingPause.WordsAt(pause.Id), pause.Words), pause.Plea is null ? null : await sealer.OpenAsync(WritingPause.PleaAt(pause.Id), pause.Plea)));
        return paused;
    }

    private async Task<IReadOnlyList<WordSight>> OpenAsync(List<PrivateWord> found)
    {
        var names = await NamesAsync(found.SelectMany(w => (Guid?[])[w.PersonId, w.WrittenBy]));
        List<WordSight> opened = [];
        foreach (var word in found)
            opened.Add(new(word, word.PersonId == viewer.PersonId, names[word.WrittenBy], names[word.PersonId], await sealer.OpenAsync(PrivateWord.WordsAt(word.Id), word.Words), word.Answer is null ? null : await sealer.OpenAsync(PrivateWord.AnswerAt(word.Id), word.Answer)));
        return opened;
    }

    private async Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<Guid?> who)
    {
        var ids = who.OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.PeopleOfProgram().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name);
    }

    private async Task<IReadOnlyList<WaitingSight>> NamedAsync(List<Hold> found)
    {
        var ids = found.Select(h => h.SpaceId).OfType<Guid>().Distinct().ToList();
        var names = ids.Count == 0 ? [] : await (from s in db.SpacesOfProgram()
                                                 join g in db.GroupsOfProgram() on s.GroupId equals (Guid?)g.Id into groups
                                                 from g in groups.DefaultIfEmpty()
                                                 where ids.Contains(s.Id)
                                                 select new { s.Id, Name = g == null ? s.Name : g.Name }).ToDictionaryAsync(s => s.Id, s => s.Name);
        return [.. (await holds.OpenAsync(found)).Select(h => new WaitingSight(h, h.Hold.SpaceId is { } space ? names[space] : null))];
    }
}
