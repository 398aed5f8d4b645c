using Hearth.Database;
using Hearth.Happenings;
using Hearth.People;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Hearth.Messages;

/// <summary>One message that staff were told of, opened, with those around it.</summary>
/// <param name="About">The message itself.</param>
public sealed record ReportTold(Guid Id, string By, Instant At, string? Words, Guid About, IReadOnlyList<MessageSight> Messages);

/// <summary>What staff were told about messages, for whoever may open the follow-up. On record first, for each who is in the conversation; then opened.</summary>
internal sealed class ReportReading(HearthDb db, Viewer viewer, MessageReading reading, Sealer sealer, Scopes scopes, MessagePages pages, Clock clock)
{
    public async Task<IReadOnlyList<ReportTold>> OfAsync(Guid followUp)
    {
        List<ReportTold> told = [];
        var reports = await db.ReportsVisibleTo(viewer).AsNoTracking().Where(r => r.FollowUpId == followUp).OrderBy(r => r.ToldAt).ToListAsync();
        foreach (var report in reports)
        {
            await db.BetweenReadsAsync(async () => { await PutOnRecordAsync(report); return true; });
            var messages = await db.MessagesTold(viewer, report.Id).AsNoTracking().OrderBy(m => m.Number).ToListAsync();
            var ids = messages.Select(m => m.AuthorId).Append(report.ToldBy).Distinct().ToList();
            var people = await db.PeopleOfProgram().Where(p => ids.Contains(p.Id)).Select(p => new Talker(p.Id, p.Name, Roles.Staff.Contains(p.Role), false)).ToDictionaryAsync(p => p.Id);
            var pictures = await reading.PicturesAsync(messages);
            List<MessageSight> sights = [];
            foreach (var message in messages) sights.Add(new(message.Id, people[message.AuthorId], await sealer.OpenAsync(Message.WordsAt(message.Id), message.Words), message.WrittenAt, pictures.TryGetValue(message.Id, out var size) ? size : null));
            told.Add(new(report.Id, people[report.ToldBy].Name, report.ToldAt, report.Words is null ? null : await sealer.OpenAsync(MessageReport.WordsAt(report.Id), report.Words), report.MessageId, sights));
        }
        return told;
    }

    private async Task PutOnRecordAsync(MessageReport report)
    {
        var (me, now) = (viewer.PersonId, clock.Now);
        var first = await scopes.WriteAsync(viewer.ProgramId, async services =>
        {
            var there = services.GetRequiredService<HearthDb>();
            await there.HoldPersonAsync(me, CancellationToken.None); // two tabs at once are one opening
            var members = await there.ConversationMembersOfProgram().Where(m => m.ConversationId == report.ConversationId).Select(m => m.PersonId).ToListAsync();
            var log = services.GetRequiredService<HappeningLog>();
            foreach (var member in members) log.Record("messages.opened", report.Id, member, me);
            if (await there.OpeningsOfProgram().AnyAsync(o => o.ReportId == report.Id && o.OpenedBy == me)) return false;
            there.Add(ReportOpening.Of(report, me, now));
            return true;
        });
        if (first) await pages.TellAsync(report.ProgramId, report.ConversationId, me);
    }
}
