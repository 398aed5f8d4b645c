using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Notices;

/// <summary>Of what one wants to hear by e-mail and on one's devices. In the app all of it is there always.</summary>
public sealed class ChooseNotices(HearthDb db, Viewer viewer, HappeningLog happenings) : IVerb<ChooseNotices.Form>
{
    /// <summary>Nothing ticked is an answer: nothing.</summary>
    public sealed record Form(NoticeSort[]? ByMail, NoticeSort[]? OnDevices);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        var choice = await db.NoticeChoiceOf(viewer).SingleOrDefaultAsync(cancel);
        if (choice is null) db.Add(choice = NoticeChoice.Of(db.CurrentProgram, viewer.PersonId));
        choice.Choose(All(form.ByMail), All(form.OnDevices));
        happenings.Record("notices.chosen", viewer.PersonId, viewer.PersonId);
        return Outcome.To("/notices/how?kept=1");
    }

    private static NoticeSort All(NoticeSort[]? ticked) => (ticked ?? []).Aggregate(NoticeSort.None, (all, one) => all | one) & NoticeSort.All;
}
