using System.Globalization;
using System.Text.Json;
using Hearth.Accounts;
using Hearth.Database;
using Hearth.Html;
using Hearth.Sealing;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Hearth.SignIn;

/// <summary>Marks verbs whose fields are never kept: passwords and codes.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeverKeptAttribute : Attribute;

/// <summary>Keeps what was sent after a sign-in had ended, for the same person's next one.</summary>
public sealed class KeepingWords(HearthDb db, Scopes scopes, Clock clock)
{
    private const int LongestBody = 256 * 1024, MostOfOne = 20;

    /// <summary>Only for somebody whose place in the program is still open: the cookie may have run out, the membership not.</summary>
    /// <returns>The kept words' id; null: there was nothing to keep, or nobody to keep it for.</returns>
    public async Task<Guid?> KeepAsync(HttpContext http, CancellationToken cancel)
    {
        if (http.GetEndpoint() is not { } verb || verb.Metadata.GetMetadata<VerbShape>() is null || verb.Metadata.GetMetadata<NeverKeptAttribute>() is not null) return null;
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > LongestBody || http.Request.Path.Value!.Length > 300) return null;
        if (SignInTicket.WhoWas(http) is not { Enrolling: false } was) return null;
        var membership = await db.OpenMembershipsOf(was.Account).AsNoTracking().SingleOrDefaultAsync(m => m.Id == was.Membership, cancel);
        if (membership is null || membership.Stamp.ToString(CultureInfo.InvariantCulture) != was.Stamp) return null;

        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(cancel);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
        if (!form.Any(field => field.Value.Any(v => !string.IsNullOrWhiteSpace(v)))) return null;

        var path = http.Request.Path.Value!;
        var text = JsonSerializer.Serialize(form.ToDictionary(f => f.Key, f => f.Value.ToArray()));
        return await scopes.WriteAsync<Guid?>(membership.ProgramId, async services =>
        {
            var there = services.GetRequiredService<HearthDb>();
            if (await there.KeptWordsOf(membership.PersonId).CountAsync(cancel) >= MostOfOne) return null;
            var id = Guid.NewGuid();
            var sealedText = await services.GetRequiredService<Sealer>().SealAsync(membership.PersonId, KeptWords.Place(id), text, cancel);
            there.Add(KeptWords.Keep(membership.ProgramId, id, membership.PersonId, path, sealedText, clock.Now));
            return id;
        }, cancel);
    }

    public Task<bool> AnyForAsync(Membership membership, CancellationToken cancel) =>
        scopes.ReadAsync(membership.ProgramId, async services => await Waiting(services.GetRequiredService<HearthDb>(), membership.PersonId).AnyAsync(k => k.ShownAt == null, cancel), cancel);

    /// <summary>What waits for this person, newest first.</summary>
    public IQueryable<KeptWords> Waiting(HearthDb of, Guid person)
    {
        var since = clock.Now - KeptWords.For;
        return of.KeptWordsOf(person).Where(k => k.KeptAt > since).OrderByDescending(k => k.KeptAt);
    }

    public static IFormCollection AsForm(string text) => new FormCollection(
        JsonSerializer.Deserialize<Dictionary<string, string?[]>>(text)!.ToDictionary(f => f.Key, f => new StringValues(f.Value)));
}
