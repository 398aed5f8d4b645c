using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Database;

/// <summary>Work outside a request: a grain call, a feed, a sweep. Always in one program, in a container scope of its own.</summary>
public sealed class Scopes(IServiceScopeFactory factory)
{
    /// <summary>Reads in one program.</summary>
    public async Task<T> ReadAsync<T>(Guid program, Func<IServiceProvider, Task<T>> work, CancellationToken cancel = default)
    {
        await using var scope = factory.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ProgramScope>().Enter(program);
        var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
        await using var transaction = await db.BeginReadAsync(cancel);
        return await work(scope.ServiceProvider);
    }

    /// <summary>Writes in one program: one transaction, with its happenings, committed when <paramref name="work"/> returns.</summary>
    public async Task<T> WriteAsync<T>(Guid program, Func<IServiceProvider, Task<T>> work, CancellationToken cancel = default)
    {
        await using var scope = factory.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ProgramScope>().Enter(program);
        var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var result = await work(scope.ServiceProvider);
        await db.SaveChangesAsync(cancel);
        await scope.ServiceProvider.GetRequiredService<Happenings.HappeningLog>().AppendAsync(cancel);
        await transaction.CommitAsync(cancel);
        return result;
    }

    public Task WriteAsync(Guid program, Func<IServiceProvider, Task> work, CancellationToken cancel = default) =>
        WriteAsync(program, async services => { await work(services); return true; }, cancel);
}
