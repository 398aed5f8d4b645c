using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.People;

/// <summary>
/// The language of the pages: for this browser, and for somebody who is signed in, wherever they sign in next. Anyone may, since
/// whoever cannot read a page cannot look for where to change it.
/// </summary>
public sealed class ChooseLanguage(Viewer viewer, Scopes scopes, IHttpContextAccessor accessor) : IVerb<ChooseLanguage.Form>
{
    public sealed record Form([property: Required] Language? Language);

    /// <summary>Those that the pages are written in.</summary>
    public enum Language { En = 1, Es = 2 }

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var (http, language) = (accessor.HttpContext!, form.Language == Language.Es ? "es" : "en");
        var (program, me) = (viewer.ProgramId, viewer.PersonId);
        if (viewer.SignedIn)
            await scopes.WriteAsync(program, async services =>
            {
                var person = await services.GetRequiredService<HearthDb>().PeopleOfProgram().SingleAsync(p => p.Id == me, cancel);
                if (person.Language == language) return;
                person.Speak(language);
                services.GetRequiredService<HappeningLog>().Record("people.language-chosen", me, me, me);
            }, cancel);
        LanguageChoice.Keep(http, language);
        return Outcome.To(Answers.CameFrom(http));
    }
}
