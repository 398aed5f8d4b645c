using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Holds.Rules;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Holds;

/// <summary>From now on, what somebody writes with this word in it is read by staff first.</summary>
public sealed class AddHoldWord(HearthDb db, Viewer viewer, HappeningLog happenings, Clock clock, IStringLocalizer<Words> words) : IVerb<AddHoldWord.Form>
{
    public sealed record Form([property: Required(ErrorMessage = "Please write a word, or a few.")] [property: MaxLength(HoldWord.Longest, ErrorMessage = "Please keep it under 60 letters.")] string? NewWord);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var plain = Letters.Plain(form.NewWord!);
        if (plain.Length < 4) return Outcome.No(nameof(form.NewWord), "short", words["Two letters at least, please: one is in nearly every word."]);
        await db.ThisProgram().ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), cancel);
        if ((await db.HoldWordsOfProgram().Select(w => w.Word).ToListAsync(cancel)).Exists(w => Letters.Plain(w) == plain)) return Outcome.No(nameof(form.NewWord), "there", words["It is on the list already."]);
        var word = HoldWord.Add(viewer.ProgramId, form.NewWord!, viewer.PersonId, clock.Now);
        db.Add(word);
        happenings.Record("holds.word-added", word.Id);
        return Outcome.To("/program/holds#words");
    }
}
