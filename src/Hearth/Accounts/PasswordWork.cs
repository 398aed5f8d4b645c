using Microsoft.AspNetCore.Identity;

namespace Hearth.Accounts;

/// <summary>
/// The slow part of a password, the same for everybody: a handle that nobody has costs what a right one costs. Few at a
/// time, so that a flood of guesses cannot take the machine from a group that is talking.
/// </summary>
public sealed class PasswordWork(IPasswordHasher<Account> hasher) : IDisposable
{
    private readonly SemaphoreSlim places = new(Math.Max(1, Environment.ProcessorCount / 2));
    private long done;
    private readonly string nobodys = hasher.HashPassword(new Account(), Guid.NewGuid().ToString());

    /// <summary>How often since the start: nobody who comes back is to cost it.</summary>
    public long Done => Interlocked.Read(ref done);

    public async Task<string> HashAsync(Account account, string password, CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        Interlocked.Increment(ref done);
        try
        {
            return await Task.Run(() => hasher.HashPassword(account, password), cancel);
        }
        finally
        {
            places.Release();
        }
    }

    public async Task<bool> FitsAsync(Account? account, string password, CancellationToken cancel)
    {
        var hash = account?.PasswordHash;
        await places.WaitAsync(cancel);
        Interlocked.Increment(ref done);
        try
        {
            var result = await Task.Run(() => hasher.VerifyHashedPassword(account ?? new Account(), hash ?? nobodys, password), cancel);
            return result != PasswordVerificationResult.Failed && hash is not null;
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
