using System.Collections.Concurrent;
using System.Data.Common;
using Hearth.Accounts;
using Hearth.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hearth.Tests.SignIn;

/// <summary>Writes down what a request makes the server do: each statement that goes to the database, each password that is hashed.</summary>
internal sealed class Work : DbCommandInterceptor, IStartupFilter
{
    public const string Header = "X-Test-Work";

    private static readonly AsyncLocal<ConcurrentQueue<string>?> now = new();

    public static ConcurrentDictionary<string, ConcurrentQueue<string>> Done { get; } = new();

    public static void Add(IServiceCollection services)
    {
        var work = new Work();
        services.AddSingleton<IStartupFilter>(work);
        services.AddSingleton<IPasswordHasher<Account>, Hasher>();
        services.ConfigureDbContext<HearthDb>(options => options.AddInterceptors(work));
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, go) =>
        {
            now.Value = http.Request.Headers[Header].ToString() is { Length: > 0 } name ? Done.GetOrAdd(name, _ => new()) : null;
            return go(http);
        });
        next(app);
    };

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        now.Value?.Enqueue(command.CommandText);
        return new(result);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        now.Value?.Enqueue(command.CommandText);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        now.Value?.Enqueue(command.CommandText);
        return new(result);
    }

    private sealed class Hasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<Account>(options)
    {
        public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            now.Value?.Enqueue("hash of " + System.Text.Encoding.UTF8.GetByteCount(hashedPassword));
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
