using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Hearth.Database;

/// <summary>
/// All of Hearth's data but the keys. It has no sets: rows are reached through access queries (*Access.cs),
/// written with Add. The same model on SQLite and PostgreSQL.
/// </summary>
public sealed class HearthDb(DbContextOptions<HearthDb> options, IDialect dialect, ProgramScope scope) : DbContext(options)
{
    public const string ProgramFilter = "program";

    /// <summary>The program of this scope; the fence of every query on a program's rows.</summary>
    public Guid CurrentProgram => scope.Program;

    public ProgramScope Scope => scope;

    public IDialect Dialect => dialect;

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Sealing.Sealed>().HaveConversion<Sealing.SealedConverter>();
        dialect.Conventions(conventions);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(HearthDb).Assembly);
        dialect.Model(model);
        foreach (var entity in model.Model.GetEntityTypes().Where(e => !e.IsOwned()).ToList()) Fence(model, entity);
    }

    private void Fence(ModelBuilder model, IMutableEntityType entity)
    {
        if (typeof(IVersioned).IsAssignableFrom(entity.ClrType))
            model.Entity(entity.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();

        if (typeof(IProgramOwned).IsAssignableFrom(entity.ClrType))
        {
            if (entity.FindPrimaryKey()?.Properties[0].Name != nameof(IProgramOwned.ProgramId))
                throw new InvalidOperationException($"{entity.ClrType.Name}: the program comes first in the key of a program's row.");
            fence.MakeGenericMethod(entity.ClrType).Invoke(this, [model]);
        }
        else if (!AcrossPrograms.Allows(entity.ClrType))
        {
            throw new InvalidOperationException($"{entity.ClrType.Name} belongs to no program and is not on the reviewed list.");
        }
    }

    private static readonly MethodInfo fence =
        typeof(HearthDb).GetMethod(nameof(FenceOne), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private void FenceOne<T>(ModelBuilder model) where T : class, IProgramOwned =>
        model.Entity<T>().HasQueryFilter(ProgramFilter, row => row.ProgramId == CurrentProgram);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancel = default)
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            // On SQLite this is the only wall in front of a write; PostgreSQL's policies check it again.
            if (entry is { State: not EntityState.Unchanged, Entity: IProgramOwned owned } && owned.ProgramId != CurrentProgram)
                throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} of another program was about to be written.");
            if (entry is { State: EntityState.Modified, Entity: IVersioned versioned }) versioned.Version++;
        }
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancel);
    }

    /// <summary>
    /// Before the first read of a request, hub call or sweep. Dispose (or end the scope) when done; does nothing where
    /// reads need no transaction, or when one is open already.
    /// </summary>
    public async ValueTask<IAsyncDisposable?> BeginReadAsync(CancellationToken cancel = default)
    {
        if (!dialect.ReadsInTransaction || Database.CurrentTransaction is not null) return null;
        reading = await Database.BeginTransactionAsync(cancel);
        return new EndOfReading(this);
    }

    /// <summary>
    /// Waits for a room, and holds no connection meanwhile: the room needs one itself, and where everybody who waits for it held one,
    /// nobody would ever get any. What was read before and what is read afterwards are two moments. Not in a transaction that writes.
    /// </summary>
    public async Task<T> BetweenReadsAsync<T>(Func<Task<T>> wait)
    {
        if (reading is null) return await wait();
        await EndReadAsync();
        var answer = await wait();
        reading = await Database.BeginTransactionAsync();
        return answer;
    }

    private IDbContextTransaction? reading;

    private async ValueTask EndReadAsync()
    {
        if (reading is not { } ends) return;
        reading = null;
        await ends.DisposeAsync();
    }

    private sealed class EndOfReading(HearthDb db) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => db.EndReadAsync();
    }

    /// <summary>Enters a program in the middle of a transaction (signing in, redeeming an invitation, setting up).</summary>
    public async Task EnterProgramAsync(Guid program, CancellationToken cancel = default)
    {
        scope.Enter(program);
        if (Database.CurrentTransaction is not null) await dialect.EnterAsync(this, program, cancel);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously.");
}
