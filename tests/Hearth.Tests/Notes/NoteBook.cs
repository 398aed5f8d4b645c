using System.Net;
using System.Text.RegularExpressions;
using Hearth.Database;
using Hearth.Groups;
using Hearth.Notes;
using Hearth.Sessions;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Notes;

/// <summary>An evening that has ended, with who was there, and what is done to its notes over HTTP.</summary>
internal sealed class NoteBook(HearthHost host, Cast cast, Session session)
{
    public Cast Cast => cast;
    public Guid Session => session.Id;

    /// <summary>Led by Leila and Dan; Wren and June were there, Tomas was not.</summary>
    public static async Task<NoteBook> OpenAsync(HearthHost host, LedBy ledBy = LedBy.Therapist, string[]? leaders = null)
    {
        var cast = await Cast.GatherAsync(host);
        leaders ??= ["Leila", "Dan"];
        var session = await host.EveningAsync(cast, ledBy: ledBy, leaders: leaders, state: SessionState.Ended);
        await host.Scopes.WriteAsync(cast.ProgramId, s =>
        {
            var db = s.GetRequiredService<HearthDb>();
            foreach (var (name, minutes) in ((string, int)[])[("Wren", 48), ("June", 31), (leaders[0], 50)]) db.Add(Attendance.Of(session, cast[name].PersonId, minutes));
            return Task.CompletedTask;
        });
        return new(host, cast, session);
    }

    public string PathOf(Member? about) => $"/sessions/{session.Id}/note{(about is null ? "" : $"/{about.PersonId}")}";

    public async Task<HttpResponseMessage> SaveAsync(Member by, Member? about, string text) =>
        await by.Client.PostFormAsync($"{PathOf(about)}/save", ("Text", text), ("Version", $"{(await NoteOf(about))?.Version ?? -1}"));

    public async Task<HttpResponseMessage> SignAsync(Member by, Note note) => await by.Client.PostFormAsync($"/notes/{note.Id}/sign/yes", ("Version", $"{note.Version}"));

    /// <summary>Saved and signed, and there to be read.</summary>
    public async Task<Note> WriteAsync(Member by, Member? about, string text)
    {
        Assert.Equal(HttpStatusCode.SeeOther, (await SaveAsync(by, about, text)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignAsync(by, (await NoteOf(about))!)).StatusCode);
        return (await NoteOf(about))!;
    }

    public Task<Note?> NoteOf(Member? about)
    {
        var person = about?.PersonId;
        return host.LookAsync(cast, db => db.Set<Note>().AsNoTracking().SingleOrDefaultAsync(n => n.SessionId == session.Id && n.PersonId == person && n.AddsTo == null));
    }

    public Task<List<Note>> AdditionsAsync(Guid note) => host.LookAsync(cast, db => db.Set<Note>().AsNoTracking().Where(n => n.AddsTo == note).ToListAsync());

    public Task<List<NoteSignature>> SignaturesAsync() => host.LookAsync(cast, db => db.Set<NoteSignature>().AsNoTracking().ToListAsync());

    public async Task<string> WordsAsync(Member by, Guid note) => string.Join("|", Regex.Matches(await by.Client.ReadAsync($"/notes/{note}"), "<p class=\"note-words\">(.*?)</p>", RegexOptions.Singleline).Select(m => m.Groups[1].Value));

    public Task<List<Hearth.Happenings.Happening>> ChainAsync() => host.LookAsync(cast, db => Hearth.Happenings.HappeningAccess.Chain(db).ToListAsync());
}
