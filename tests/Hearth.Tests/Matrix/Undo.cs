using System.Data.Common;
using Hearth.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Matrix;

/// <summary>
/// A request that bears this header does all that it would do, up to the commit, which is left out. So one world serves
/// thousands of verbs, and each meets it as it was made.
/// </summary>
internal sealed class Undo : DbTransactionInterceptor, IStartupFilter
{
    public const string Header = "X-Test-Undo";

    private static readonly AsyncLocal<bool> on = new();

    public static void Add(IServiceCollection services)
    {
        var undo = new Undo();
        services.AddSingleton<IStartupFilter>(undo);
        services.ConfigureDbContext<HearthDb>(options => options.AddInterceptors(undo));
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, go) =>
        {
            on.Value = http.Request.Headers.ContainsKey(Header);
            return go(http);
        });
        next(app);
    };

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) =>
        on.Value ? InterceptionResult.Suppress() : result;

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        new(TransactionCommitting(transaction, eventData, result));
}
