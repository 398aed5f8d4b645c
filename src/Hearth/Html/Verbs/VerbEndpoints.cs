using System.Data.Common;
using Hearth.Database;
using Hearth.Happenings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.Html;

/// <summary>The page that a verb's form stands on: shown again, with the words and what was typed, when the verb refuses.</summary>
public sealed record VerbPage(Type Component);

/// <summary>The verb calls something that writes in its own transaction (a session's grain), so it gets none here.</summary>
public sealed record OwnTransaction;

/// <summary>What verb and form an endpoint runs, for the tests that read the whole table.</summary>
public sealed record VerbShape(Type Verb, Type Form);

public static class VerbEndpoints
{
    public static RouteHandlerBuilder MapVerb<TVerb, TForm>(this IEndpointRouteBuilder app, string pattern)
        where TVerb : class, IVerb<TForm> where TForm : class =>
        app.MapPost(pattern, (Delegate)RunAsync<TVerb, TForm>).WithMetadata(new VerbShape(typeof(TVerb), typeof(TForm))).DisableAntiforgery()
            // Before the page at the same address, which would take a post too.
            .WithOrder(-1);

    public static RouteHandlerBuilder OnPage<TPage>(this RouteHandlerBuilder verb) => verb.WithMetadata(new VerbPage(typeof(TPage)));

    public static RouteHandlerBuilder InOwnTransaction(this RouteHandlerBuilder verb) => verb.WithMetadata(new OwnTransaction());

    private static async Task<IResult> RunAsync<TVerb, TForm>(HttpContext http)
        where TVerb : class, IVerb<TForm> where TForm : class
    {
        var services = http.RequestServices;
        var words = services.GetRequiredService<IStringLocalizer<Words>>();
        var bound = await FormBinder.BindAsync<TForm>(http, words);
        if (bound.Form is null) return await Answers.RefuseAsync(http, bound.Refused!, bound.Typed);

        // Resolved here and not from the container's list: a verb is a plain class, no registration to forget.
        var verb = ActivatorUtilities.CreateInstance<TVerb>(services);
        var outcome = http.GetEndpoint()!.Metadata.GetMetadata<OwnTransaction>() is null
            ? await InTransactionAsync(services, () => verb.RunAsync(bound.Form, http.RequestAborted), http.RequestAborted)
            : await verb.RunAsync(bound.Form, http.RequestAborted);

        return outcome switch
        {
            Outcome.Done done => Answers.Done(http, done.Location),
            Outcome.Shown shown => await Answers.ShowAsync(http, shown),
            Outcome.Refused refused => await Answers.RefuseAsync(http, refused, bound.Typed),
            _ => Results.NotFound(),
        };
    }

    /// <summary>
    /// The act and its happenings, or nothing. When somebody else changed the same row at the same moment, or added the one that there is
    /// once, it is done anew and finds what they left, so that the later of two is told in words. Verbs with slow work before their act (a password's) call it
    /// themselves.
    /// </summary>
    internal static async Task<Outcome> InTransactionAsync(IServiceProvider services, Func<Task<Outcome>> act, CancellationToken cancel)
    {
        const int times = 3;
        for (var i = 1; ; i++)
        {
            try
            {
                return await OnceAsync(services, act, cancel);
            }
            catch (Exception e) when (i < times && IsLater(e))
            {
                Forget(services);
            }
        }
    }

    /// <summary>Whoever came first has it: the row changed, it is there already, or each of two waited for the other and this one gave way.</summary>
    private static bool IsLater(Exception e) => e is DbUpdateConcurrencyException || (e as DbException ?? e.InnerException as DbException)?.SqlState is taken or deadlock;

    // As PostgreSQL says it. SQLite lets one write at a time, so that nobody there is second.
    private const string taken = "23505", deadlock = "40P01";

    private static async Task<Outcome> OnceAsync(IServiceProvider services, Func<Task<Outcome>> act, CancellationToken cancel)
    {
        var db = services.GetRequiredService<HearthDb>();

        Outcome outcome;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancel))
        {
            outcome = await act();
            if (outcome is Outcome.Done)
            {
                await db.SaveChangesAsync(cancel);
                await services.GetRequiredService<HappeningLog>().AppendAsync(cancel);
                await transaction.CommitAsync(cancel);
            }
        }

        if (outcome is Outcome.Done) await services.GetRequiredService<AfterCommit>().RunAsync();
        else Forget(services);
        return outcome;
    }

    private static void Forget(IServiceProvider services)
    {
        services.GetRequiredService<HearthDb>().ChangeTracker.Clear();
        services.GetRequiredService<HappeningLog>().Drop();
        services.GetRequiredService<AfterCommit>().Drop();
    }
}
