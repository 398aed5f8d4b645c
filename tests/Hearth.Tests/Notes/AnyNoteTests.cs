using System.Net;
using CsCheck;
using Hearth.Notes.Rules;

namespace Hearth.Tests.Notes;

/// <summary>Whatever is done to a note in whatever order: one signature, and not a letter after it.</summary>
public class AnyNoteTests(HearthHost host)
{
    private static readonly Gen<NoteAct[]> acts = Gen.Int[1, 3].Select(i => (NoteAct)i).Array[1, 30];

    [Fact]
    public void No_act_leads_out_of_signed_and_only_a_draft_is_signed() => acts.Sample(sequence =>
    {
        var state = NoteState.Unwritten;
        var signatures = 0;
        foreach (var act in sequence)
        {
            var before = state;
            if (act == NoteAct.Sign && NoteRule.May(state, act)) signatures++;
            state = NoteRule.After(state, act);
            if (before == NoteState.Signed) Assert.Equal(NoteState.Signed, state);
            if (before != NoteState.Draft) Assert.False(NoteRule.May(before, NoteAct.Sign));
            if (act == NoteAct.Save && before == NoteState.Signed) Assert.False(NoteRule.May(before, act));
        }
        Assert.Equal(state == NoteState.Signed ? 1 : 0, signatures);
    }, iter: Chance.Times(2000));

    [Fact]
    public async Task Over_http_a_note_goes_as_the_rule_says() => await Gen.Int[1, 3].Select(i => (NoteAct)i).Array[4, 9].SampleAsync(async sequence =>
    {
        var book = await NoteBook.OpenAsync(host);
        var (wren, state, words, at) = (book.Cast.Wren, NoteState.Unwritten, "", 0);
        foreach (var act in sequence)
        {
            var by = at++ % 2 == 0 ? book.Cast.Leila : book.Cast.Dan;
            var note = await book.NoteOf(wren);
            var answer = act switch
            {
                NoteAct.Save => await book.SaveAsync(by, wren, $"Words {at}."),
                NoteAct.Sign => await by.Client.PostFormAsync($"/notes/{note?.Id ?? Guid.NewGuid()}/sign/yes", ("Version", $"{note?.Version ?? 0}")),
                _ => await by.Client.PostFormAsync($"/notes/{note?.Id ?? Guid.NewGuid()}/add/save", ("Text", $"More {at}."), ("Version", $"{(note is null ? null : (await book.AdditionsAsync(note.Id)).SingleOrDefault())?.Version ?? -1}")),
            };
            var may = NoteRule.May(state, act);
            Assert.Equal(may ? HttpStatusCode.SeeOther : note is null ? HttpStatusCode.NotFound : HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            if (may && act == NoteAct.Save) words = $"Words {at}.";
            state = NoteRule.After(state, act);
        }
        Assert.Equal(state == NoteState.Signed ? 1 : 0, (await book.SignaturesAsync()).Count);
        if (await book.NoteOf(wren) is { } kept) Assert.Equal(words, await book.WordsAsync(book.Cast.Leila, kept.Id));
        Assert.Equal(sequence.Length, (await book.ChainAsync()).Count(h => h.Kind is "notes.saved" or "notes.signed") + Refused(sequence));
    }, iter: Chance.Times(6), threads: 1);

    /// <summary>One happening for each that was done, none for what was refused.</summary>
    private static int Refused(NoteAct[] sequence)
    {
        var (state, refused) = (NoteState.Unwritten, 0);
        foreach (var act in sequence)
        {
            if (!NoteRule.May(state, act)) refused++;
            state = NoteRule.After(state, act);
        }
        return refused;
    }
}
