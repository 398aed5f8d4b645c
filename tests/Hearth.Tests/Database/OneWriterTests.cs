using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Database;

/// <summary>On SQLite, whoever writes while another does waits in line.</summary>
public class OneWriterTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Ends.Commits)]
    [InlineData(Ends.RollsBack)]
    [InlineData(Ends.IsLetGo)]
    public async Task Whoever_came_first_writes_first_and_whoever_waits_holds_no_thread(Ends how)
    {
        Assert.SkipWhen(HearthHost.OnPostgres, "There rows are held, not the whole.");
        await using var scope = host.Services.CreateAsyncScope();
        await using var one = await BeginAsync(scope);
        List<int> order = [];
        // Begun one after the other on this thread: each is in line when its call comes back, and none of them keeps it.
        var others = Enumerable.Range(0, 24).Select(n => WriteAsync(n)).ToList();
        Assert.All(others, other => Assert.False(other.IsCompleted));
        Assert.Empty(order);
        if (how == Ends.Commits) await one.CommitAsync(Cancel);
        if (how == Ends.RollsBack) await one.RollbackAsync(Cancel);
        await one.DisposeAsync();
        await Task.WhenAll(others);
        Assert.Equal(Enumerable.Range(0, 24), order);

        async Task WriteAsync(int n)
        {
            await using var mine = host.Services.CreateAsyncScope();
            await using var transaction = await BeginAsync(mine);
            order.Add(n); // one at a time: that is what is asked
            await transaction.CommitAsync(Cancel);
        }
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_keeps_nobody_waiting()
    {
        Assert.SkipWhen(HearthHost.OnPostgres, "There rows are held, not the whole.");
        await using var scope = host.Services.CreateAsyncScope();
        await using var one = await BeginAsync(scope);
        using var patience = new CancellationTokenSource();
        await using var other = host.Services.CreateAsyncScope();
        var waits = BeginAsync(other, patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        await one.CommitAsync(Cancel);
        await using var third = host.Services.CreateAsyncScope();
        await (await BeginAsync(third)).DisposeAsync();
    }

    private static Task<IDbContextTransaction> BeginAsync(AsyncServiceScope scope, CancellationToken? cancel = null)
    {
        scope.ServiceProvider.GetRequiredService<ProgramScope>().Enter(Guid.NewGuid());
        return scope.ServiceProvider.GetRequiredService<HearthDb>().Database.BeginTransactionAsync(cancel ?? Cancel);
    }

    public enum Ends
    {
        Commits,
        RollsBack,
        IsLetGo,
    }
}
